"""The sections of the report, each in a file that registers itself: a file more is a section more."""
