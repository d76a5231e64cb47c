"""Texts as rows of features, and personal data masked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .. import _core
from ..frames import to_column, to_native

__all__ = ["TextFeatures", "TextRows", "Vocabulary", "mask"]


class TextRows(NamedTuple):
    """Texts as features, in compressed sparse row form.

    For scikit-learn: ``scipy.sparse.csr_array((rows.values, rows.features, rows.offsets), shape=rows.shape)``.
    """

    values: np.ndarray
    features: np.ndarray
    offsets: np.ndarray
    shape: tuple[int, int]


class TextFeatures:
    """Texts as weighted counts of n-grams of words and of characters: scikit-learn's tf-idf, many times faster.

    Words and classes (numbers, emoji, marks) give n-grams of words; words of letters give n-grams of their characters
    with a space at each end (scikit-learn's ``char_wb``, on words); runs of Chinese, Japanese and Korean characters
    give n-grams of those. Features are numbered by family and falling number of texts.

    Parameters
    ----------
    word_ngrams, character_ngrams, cjk_ngrams : (int, int)
        Least and greatest length of n-grams; at most 2, 6 and 3. (0, 0) for none.
    minimum_documents : int
        N-grams in fewer texts are left out.
    sublinear : bool
        c occurrences count 1 + ln c instead of c.
    idf : bool
        An n-gram in d of n texts is weighted with ln((1 + n) / (1 + d)) + 1.
    mask : bool
        Personal data are masked before anything is counted (see `mask`).
    normalize_families : bool
        Words, characters and CJK n-grams of a text are each brought to length 1 before they are weighted.
    weights : four floats
        What words, characters, CJK n-grams and phrases of the lexicon count.
    lexicon : sequence of str
        Phrases that are features of their own wherever they stand in the folded text.

    Examples
    --------
    >>> import fealty as fy
    >>> features = fy.complaints.TextFeatures(minimum_documents=1)
    >>> rows = features.fit_transform(["Card lost", "等了两个小时"])
    >>> rows.shape[0], bool(rows.shape[1] == len(features))
    (2, True)
    """

    def __init__(
        self,
        *,
        word_ngrams: tuple[int, int] = (1, 2),
        character_ngrams: tuple[int, int] = (2, 5),
        cjk_ngrams: tuple[int, int] = (1, 3),
        minimum_documents: int = 2,
        sublinear: bool = True,
        idf: bool = True,
        mask: bool = True,
        normalize_families: bool = True,
        weights: Sequence[float] = (1.0, 1.0, 1.0, 1.0),
        lexicon: Sequence[str] = (),
    ) -> None:
        self._options = _core.TextOptions(
            word_ngrams,
            character_ngrams,
            cjk_ngrams,
            minimum_documents,
            sublinear,
            idf,
            mask,
            normalize_families,
            list(weights),
            list(lexicon),
        )
        self._compiled = _core.TextFeatures(self._options)

    def fit_transform(self, texts: Any) -> TextRows:
        """Learns the features of texts and gives their rows, in one pass over the texts.

        Parameters
        ----------
        texts : sequence of str
            A list, an array or a column; a missing text is an empty one.
        """
        return self._rows(self._compiled.fit(to_column(texts, "texts")))

    def fit(self, texts: Any) -> TextFeatures:
        """Learns the features of texts, or of a `Vocabulary` counted with the same n-grams, lexicon and mask."""
        if isinstance(texts, Vocabulary):
            self._compiled = _core.TextFeatures(texts._compiled, self._options)
        else:
            self._compiled.fit(to_column(texts, "texts"))
        return self

    def transform(self, texts: Any) -> TextRows:
        """The rows of texts; what was not learnt counts nothing."""
        return self._rows(self._compiled.transform(to_column(texts, "texts")))

    def count(self, texts: Any) -> Vocabulary:
        """Counts the n-grams of texts as these features would, to be added to those of other branches."""
        return Vocabulary(_core.Vocabulary(to_column(texts, "texts"), self._options))

    @property
    def vocabulary(self) -> Any:
        """Family, ngram and documents of each feature, as arrays by name. A space stands for the edge of a word."""
        return to_native(self._compiled.frame(), "numpy")

    def save(self, path: str | Path) -> None:
        """Saves the features to a file."""
        self._compiled.save(Path(path))

    @classmethod
    def load(cls, path: str | Path) -> TextFeatures:
        """The features in a file."""
        made = cls.__new__(cls)
        made.__setstate__(_core.TextFeatures.load(Path(path)))
        return made

    def __getstate__(self) -> _core.TextFeatures:
        return self._compiled

    def __setstate__(self, compiled: _core.TextFeatures) -> None:
        self._compiled = compiled
        self._options = compiled.options

    def __len__(self) -> int:
        return len(self._compiled)

    def _rows(self, arrays: tuple[np.ndarray, np.ndarray, np.ndarray, int]) -> TextRows:
        values, features, offsets, number = arrays
        return TextRows(values, features, offsets, (len(offsets) - 1, number))


class Vocabulary:
    """In how many texts each n-gram stands; ``a += b`` adds those of another branch. From `TextFeatures.count`."""

    def __init__(self, compiled: _core.Vocabulary) -> None:
        self._compiled = compiled

    def __iadd__(self, other: Vocabulary) -> Vocabulary:
        self._compiled += other._compiled
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self._compiled == other._compiled

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self._compiled)

    @property
    def documents(self) -> int:
        """Number of texts."""
        return self._compiled.documents

    @property
    def invalid(self) -> int:
        """Byte sequences that were no UTF-8 and were replaced."""
        return self._compiled.invalid

    @property
    def masked(self) -> dict[str, int]:
        """How often each kind of personal data was masked."""
        return self._compiled.masked

    def frame(self) -> Any:
        """Family, ngram and documents of each n-gram, as arrays by name."""
        return to_native(self._compiled.frame(), "numpy")

    def to_bytes(self) -> bytes:
        """The vocabulary as bytes, to be sent and added elsewhere."""
        return self._compiled.to_bytes()

    @classmethod
    def from_bytes(cls, archive: bytes) -> Vocabulary:
        """The vocabulary in bytes made by `to_bytes`."""
        return cls(_core.Vocabulary.from_bytes(archive))


def mask(texts: Any) -> Any:
    """Texts with their personal data masked: "<phone>", "<email>", "<plate>", "<id>", "<card>".

    The forms are those of China and of the United States; amounts, dates and ordinary numbers stay.

    Parameters
    ----------
    texts : str, or sequence of str
        One text, or a list, an array or a column.

    Returns
    -------
    str or list of str
        In the kind that was given: one text, or a list with None for what is missing.

    Examples
    --------
    >>> import fealty as fy
    >>> fy.complaints.mask("Call me at (415) 555-2671, 车牌京A12345")
    'Call me at <phone>, 车牌<plate>'
    """
    if isinstance(texts, str):
        return mask([texts])[0]
    masked, _ = _core.mask_texts(to_column(texts, "texts"))
    return masked.to_numpy().tolist()
