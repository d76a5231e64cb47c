"""The site of the documentation, for C++ and Python: sphinx-build -W python/docs build/docs."""

from __future__ import annotations

import sys
from pathlib import Path

import fealty

sys.path.insert(0, str(Path(__file__).parent))

project = "fealty"
author = "the fealty authors"
copyright = "the fealty authors"
version = release = fealty.__version__

extensions = [
    "from_library",
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.mathjax",
]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "groupwise"
autodoc_typehints = "none"  # the signatures have them
numpydoc_show_class_members = False
nitpicky = False

# Every example is run. They share one small set of records, and what they write goes to a temporary folder.
doctest_test_doctest_blocks = "default"
doctest_global_setup = """
import os, tempfile
import fealty as fy
_home, _folder = os.getcwd(), tempfile.TemporaryDirectory()
os.chdir(_folder.name)
"""
doctest_global_cleanup = "os.chdir(_home)"

html_theme = "furo"
html_title = f"fealty {version}"
html_show_sphinx = False
html_copy_source = False
