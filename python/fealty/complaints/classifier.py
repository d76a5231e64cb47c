"""Complaints into labels and numbers, each with a calibrated probability and the words that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..estimator import Estimator
from ..frames import to_column, to_frame, to_native
from ..result import Listing
from .drift import Drift
from .explanation import Explanation
from .labelled_columns import (
    flat,
    has_column,
    inner_separator,
    joined_labels,
    kind_of,
    label_text,
    require_length,
    text_column,
)
from .score_report import report_of

if TYPE_CHECKING:
    import numpy as np

    from ..frames import Kind

__all__ = ["Classifier"]

HeadKind = Literal["one", "many", "number"]
Loss = Literal["blend", "softmax", "logistic", "squared_hinge"]

_only = "label"  # the name of the only head, if none was given
_path = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # factors of the usual C, for regularization="cv"


class Classifier(Estimator):
    """Texts into labels: linear heads on n-grams of words and characters, trained together in one pass over the texts.

    Parameters
    ----------
    heads : dict, optional
        The name of each head and what it says of a text: "one" class of several, which of "many" labels, or a "number".
        Without it there is one head of kind "one".
    loss : {"blend", "softmax", "logistic", "squared_hinge"}
        Of the heads of kind "one". "blend" is a sum of heads: one of the softmax loss, 2.5 times one of the squared
        hinge with equal variances, and, for more than 30 classes, 0.12 times naive Bayes; it tells more right than
        each. Heads of many have the logistic loss, numbers the squared one.
    C : float or dict, optional
        What the losses count against the penalty, as scikit-learn states it: ``|w|^2 / 2 + C * sum of losses`` is made
        least. For all heads, or by head. None takes the usual value of each loss.
    regularization : {"fixed", "cv"}
        "cv" chooses a multiple of C for each head by rows that are left out in turn, along a path from strong to weak.
    class_weight : float, "balanced" or dict, optional
        How far rare labels are made up for: with 0 all texts count the same, with 1 ("balanced") all labels do in sum;
        or what a text of each label counts. By default 1/2 for heads of kind "one", 0 for those of kind "many".
    variances : {"discriminative", "naive_bayes", "equal"}
        Prior variances of the weights, which say how strongly single n-grams may speak: by how much they tell labels
        apart, the same for all labels; by the squared log-ratios of naive Bayes, for each label by itself (Wang and
        Manning 2012); or all alike. To a number an n-gram of n Chinese, Japanese or Korean characters has 1 / sqrt(n),
        unless all are alike.
    calibrate : bool
        Multiply scores by a number, add a bias to each label, and take a share of the labels for noise, where that
        makes the log-loss of rows that were left out less; of a number, follow the line of least squares, where their
        squared error is then less. `summary_` says whether it did. With False no text is left out: fitting takes two
        thirds of the time or less, probabilities are those of raw scores, and there is neither prevalence nor drift.
    folds : int
        Parts into which the texts are cut for that.
    word_ngrams, character_ngrams, cjk_ngrams : tuple of int, optional
        Shortest and longest n-grams: of words, within words, and of Chinese, Japanese and Korean characters. (1, 0)
        means none.
    minimum_documents : int, optional
        N-grams in fewer texts are left out.
    mask : bool
        Mask personal data before anything is counted.
    family_weights : tuple of float, optional
        What words, characters within words, CJK characters and the phrases of the lexicon count beside each other.
    normalize_families : bool, optional
        Bring each of these four to length 1 before it is weighted.
    lexicon : sequence of str
        Phrases that are features of their own wherever they stand.
    separator : str
        Between the labels of a text, where heads of many are given as texts ("late|rude").
    tolerance, max_iter, seed
        When training ends (duality gap relative to the loss at weights of zero), after how many passes in any case, and
        the seed of the order in which texts are visited.

    Attributes
    ----------
    classes_ : array
        The labels of the only head, in order; of several heads a dict of them.
    summary_ : frame
        One row per head: labels, texts with and without label, labels that only one text has, C, by what calibration
        multiplies scores, the share of labels it takes for noise, and what it gained: the log-loss (of a number the
        mean squared error) of held-out texts before and after.
    n_features_ : int
        Number of n-grams that have weights.

    Notes
    -----
    A missing label (None, NaN) means that the text is not labelled for that head, and is counted; a missing text is
    left out of learning, and predicted as an empty one. What was learnt depends neither on the order of the texts nor
    on the number of threads. scikit-learn's conventions hold, without scikit-learn.

    Examples
    --------
    >>> import fealty as fy
    >>> texts = ["waited two hours", "waited all day", "they were rude", "a rude agent"] * 5
    >>> labels = ["late", "late", "rude", "rude"] * 5
    >>> clf = fy.complaints.Classifier().fit(texts, labels)
    >>> [str(label) for label in clf.predict(["I waited an hour", "so rude"])]
    ['late', 'rude']
    """

    def __init__(
        self,
        heads: Mapping[str, HeadKind] | None = None,
        *,
        loss: Loss = "blend",
        C: float | Mapping[str, float] | None = None,  # noqa: N803
        regularization: Literal["fixed", "cv"] = "fixed",
        class_weight: float | Literal["balanced"] | Mapping[Any, float] | None = None,
        variances: Literal["discriminative", "naive_bayes", "equal"] = "discriminative",
        calibrate: bool = True,
        folds: int = 10,
        word_ngrams: tuple[int, int] | None = None,
        character_ngrams: tuple[int, int] | None = None,
        cjk_ngrams: tuple[int, int] | None = None,
        minimum_documents: int | None = None,
        mask: bool = True,
        family_weights: tuple[float, float, float, float] | None = None,
        normalize_families: bool | None = None,
        lexicon: Sequence[str] = (),
        separator: str = "|",
        tolerance: float = 2e-3,
        max_iter: int = 20,
        seed: int = 1,
    ) -> None:
        self.heads = heads
        self.loss = loss
        self.C = C
        self.regularization = regularization
        self.class_weight = class_weight
        self.variances = variances
        self.calibrate = calibrate
        self.folds = folds
        self.word_ngrams = word_ngrams
        self.character_ngrams = character_ngrams
        self.cjk_ngrams = cjk_ngrams
        self.minimum_documents = minimum_documents
        self.mask = mask
        self.family_weights = family_weights
        self.normalize_families = normalize_families
        self.lexicon = lexicon
        self.separator = separator
        self.tolerance = tolerance
        self.max_iter = max_iter
        self.seed = seed

    # ---- learning ----

    def fit(self, texts: Any, labels: Any) -> Classifier:
        """Learns from texts and their labels.

        Parameters
        ----------
        texts : sequence of str
            A list, a Series, a NumPy or Arrow array.
        labels : sequence or frame
            With one head a sequence of labels; with `heads` a frame (or dict) with a column for each. Labels are texts,
            whole numbers or booleans; for a head of many a list of labels for each text, or texts in which `separator`
            stands between labels; for a number, numbers.

        Returns
        -------
        Classifier
            The estimator itself.

        Raises
        ------
        RecordError
            Texts and labels of different lengths, or of types that are none of these.
        FitError
            No labels, all the same label, or texts without any n-gram that occurs often enough.
        """
        column = text_column(texts)
        columns, kind = self._label_columns(labels, len(column))
        compiled = _core.Classifier(self._options())
        compiled.fit(column, columns)
        self._compiled, self._kind = compiled, kind
        return self

    def more(self, texts: Any, labels: Any) -> Classifier:
        """Learns from further texts, which may have new labels and new n-grams.

        The penalty is now about the weights learnt so far, so that what the new texts say nothing of stays as it was.
        Calibration and references are made anew if there are at least 200 new texts.

        Parameters
        ----------
        texts, labels
            As for `fit`.

        Returns
        -------
        Classifier
            The estimator itself.
        """
        column = text_column(texts)
        columns, kind = self._label_columns(labels, len(column))
        self._require_fit("_compiled").fit_further(column, columns)
        self._kind = kind
        return self

    # ---- what it says of texts ----

    def predict(self, texts: Any) -> Any:
        """The likeliest label of each text.

        Parameters
        ----------
        texts : sequence of str
            Of any length; a missing text is an empty one.

        Returns
        -------
        array or frame
            With one head an array of labels (of numbers, for a number; of lists, for many labels: those with a
            probability of one half and more). With `heads` a frame of the kind that the labels came in, a column for
            each head; labels of many are joined by the separator.
        """
        compiled = self._require_fit("_compiled")
        made = compiled.predict(text_column(texts))
        names = self._names()
        told = [self._labels_told(h, made[h].to_numpy()) for h in range(len(names))]
        if self.heads is None:
            return told[0]
        separator = self.separator
        columns = {
            name: to_column([separator.join(map(str, one)) for one in values] if compiled.kind(h) == "many" else values)
            for h, (name, values) in enumerate(zip(names, told, strict=True))
        }
        return to_native(_core.Frame(columns), self._kind)

    def predict_proba(self, texts: Any, head: str | None = None) -> Any:
        """The probability of each label, in the order of `classes_`.

        Parameters
        ----------
        texts : sequence of str
            Of any length.
        head : str, optional
            Of which head, if there are several; without it a dict of all that have labels.

        Returns
        -------
        array of float
            A row per text and a column per label; rows of a head of kind "one" sum to 1.
        """
        compiled = self._require_fit("_compiled")
        if head is None and self.heads is not None and len(self._names()) > 1:
            made = compiled.predict(text_column(texts), True)
            told = {n: h for h, n in enumerate(self._names()) if compiled.kind(h) != "number"}
            return {name: made[h].to_numpy().reshape(-1, len(compiled.labels(h))) for name, h in told.items()}
        place = compiled.head_at(head or "")
        if compiled.kind(place) == "number":
            raise error(ParameterError, "FY202", "a head of kind number has no labels and no probabilities")
        probabilities = compiled.predict(text_column(texts), True)[place].to_numpy()
        return probabilities.reshape(-1, len(compiled.labels(place)))

    def score(self, texts: Any, labels: Any) -> float:
        """The share of texts that are told right, as scikit-learn's classifiers have it; texts without label are left
        out. Of several heads, the first."""
        column = text_column(texts)
        columns, _ = self._label_columns(labels, len(column))
        report = self._require_fit("_compiled").score_report(column, columns[0], 0, 15, 2, 1, 0.95)
        if isinstance(report, _core.ScoreReport):
            return report.accuracy.value
        return report.macro_f1.value if isinstance(report, _core.MembershipReport) else report.correlation.value**2

    def score_report(
        self,
        texts: Any,
        labels: Any,
        *,
        bins: int = 15,
        bootstrap: int = 200,
        seed: int = 1,
        level: float = 0.95,
    ) -> Any:
        """How well labelled texts are told: by label, what is taken for what, and how true the probabilities are.

        Parameters
        ----------
        texts, labels
            As for `fit`. A label that was not learnt counts as wrong, and is counted under `unseen`.
        bins : int
            Of the greatest probability, for the calibration error.
        bootstrap, seed, level
            Replicates, their seed, and the level of all intervals.

        Returns
        -------
        ScoreReport
            Of a head of kind "many" a MembershipScore, of a number a NumberScore; with `heads`, a dict of one for each.
        """
        compiled = self._require_fit("_compiled")
        column = text_column(texts)
        columns, kind = self._label_columns(labels, len(column))
        reports = {
            name: report_of(compiled.score_report(column, columns[h], h, bins, bootstrap, seed, level), kind)
            for h, name in enumerate(self._names())
        }
        return reports[_only] if self.heads is None else reports

    def explain(self, text: str, head: str | None = None, label: Any = None) -> Explanation:
        """Why a head says what it says of a text: the exact part of each n-gram, spread over the characters.

        Parameters
        ----------
        text : str
            One text.
        head : str, optional
            Of which head, if there are several; the first without it.
        label : optional
            The label to be explained; the likeliest without it.

        Returns
        -------
        Explanation
            In a notebook, the text with what speaks for the label shaded and what speaks against it underlined.
        """
        if not isinstance(text, str):
            raise error(RecordError, "FY102", f"a text is of type {type(text).__name__}; it must be str")
        compiled = self._require_fit("_compiled")
        place = 0 if head is None else compiled.head_at(head)
        wanted = "" if label is None else label_text(label)
        clean = text.encode("utf-8", "replace").decode()
        return Explanation(compiled.explain(clean, place, wanted), clean, self._kind)

    def prevalence(
        self, texts: Any, head: str | None = None, *, bootstrap: int = 200, seed: int = 1, level: float = 0.95
    ) -> Any:
        """Shares of the labels among texts, corrected for the shift of shares since training, with intervals.

        Parameters
        ----------
        texts : sequence of str
            The texts of one site, one month ...
        head : str, optional
            A head of kind "one"; the first without it.
        bootstrap, seed, level
            Replicates over texts, their seed, and the level of the intervals.

        Returns
        -------
        frame
            One row per label: label, share (with its interval), `counted` (the share of the likeliest labels, not
            corrected) and `training` (the share among the texts that were learnt from).
        """
        compiled = self._require_fit("_compiled")
        place = 0 if head is None else compiled.head_at(head)
        return to_native(compiled.prevalence(text_column(texts), place, bootstrap, seed, level), self._kind)

    def drift(self, texts: Any, *, level: float = 0.95) -> Drift:
        """Whether texts are still what was learnt from: the shares of the labels, and the share of unseen n-grams.

        Parameters
        ----------
        texts : sequence of str
            New texts.
        level : float
            The probability that no measure gives alarm if nothing has changed.

        Returns
        -------
        Drift
            One row per measure, with the band that it leaves if there is alarm.
        """
        return Drift(self._require_fit("_compiled").drift(text_column(texts), level), self._kind)

    # ---- what was learnt ----

    @property
    def classes_(self) -> Any:
        """The labels in order; of several heads, a dict."""
        names = self._names()
        if self.heads is None:
            return self._classes(0)
        return {name: self._classes(h) for h, name in enumerate(names)}

    @property
    def summary_(self) -> Any:
        """One row per head: what it has learnt, and whether calibration was kept and what it gained."""
        return to_native(self._require_fit("_compiled").summary(), self._kind)

    @property
    def n_features_(self) -> int:
        """Number of n-grams that have weights."""
        return int(self._require_fit("_compiled").number_of_features)

    def compact(self, least_magnitude: float = 0.01) -> Classifier:
        """A smaller classifier: without n-grams whose weights are all below this share of the greatest of their label.

        Weights have 8 bits in any case.
        """
        made = Classifier(**self.get_params())
        made._compiled = self._require_fit("_compiled").pruned(least_magnitude)
        made._kind = self._kind
        return made

    # ---- saving ----

    def to_bytes(self) -> bytes:
        """The fitted classifier as bytes, which `from_bytes` reads."""
        return bytes(self._require_fit("_compiled").to_bytes())

    def save(self, path: str | Path) -> None:
        """Saves the fitted classifier to a file, which is at every moment either whole and old or whole and new."""
        self._require_fit("_compiled").save(Path(path))

    @classmethod
    def from_bytes(cls, bytes: bytes) -> Classifier:
        """The classifier in bytes made by `to_bytes`; its parameters are those that shape predictions."""
        return cls._of(_core.Classifier.from_bytes(bytes))

    @classmethod
    def load(cls, path: str | Path) -> Classifier:
        """The classifier in a file made by `save`."""
        return cls._of(_core.Classifier.load(Path(path)))

    @classmethod
    def _of(cls, compiled: _core.Classifier) -> Classifier:
        summary = compiled.summary()
        names, kinds = summary["head"].to_numpy().tolist(), summary["kind"].to_numpy().tolist()
        made = cls(None if names == [_only] and kinds == ["one"] else dict(zip(names, kinds, strict=True)))
        made._compiled, made._kind = compiled, "polars"
        return made

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn asks an estimator; only scikit-learn calls it."""
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        takes = InputTags(one_d_array=True, two_d_array=False, string=True, allow_nan=True)
        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags(),
            input_tags=takes,
        )

    def __sklearn_is_fitted__(self) -> bool:
        return "_compiled" in self.__dict__

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._changed().items())
        return f"{type(self).__name__}({given})"

    def _repr_html_(self) -> str:
        if "_compiled" not in self.__dict__:
            return f"<code>{escape(repr(self))}</code>"
        return _Summary(self._compiled, self._kind)._repr_html_()

    # ---- inside ----

    _compiled: _core.Classifier
    _kind: Kind

    def _changed(self) -> dict[str, Any]:
        usual = Classifier().get_params()
        return {name: value for name, value in self.get_params().items() if value != usual[name]}

    def _names(self) -> list[str]:
        return [_only] if self.heads is None else list(self.heads)

    def _classes(self, head: int) -> Any:
        return self._require_fit("_compiled").labels(head).to_numpy()

    def _labels_told(self, head: int, told: np.ndarray) -> Any:
        """What a head says, in its own labels."""
        import numpy as np

        kind = self._compiled.kind(head)
        if kind == "number":
            return told
        classes = self._classes(head)
        if kind == "one":
            return classes[told] if len(told) else classes[:0]
        rows = told.reshape(-1, len(classes)) >= 0.5
        lists = np.empty(len(rows), dtype=object)
        for i, row in enumerate(rows):
            lists[i] = classes[row].tolist()
        return lists

    def _label_columns(self, labels: Any, texts: int) -> tuple[list[_core.Column], Kind]:
        """A column for each head, and the kind of frame to give back."""
        if self.heads is None:
            column = to_column(flat(labels), _only)
            require_length(column, texts, _only)
            return [column], "polars"
        if len(self.heads) == 1 and not isinstance(labels, Mapping) and not hasattr(labels, "columns"):
            labels = {next(iter(self.heads)): labels}
        lists = {name for name, kind in self.heads.items() if kind == "many"}
        taken = {name: joined_labels(labels[name], self.separator) for name in lists if has_column(labels, name)}
        plain, kind = to_frame({n: labels[n] for n in self.heads if n not in taken and has_column(labels, n)})
        kind = kind_of(labels) or kind
        columns = []
        for name in self.heads:
            if name not in taken and name not in plain:
                raise error(RecordError, "FY101", f"there is no column '{name}' of labels for the head of that name")
            column = taken[name] if name in taken else plain[name]
            require_length(column, texts, name)
            columns.append(column)
        return columns, kind

    def _options(self) -> _core.ClassifierOptions:
        if self.regularization not in ("fixed", "cv"):
            raise error(
                ParameterError, "FY202", f'regularization is {self.regularization!r}; it must be "fixed" or "cv"'
            )
        text = _core.usual_text_options()
        given = {
            "word_ngrams": self.word_ngrams,
            "character_ngrams": self.character_ngrams,
            "cjk_ngrams": self.cjk_ngrams,
            "minimum_documents": self.minimum_documents,
            "weights": self.family_weights,
            "normalize_families": self.normalize_families,
        }
        text.update({name: value for name, value in given.items() if value is not None})
        text.update(mask=self.mask, lexicon=list(self.lexicon))
        kinds = {_only: "one"} if self.heads is None else self.heads
        return _core.ClassifierOptions(
            [self._head_options(name, kind) for name, kind in kinds.items()],
            **text,
            tolerance=self.tolerance,
            most_epochs=self.max_iter,
            seed=self.seed,
            variances=self.variances,
            C_factors=list(_path) if self.regularization == "cv" else [],
            is_calibrated=self.calibrate,
            folds=self.folds,
            separator=inner_separator,
        )

    def _head_options(self, name: str, kind: str) -> _core.HeadOptions:
        loss: str | None = self.loss if kind == "one" and self.loss != "blend" else None
        given_C = self.C.get(name) if isinstance(self.C, Mapping) else self.C  # noqa: N806
        weights: dict[str, float] = {}
        balance: float | None = None
        if isinstance(self.class_weight, Mapping):
            weights = {label_text(label): weight for label, weight in self.class_weight.items()}
        elif self.class_weight is not None and kind != "number":
            balance = 1.0 if self.class_weight == "balanced" else float(self.class_weight)
        return _core.HeadOptions(name, kind, loss, given_C, balance, weights)


class _Summary(Listing):
    """The heads of a classifier as a table."""

    title = "Classifier"

    def _frame(self) -> _core.Frame:
        return self._compiled.summary()  # type: ignore[no-any-return]

    def _notes(self) -> list[str]:
        made = self._compiled
        notes = [f"{made.texts:,} texts, {made.number_of_features:,} n-grams; {made.epochs} passes, gap {made.gap:.2g}"]
        notes += [f"{made.missing:,} texts are missing and left out"] if made.missing else []
        return notes + ([f"{made.empty:,} texts have no n-gram that occurs often enough"] if made.empty else [])
