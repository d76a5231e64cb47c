"""Complaints understood on arrival, without labels: a lexicon that votes, and a model that weighs the votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from .. import _core
from ..errors import ParameterError, error
from ..estimator import Estimator
from ..flow.listed import Listed
from ..frames import to_column, to_frame, to_native
from ..tables import to_html, to_text
from .highlight import Mark, colors, highlighted, legend
from .taxonomy import Taxonomy

__all__ = ["Triage", "TriagedText"]

_figures = ("tenure_years", "contacts", "amount")


class _Rules(Listed):
    title = "Labeling functions"
    rows_shown = 12


class TriagedText:
    """What a triage says of one text: a category by each taxonomy, its probability, and the words that decided.

    Attributes
    ----------
    text, language : str
        The text, and "en" or "zh".
    answer, answer_text : str
        What the categories call for ("compensate; call back"), and an answer to the customer in the text's language.
    evidence : list of dict
        taxonomy, category, function, begin and end (characters of the text; both 0 for a figure beside it), words, and
        the log-odds that the function adds to its category.
    """

    def __init__(self, compiled: _core.Triaged, taxonomies: Mapping[str, Taxonomy]) -> None:
        self._compiled = compiled
        self._taxonomies = taxonomies
        self.text: str = compiled.text
        self.language: str = compiled.language
        self.answer: str = compiled.answer
        self.answer_text: str = compiled.answer_text

    def __getitem__(self, taxonomy: str) -> str:
        """The category by that taxonomy, "unknown" where none is probable enough."""
        return self._compiled.verdict(taxonomy).category

    def __getattr__(self, name: str) -> str:
        if not name.startswith("_") and name in self._taxonomies:
            return self[name]
        raise AttributeError(f"a triaged text has no {name!r}")

    def probability(self, taxonomy: str) -> float:
        """The probability of the most probable category, whether it is named or not."""
        return self._compiled.verdict(taxonomy).probability

    def probabilities(self, taxonomy: str) -> dict[str, float]:
        """The probability of each category."""
        verdict = self._compiled.verdict(taxonomy)
        return dict(zip(self._taxonomies[taxonomy].keys, verdict.probabilities, strict=True))

    def all(self, taxonomy: str) -> list[str]:
        """The categories above the threshold, the most probable first."""
        return list(self._compiled.verdict(taxonomy).all)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The words and figures that decided, by place."""
        return [
            {
                "taxonomy": one.taxonomy,
                "category": one.category,
                "function": one.function,
                "begin": one.begin,
                "end": one.end,
                "words": self.text[one.begin : one.end],
                "log_odds": one.log_odds,
            }
            for one in self._compiled.evidence
        ]

    def to_dict(self) -> dict[str, Any]:
        """The labels, their probabilities, language and answer."""
        made: dict[str, Any] = {}
        for name in self._taxonomies:
            made[name] = self[name]
            made[f"{name}_probability"] = self.probability(name)
        return made | {"language": self.language, "answer": self.answer}

    def _rows(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for name, taxonomy in self._taxonomies.items():
            words = dict.fromkeys(
                one["words"] or one["function"]
                for one in self.evidence
                if one["taxonomy"] == name and one["category"] in (self.all(name) or [one["category"]])
            )
            label = " + ".join(self.all(name)) if taxonomy.several and self.all(name) else self[name]
            rows.append((name, label, round(self.probability(name), 3), ", ".join(words)))
        return rows

    def _repr_html_(self) -> str:
        groups = colors(self._taxonomies)
        marks = [
            Mark(
                one["begin"],
                one["end"],
                one["taxonomy"],
                min(max(one["log_odds"] / 4, -1.0), 1.0),
                f"{one['taxonomy']}: {one['category']} ({one['function']})",
            )
            for one in self.evidence
        ]
        table = to_html("", ["", "category", "probability", "because of"], self._rows())
        answer = f"<p><b>{escape(self.answer or 'answer')}</b>: {escape(self.answer_text)}</p>"
        shown = highlighted(self.text, marks, groups)
        return f'<div class="fealty"><p>{shown}</p><p>{legend(groups)}</p>{answer}</div>{table}'

    def __repr__(self) -> str:
        notes = [f"answer: {self.answer_text}"]
        return to_text(self.text[:200], ["", "category", "probability", "because of"], self._rows(), notes)


class Triage(Estimator):
    """Type of complainer, cause, need, severity and meaning of complaints, without labels, in English and Chinese.

    Parameters
    ----------
    taxonomies : sequence of Taxonomy or str, optional
        By what complaints are sorted; unless given, the ready ones.
    lexicon : frame, optional
        Labeling functions of your own, beside the ready ones: taxonomy, category, name, phrases (separated by " | "),
        and, if there are any: field and at_least (instead of phrases), precision, weight, unless_denied, reason,
        source.
    ready : bool
        Whether the ready lexicon is used, as far as its taxonomies and categories are there.
    threshold : float
        A category must be more probable than this; else the label is "unknown".
    correlation : float
        Between two votes for the same category on the same text: m votes weigh as m / (1 + (m - 1) correlation).
    learnt_texts, learnt_functions : int
        A word becomes a labeling function once as many corrected texts of a category have it, and at most so many do
        for each taxonomy.

    Notes
    -----
    Labeling functions vote for a category or abstain; a generative model (Dawid and Skene 1979; Ratner and others 2016)
    learns how precise each is, from where they agree and from corrections. A function's single vote has just its
    precision as the probability of the category. Without `fit` and `learn` the precisions are those that the lexicon
    states. `rules` lists every function with its phrases and the reason why it votes so.

    Examples
    --------
    >>> import fealty as fy
    >>> tri = fy.complaints.Triage()
    >>> seen = tri("I have been a customer for ten years and nobody calls back")
    >>> seen.type, seen.need, seen.answer
    ('loyal_advocate', 'importance', 'spread')
    """

    def __init__(
        self,
        *,
        taxonomies: Sequence[Taxonomy | str] | None = None,
        lexicon: Any = None,
        ready: bool = True,
        threshold: float = 0.5,
        correlation: float = 0.3,
        learnt_texts: int = 4,
        learnt_functions: int = 100,
    ) -> None:
        self.taxonomies = taxonomies
        self.lexicon = lexicon
        self.ready = ready
        self.threshold = threshold
        self.correlation = correlation
        self.learnt_texts = learnt_texts
        self.learnt_functions = learnt_functions

    def __call__(self, texts: Any, **figures: float) -> Any:
        """Understands one text, or many.

        Parameters
        ----------
        texts : str, or sequence of texts
            One text gives a TriagedText, several give what `predict` gives.
        **figures : float
            Beside one text: tenure_years, contacts, amount, or what functions of your own read.
        """
        if not isinstance(texts, str):
            return self.predict(texts)
        beside = [(name, float(value)) for name, value in figures.items()]
        return TriagedText(self._made()(_sound(texts), beside), self._by_name())

    def predict(self, texts: Any) -> Any:
        """A row per text: category and probability by each taxonomy, language, and what is called for.

        Parameters
        ----------
        texts : sequence of texts, or frame
            A frame has the column text, and, if there are any, the figures tenure_years, contacts, amount.

        Returns
        -------
        frame
            type, type_probability, cause, cause_probability, cause_all (every cause above the threshold) ...
        """
        column, figures, kind = self._read(texts)
        return to_native(self._made().predict(column, figures), kind)

    def predict_proba(self, texts: Any, taxonomy: str, *, classifier: Any = None, weight: float | None = None) -> Any:
        """The probability of every category of a taxonomy, a column for each.

        Parameters
        ----------
        texts : sequence of texts, or frame
            As for `predict`.
        taxonomy : str
            Its name.
        classifier : optional
            A second opinion, once there are labels enough to train one: anything with ``predict_proba(texts)`` and
            ``classes_`` (keys of the taxonomy's categories; those that it lacks have probability 0 in its opinion).
        weight : float, optional
            Of the second opinion, from 0 to 1: the probabilities are those of the pool of logarithms, p^(1 - weight)
            q^weight. Unless given, n / (n + 200) with n corrected texts.
        """
        column, figures, kind = self._read(texts)
        made = self._made().predict_probabilities(column, taxonomy, figures)
        if classifier is None:
            return to_native(made, kind)
        return to_native(self._pooled(made, texts, taxonomy, classifier, weight), kind)

    def fit(self, texts: Any) -> Triage:
        """Learns from texts without labels which functions to believe. Corrections are kept.

        Returns
        -------
        Triage
            The estimator itself.
        """
        column, figures, _ = self._read(texts)
        self._made().fit(column, figures)
        return self

    def learn(self, texts: Any, corrections: Any) -> Triage:
        """Learns from corrected texts; corrections add to earlier ones.

        Parameters
        ----------
        texts : str, sequence of texts, or frame
            As for `predict`.
        corrections : frame, or dict of columns
            A column for each corrected taxonomy, missing where nobody has said; several causes are separated by " + ",
            none is "none".

        Returns
        -------
        Triage
            The estimator itself.

        Raises
        ------
        RecordError
            A category that is not there, by column, row and value.
        """
        if isinstance(texts, str):
            texts = [texts]
            corrections = {name: [value] for name, value in dict(corrections).items()}
        column, figures, _ = self._read(texts)
        labels, _ = to_frame(corrections)
        self._made().learn(column, labels, figures)
        return self

    def ask(self, texts: Any, n: int = 20, *, taxonomy: str = "") -> Any:
        """The texts to label next, the most useful first: row (counted from 0) and text.

        Texts of which least is known come first, but not near duplicates of what is asked or has been corrected.
        """
        import numpy as np

        column, figures, kind = self._read(texts)
        rows = self._made().ask(column, n, taxonomy, figures)
        chosen = np.array(rows, dtype=np.uint32)
        return to_native(_core.Frame({"row": to_column(chosen, "row"), "text": column.take(chosen)}), kind)

    @property
    def rules(self) -> Any:
        """Every labeling function: phrases, reason, stated and learnt precision, votes."""
        return to_native(self._made().rules(), "polars")

    def shares(self, taxonomy: str) -> Any:
        """The shares of a taxonomy's categories as they are believed now, with intervals."""
        return to_native(self._made().shares(taxonomy), "polars")

    @property
    def corrected(self) -> int:
        """Corrected texts that have been learnt from."""
        return int(self._made().corrected)

    def save(self, path: Any) -> None:
        """Saves the triage with what it has learnt; personal data in corrected texts are masked."""
        self._made().save(path)

    @classmethod
    def load(cls, path: Any) -> Triage:
        """A triage that was saved."""
        return cls._of(_core.Triage.load(path))

    def to_bytes(self) -> bytes:
        """The triage as bytes."""
        return bytes(self._made().to_bytes())

    @classmethod
    def from_bytes(cls, archive: bytes) -> Triage:
        """A triage of `to_bytes`."""
        return cls._of(_core.Triage.from_bytes(archive))

    def __reduce__(self) -> tuple[Any, ...]:
        return _triage_of_bytes, (self.to_bytes(), self.get_params() if self.lexicon is None else {})

    def __repr__(self) -> str:
        made = self._made()
        return to_text(*self._view(made))

    def _repr_html_(self) -> str:
        return to_html(*self._view(self._made()))

    def _view(self, made: _core.Triage) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        rules = made.rules()
        names = rules["taxonomy"].to_numpy().tolist()
        rows = [(name, len(taxonomy), names.count(name), taxonomy.source) for name, taxonomy in self._by_name().items()]
        notes = [f"{made.texts:,} texts without labels, {made.corrected:,} corrected texts learnt from"]
        return "Triage", ["taxonomy", "categories", "functions", "source"], rows, notes

    def _made(self) -> _core.Triage:
        """The compiled triage, made when it is first needed."""
        if "_compiled" not in self.__dict__:
            chosen = self.taxonomies if self.taxonomies is not None else Taxonomy.names()
            taxonomies = [Taxonomy.named(one) if isinstance(one, str) else one for one in chosen]
            self._compiled = _core.Triage(
                [one._compiled for one in taxonomies],
                self._functions(taxonomies),
                self.threshold,
                self.correlation,
                self.learnt_texts,
                self.learnt_functions,
            )
        return self._compiled

    def set_params(self, **params: Any) -> Triage:
        """Changes parameters and returns the triage; what it has learnt is forgotten."""
        super().set_params(**params)
        self.__dict__.pop("_compiled", None)
        return self

    def _functions(self, taxonomies: Sequence[Taxonomy]) -> _core.Frame:
        import polars as pl

        known = {one.name: set(one.keys) for one in taxonomies}
        ready = pl.DataFrame(_core.ready_lexicon())
        if not self.ready:
            ready = ready.clear()
        kept = [key in known.get(name, ()) for name, key in zip(ready["taxonomy"], ready["category"], strict=True)]
        ready = ready.filter(pl.Series(kept, dtype=pl.Boolean))
        if self.lexicon is None:
            return _core.Frame.from_arrow(ready)
        own = pl.DataFrame(to_frame(self.lexicon)[0])
        return _core.Frame.from_arrow(pl.concat([ready, own], how="diagonal_relaxed"))

    def _by_name(self) -> dict[str, Taxonomy]:
        return {one.name: Taxonomy._of(one) for one in self._made().taxonomies}

    def _read(self, texts: Any) -> tuple[_core.Column, _core.Frame, Any]:
        """Texts, figures beside them, and the kind of frame to give back."""
        if isinstance(texts, str):
            raise error(ParameterError, "FY202", "texts is one text: give a list of texts")
        if hasattr(texts, "columns") or isinstance(texts, Mapping):
            frame, kind = to_frame(texts)
            beside = {name: frame[name] for name in frame.names if name in self._fields()}
            return frame["text"], _core.Frame(beside), kind
        if isinstance(texts, (list, tuple)):
            texts = [_sound(text) if isinstance(text, str) else text for text in texts]
        kind = "pandas" if type(texts).__module__.startswith("pandas") else "polars"
        return to_column(texts, "text"), _core.Frame(), kind

    def _fields(self) -> set[str]:
        fields = self._made().rules()["field"].to_numpy().tolist()
        return {name for name in fields if name} | set(_figures)

    def _pooled(
        self, made: _core.Frame, texts: Any, taxonomy: str, classifier: Any, weight: float | None
    ) -> _core.Frame:
        import numpy as np

        if weight is None:
            weight = self.corrected / (self.corrected + 200)
        if not 0 <= weight <= 1:
            raise error(ParameterError, "FY202", f"weight is {weight}, but it must be between 0 and 1")
        known = {str(name): i for i, name in enumerate(classifier.classes_)}
        given = texts["text"] if hasattr(texts, "columns") or isinstance(texts, Mapping) else texts
        second = np.asarray(classifier.predict_proba(given), dtype=float)
        first = np.column_stack([made[name].to_numpy() for name in made.names])
        opinion = np.column_stack(
            [second[:, known[name]] if name in known else np.zeros(len(first)) for name in made.names]
        )
        tiny = 1e-12
        pooled = np.exp((1 - weight) * np.log(first + tiny) + weight * np.log(opinion + tiny))
        if self._by_name()[taxonomy].several:
            against = np.exp((1 - weight) * np.log(1 - first + tiny) + weight * np.log(1 - opinion + tiny))
            pooled = pooled / (pooled + against)
        else:
            pooled /= pooled.sum(axis=1, keepdims=True)
        return _core.Frame({name: to_column(pooled[:, i], name) for i, name in enumerate(made.names)})

    @classmethod
    def _of(cls, compiled: _core.Triage) -> Triage:
        made = cls()
        made.taxonomies = [Taxonomy._of(one) for one in compiled.taxonomies]
        made._compiled = compiled
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Triage) and self._made() == other._made()

    def __hash__(self) -> int:
        return id(self)


def _triage_of_bytes(archive: bytes, params: dict[str, Any]) -> Triage:
    made = Triage._of(_core.Triage.from_bytes(archive))
    for name, value in params.items():
        setattr(made, name, value)
    return made


def _sound(text: str) -> str:
    """A text that UTF-8 can hold: what it cannot (half of a surrogate pair) becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
