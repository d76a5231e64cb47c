# Made by bindings/stubs.py from the compiled module.
"""
The compiled half of fealty; use it through the package fealty.
"""
from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import os
import typing
import typing_extensions
class FealtyError(Exception):
    """
    Base of every error that the library raises.

    `code` is stable across versions ("FY101"), so that programs can tell errors apart; the message is for people and
    may change.
    """
    code: str
class ArchiveError(FealtyError, OSError):
    """
    A saved file or byte string that is damaged, truncated, of another kind, or from a newer version.
    """
    code: str
class FitError(FealtyError, RuntimeError):
    """
    A model that could not be fitted: no convergence, or no information in the data.
    """
    code: str
class ParameterError(FealtyError, ValueError):
    """
    An argument outside its domain, or one that is needed and was not given.
    """
    code: str
class RecordError(FealtyError, ValueError):
    """
    Records that cannot be used as they are: a missing column, a wrong type, a value that the caller's rules refuse.
    """
    code: str
class TimeZone:
    """
    A time zone: what its clocks are set to, from when on.
    
    The zone is plain data, the offsets and the instants at which they begin, so that a result does not depend on the
    zone files of the machine. Python takes them from zoneinfo.
    """
    @typing.overload
    def __init__(self) -> None:
        ...
    @typing.overload
    def __init__(self, name: str, initial: typing.SupportsInt | typing.SupportsIndex, transitions: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]] = []) -> None:
        """
        UTC.
        """
    @property
    def name(self) -> str:
        ...
class Column:
    """
    A column of values of one type, in one or more chunks; cheap to copy, never changed.
    
    Made from vectors (which it takes over), from spans (which it views: they must outlive it), or from Arrow by
    fealty/io/arrow.hpp.
    """
    @staticmethod
    def from_arrow(data: typing.Any, name: str = '') -> Column:
        """
        The column of anything with `__arrow_c_stream__` or `__arrow_c_array__`, viewed where it lies. `name` is for messages.
        """
    @staticmethod
    def from_codes(codes: numpy.ndarray, texts: Column, name: str = '') -> Column:
        """
        A column of texts given by their position in the column `texts`; -1 is a missing value. The codes, an array of integers, are viewed where they lie.
        """
    @staticmethod
    def from_numpy(array: numpy.ndarray, *, missing: typing.Any = None, zone: str = '', name: str = '') -> Column:
        """
        The column of a one-dimensional NumPy array.
        
        Integers, floats and datetime64 of seconds or finer are viewed where they lie, so the array must not be changed as long as the column is used; the rest is copied. NaN, NaT, None and pandas.NA are missing values, and so is what the bool array `missing` marks. `zone` names the time zone of a datetime64 array whose values are in UTC; without one they are clock readings. Arrays of objects must hold texts. `name` is for messages.
        """
    def __array__(self, dtype: typing.Any = None, copy: typing.Any = None) -> typing.Any:
        """
        The array of `to_numpy`.
        """
    def __arrow_c_array__(self, requested_schema: typing.Any = None) -> tuple:
        """
        The values as one Arrow array in a capsule, with its schema; several chunks are copied into one. `requested_schema` is not followed.
        """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        """
        The type as an Arrow schema in a capsule.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        The values as a stream of Arrow arrays in a capsule; nothing is copied. `requested_schema` is not followed.
        """
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def codes_and_texts(self) -> typing.Any:
        """
        The codes (-1 where missing) and the texts that they stand for, or None if the column is not encoded with one dictionary.
        """
    def take(self, rows: numpy.ndarray) -> Column:
        """
        The values at the given rows (an array of integers), in that order; row -1 gives a missing value.
        """
    def to_numpy(self) -> numpy.ndarray:
        """
        A NumPy array of the values.
        
        Numbers and times in one chunk without missing values are viewed, read-only; the rest is copied. Where values are missing, integers become float64 with NaN, floats hold NaN, times NaT (in UTC, in the column's own unit), booleans become objects with None. Texts are objects, None where missing.
        """
    def values_and_missing(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """
        The values as they lie (anything where one is missing) and a bool array of those that are missing. Not for texts.
        """
    @property
    def null_count(self) -> int:
        ...
    @property
    def type(self) -> str:
        ...
    @property
    def zone(self) -> str:
        ...
class Frame:
    """
    Named columns of equal length, in an order.
    """
    @staticmethod
    def from_arrow(data: typing.Any) -> Frame:
        """
        The columns of anything with `__arrow_c_stream__` or `__arrow_c_array__` (a table, a record batch, a reader of batches), viewed where they lie.
        """
    def __arrow_c_array__(self, requested_schema: typing.Any = None) -> tuple:
        """
        The values as one Arrow array in a capsule, with its schema; several chunks are copied into one. `requested_schema` is not followed.
        """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        """
        The type as an Arrow schema in a capsule.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        The values as a stream of Arrow arrays in a capsule; nothing is copied. `requested_schema` is not followed.
        """
    def __contains__(self, name: str) -> bool:
        ...
    def __getitem__(self, name: str) -> Column:
        """
        The column of that name; throws RecordError that names it and those there are.
        """
    def __init__(self, columns: dict[str, Column] = {}) -> None:
        """
        Throws RecordError if a name stands twice or lengths differ.
        """
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def names(self) -> list[str]:
        ...
class Estimate:
    """
    A figure with its uncertainty.
    
    `lower` and `upper` bound the confidence interval of the given `level`; how they were made (Wilson, delta method,
    bootstrap ...) is said by the function that gives the estimate. What cannot be estimated is NaN, never 0.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __float__(self) -> float:
        ...
    def __getstate__(self) -> tuple:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, value: typing.SupportsFloat | typing.SupportsIndex, standard_error: typing.SupportsFloat | typing.SupportsIndex, lower: typing.SupportsFloat | typing.SupportsIndex, upper: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def __str__(self) -> str:
        """
        The name of a type as messages show it: "int64", "text", "timestamp[us, UTC]".
        """
    @property
    def level(self) -> float:
        ...
    @property
    def lower(self) -> float:
        ...
    @property
    def standard_error(self) -> float:
        ...
    @property
    def upper(self) -> float:
        ...
    @property
    def value(self) -> float:
        ...
class RandomStream:
    """
    Random numbers for one purpose and one subject (a customer, a block, a replicate).
    
    The n-th draw is a pure function of (seed, purpose, subject, n), of whatever distribution it and the draws before it
    were: each draw has Philox blocks of its own. So a result does not depend on threads or on the order of subjects,
    and any draw can be repeated alone. A stream has 2^48 draws. Samplers throw ParameterError for parameters outside
    their domain.
    """
    def __init__(self, seed: typing.SupportsInt | typing.SupportsIndex, purpose: str = '', subject: typing.SupportsInt | typing.SupportsIndex = 0, draw: typing.SupportsInt | typing.SupportsIndex = 0) -> None:
        """
        A stream whose next draw is number `draw`.
        """
    def below(self, size: typing.SupportsInt | typing.SupportsIndex, n: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint64]:
        """
        An integer in [0, n), without bias. n must be positive.
        """
    def beta(self, size: typing.SupportsInt | typing.SupportsIndex, a: typing.SupportsFloat | typing.SupportsIndex, b: typing.SupportsFloat | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Beta with positive shapes, as the share of one gamma number in the sum of two; exact for tiny shapes too, because
        it is taken from their logarithms.
        """
    def binomial(self, size: typing.SupportsInt | typing.SupportsIndex, trials: typing.SupportsInt | typing.SupportsIndex, probability: typing.SupportsFloat | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.int64]:
        """
        Number of successes in `trials` trials. O(log trials) beta numbers.
        
        The median of the trials' uniform numbers is drawn, which leaves half of the trials on one known side of
        `probability`. Source: Relles (1972), "A simple algorithm for generating binomial random variables when N is
        large", JASA 67.
        """
    def categorical(self, size: typing.SupportsInt | typing.SupportsIndex, weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.int64]:
        """
        A category by weight; O(n). The weights need not sum to 1; throws ParameterError as AliasTable does.
        """
    def exponential(self, size: typing.SupportsInt | typing.SupportsIndex, mean: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> numpy.typing.NDArray[numpy.float64]:
        """
        Exponential with a positive mean.
        """
    def gamma(self, size: typing.SupportsInt | typing.SupportsIndex, shape: typing.SupportsFloat | typing.SupportsIndex, scale: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> numpy.typing.NDArray[numpy.float64]:
        """
        Gamma with positive shape and scale; the mean is shape * scale. A shape near 0 gives many numbers that are 0 in
        double precision.
        
        Source: Marsaglia and Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26, with their
        boosting of shapes below 1.
        """
    def normal(self, size: typing.SupportsInt | typing.SupportsIndex, mean: typing.SupportsFloat | typing.SupportsIndex = 0.0, standard_deviation: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> numpy.typing.NDArray[numpy.float64]:
        """
        Standard normal, by the method of Box and Muller (1958).
        
        It takes exactly one Philox block and no table. The second normal number that the method gives is not kept,
        because a draw may not depend on the one before it.
        """
    def poisson(self, size: typing.SupportsInt | typing.SupportsIndex, mean: typing.SupportsFloat | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.int64]:
        """
        Poisson with a mean from 0 to 2^53.
        
        By inversion for means below 10, by the transformed rejection PTRS of Hörmann (1993), "The transformed rejection
        method for generating Poisson random variables", Insurance: Mathematics and Economics 12, from there on.
        """
    def uniform(self, size: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Uniform on (0, 1), both ends excluded, with 53 bits.
        """
    @property
    def draw(self) -> int:
        """
        Number of the next draw.
        """
    @draw.setter
    def draw(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class Intake:
    """
    What was taken in and what was found wrong with it.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Intake:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Intake:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def findings(self) -> Frame:
        """
        One problem of one column of one table.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def to_text(self) -> str:
        """
        The report as plain text, a line for each finding.
        """
    @property
    def rows(self) -> dict[str, tuple[int, int]]:
        """
        For a table, the rows that were given and those that stayed after repair.
        """
class PurchaseHistory:
    """
    Summary of purchases per customer: the same for every order of the rows, and two halves added give the bits of the
    whole.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> PurchaseHistory:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> PurchaseHistory:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: PurchaseHistory) -> PurchaseHistory:
        ...
    def __init__(self) -> None:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        What one customer has bought.
        
        A negative amount is a refund: it lowers the value and is no purchase. A missing amount is a purchase of value 0.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def values(self) -> list[float]:
        """
        The value of each customer.
        """
class Book:
    """
    The customer book: up to five tables of records, the customers in them, and a report of what was wrong.
    
    Standard columns are held in one form: times as timestamp[us, UTC], numbers as float64, flags as bool; ids, texts
    and attributes as they came. Columns that come in that form are not copied. A book is cheap to copy, and what has
    been computed once is kept. All members may be called from several threads at once, but not while one adds.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Book:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Book:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: Book) -> Book:
        ...
    def __init__(self, zone: TimeZone | None = None, rule: str = 'keep', rules: collections.abc.Mapping[str, str] = {}) -> None:
        """
        How records are taken in.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def add(self, table: str, records: Frame) -> None:
        """
        Takes in records of one table, below those it has. Throws RecordError if a required column is missing, a column
        has a type that it cannot have, or the rules refuse a row; the book is then as before.
        """
    def customer_ids(self) -> Column:
        """
        All customers of all tables.
        """
    def features(self, as_of: typing.SupportsInt | typing.SupportsIndex) -> Frame:
        """
        One row per customer known at an instant, from what was known then and nothing later.
        
        A record counts from its own time on, its outcome only from when the outcome was there: whether a step was met from
        the end of the step, a complaint as resolved, and its compensation, from its resolution. Records without a time are
        left out, since nobody can say when they were known. Removing all records after `as_of` changes no value.
        
        Columns, those of absent tables left out; a figure that has nothing to be made of is missing:
        - customer_id, known_days (missing where known from the beginning);
        - purchases, refunds, spend (amounts less refunds), mean_amount (per purchase), first_purchase_days, recency_days
          (since the first and the last purchase);
        - touches, visits, met_share (of the steps where it is known), last_touch_days;
        - ratings, mean_expectation, mean_experience, mean_gap and worst_gap (experience less expectation);
        - complaints, open_complaints, resolved_complaints, mean_resolution_days, compensation, last_complaint_days.
        """
    def has(self, table: str) -> bool:
        ...
    def intake(self) -> Intake:
        """
        What was taken in and what was wrong. Checks that look across rows are made when the report is first asked for.
        """
    def purchase_history(self, as_of: typing.SupportsInt | typing.SupportsIndex = 9223372036854775807) -> PurchaseHistory:
        """
        What each customer has bought up to and including an instant.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def span(self) -> tuple[int, int] | None:
        """
        The first and last time of any record, if any has one.
        """
    def table(self, table: str) -> Frame:
        """
        The records of a table as they are held; an empty frame if there are none.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def value_per_customer(self) -> list[float]:
        """
        Sum of the amounts of each customer who has purchases or refunds, in the order of the ids.
        """
    @property
    def zone(self) -> str | None:
        """
        The zone of clock readings that name none. Without it they are taken as UTC, and reported.
        """
class Rfm:
    """
    Recency, frequency and monetary value of each customer who has bought.
    
    Scores run from 1 to the number of groups, the best customers having the highest. The groups are cut at quantiles of
    the customers, and equal figures always have equal scores, so groups need not be of equal size (Hughes 1994, with
    ties kept together).
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Rfm:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Rfm:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def cells(self) -> Frame:
        """
        One row per pair of recency and frequency score that occurs: customers, and the mean monetary value.
        """
    def frame(self) -> Frame:
        """
        One row per customer: customer_id, recency_days, frequency, monetary, and the three scores.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def groups(self) -> int:
        ...
class LifecycleRules:
    """
    Where the stages begin.
    """
    def __init__(self, retained_purchases: typing.SupportsInt | typing.SupportsIndex = 3, veteran_after_days: typing.SupportsFloat | typing.SupportsIndex = 365.0, lapsed_after_days: typing.SupportsFloat | typing.SupportsIndex = 180.0) -> None:
        ...
class Stages:
    """
    The stage of every customer known at an instant.
    
    A prospect has not bought yet. A customer is new from the first purchase; satisfied from the second, or
    from the first rating by which what was experienced is, on the mean of all ratings so far, no less than
    what was expected; retained and veteran by the rules; and lapsed while the last purchase is too long ago. Only
    records up to the instant are looked at.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Stages:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Stages:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per customer: customer_id, stage, phase, value.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
class LifecycleCounts:
    """
    Summary of lives: how many customers stand in each stage, what they have brought, and how many went from stage to
    stage.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> LifecycleCounts:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> LifecycleCounts:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: LifecycleCounts) -> LifecycleCounts:
        ...
    def __init__(self) -> None:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
class LifecycleModel:
    """
    Model of lives: a Markov chain over the stages.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def fit(counts: LifecycleCounts, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> LifecycleModel:
        """
        Shares and transition probabilities with Wilson intervals of the given level.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> LifecycleModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> LifecycleModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def dwell_days(self, stage: str) -> Estimate:
        """
        Expected days in a stage before leaving it, step / (1 - p) for the probability p to stay; infinite where nobody
        left. The interval is that of p, carried over.
        """
    def frame(self) -> Frame:
        """
        One row per stage: stage, phase, customers, share and its interval, value, value per customer, days in the stage.
        """
    def probability(self, from_stage: str, to_stage: str) -> Estimate:
        """
        Probability to be in stage `to` one step after having been in stage `from`; NaN if nobody was.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def share(self, stage: str) -> Estimate:
        """
        Share of the customers who stand in a stage.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def transitions(self) -> Frame:
        """
        One row per pair of stages between which anybody could go: from, to, count, probability and its interval.
        """
    @property
    def counts(self) -> LifecycleCounts:
        ...
    @property
    def level(self) -> float:
        ...
class Concentration:
    """
    How far few customers bring most of the value: the Lorenz curve and three figures of it.
    
    The customers are ordered by value, and the curve runs straight from one to the next, so that a customer may count
    in part: if all are equal, any fifth of them holds exactly a fifth of the value.
    
    The customers at hand are taken as a random sample of those that the business may have. Standard errors are those
    of the linearized figures, whose influence functions are given by Langel and Tille (2013), "Variance estimation of
    the Gini index", JRSS A 176, and, for points of the Lorenz curve, by Beach and Davidson (1983), "Distribution-free
    statistical inference with Lorenz curves and income shares", Review of Economic Studies 50. Intervals are normal
    on the logit scale. If a few customers hold very much, they are too narrow in small samples: of 500 lognormal
    values 93 % of the intervals of level 95 % cover if the logarithms have standard deviation 1, but 86 % if 1.5.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Concentration:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Concentration:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        The Lorenz curve: columns share_of_customers and share_of_value.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def customers(self) -> int:
        """
        number of values
        """
    @property
    def gini(self) -> Estimate:
        """
        Gini index, from 0 (all are equal) to 1 - 1 / customers (one has everything).
        """
    @property
    def held(self) -> float:
        """
        share of the value that `pareto_share` is of
        """
    @property
    def negative(self) -> int:
        """
        how many of them are below 0 (refunds above purchases), and entered as 0
        """
    @property
    def pareto_share(self) -> Estimate:
        """
        Smallest share of the customers that holds the share `held` of the value.
        """
    @property
    def top(self) -> float:
        """
        share of the customers that `top_share` is of
        """
    @property
    def top_share(self) -> Estimate:
        """
        Share of the value that the best customers hold, those that are the share `top` of all.
        """
    @property
    def total(self) -> float:
        """
        sum of the values that entered
        """
class Segment:
    """
    The customers who have the same values of some attributes, and what they bring.
    """
    @property
    def customers(self) -> int:
        """
        number of customers
        """
    @property
    def percentile_90(self) -> Estimate:
        """
        Value that the best tenth of the segment reach (see fealty::quantile). The distance from value_per_customer to it
        is what shows the potential of a segment: the best of the same kind have bought that much more.
        """
    @property
    def purchases(self) -> int:
        """
        number of purchases, without refunds
        """
    @property
    def purchases_per_customer(self) -> Estimate:
        """
        Mean number of purchases of a customer; Student's t interval.
        """
    @property
    def rank(self) -> int:
        """
        1 for the segment of the largest value; ties in the order of the attributes' values
        """
    @property
    def share_of_customers(self) -> Estimate:
        """
        Share of all customers; Wilson's interval.
        """
    @property
    def share_of_value(self) -> Estimate:
        """
        Share of the value of all, as a ratio of totals over a random sample of customers, by linearization (Cochran 1977,
        "Sampling techniques", section 6.4); the interval is normal on the logit scale. NaN unless the value of all is
        above 0, and without interval if either the segment or all others have brought nothing at all.
        """
    @property
    def value(self) -> float:
        """
        amounts less refunds; exact, so that segments add up to the whole
        """
    @property
    def value_per_customer(self) -> Estimate:
        """
        Mean value of a customer; Student's t interval.
        """
    @property
    def values(self) -> list[str]:
        """
        of the attributes; "(missing)" where a customer has none
        """
class Segments:
    """
    A partition of the customers by attributes: who they are, who brings most, and where more could be had.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Segments:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Segments:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per segment, in the order of rank: the attributes, rank, customers, value, purchases, and the estimates,
        each with its _lower and _upper. An attribute that has the name of another column is called segment_<name>.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def by(self) -> list[str]:
        """
        the attributes
        """
    @property
    def conflicting(self) -> int:
        """
        customers listed with different values of an attribute, for each such attribute
        """
    @property
    def customers(self) -> int:
        """
        of all segments
        """
    @property
    def segments(self) -> list[Segment]:
        """
        in the order of rank
        """
    @property
    def value(self) -> float:
        """
        of all segments
        """
class Parties:
    """
    Who gives and who receives service: internal customers (staff, managers) do both.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Parties:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Parties:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def conflicts(self) -> Frame:
        """
        One row per party that is listed with different roles: party, roles (as a text).
        """
    def frame(self) -> Frame:
        """
        One row per group of parties: role, side, parties, receivers, givers, receivers_givers, touches_received,
        touches_given.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def parties(self) -> int:
        """
        of all groups
        """
class KeyFigures:
    """
    The figures to steer by, in a window of time.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> KeyFigures:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> KeyFigures:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getitem__(self, name: str) -> Estimate:
        """
        The figure of that name, or none.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per figure: goal, name, unit, value, lower, upper, meaning.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def as_of(self) -> int:
        """
        end of the window, included
        """
    @property
    def names(self) -> list[str]:
        """
        "retention_rate"
        """
    @property
    def window_days(self) -> float:
        """
        its length; the window before is as long
        """
class DuplicateCandidates:
    """
    Candidates for merging. They are for people to look at: namesakes are no duplicates.
    """
    def __len__(self) -> int:
        ...
    def frame(self) -> Frame:
        """
        One row per customer in a group: group (from 1), customer_id, and normalized_<attribute> for each attribute.
        """
    def merges(self) -> dict[int | str, int | str]:
        """
        Each group merged into its first customer.
        """
    @property
    def on(self) -> list[str]:
        """
        the attributes
        """
class Merged:
    """
    A book whose customer files have been merged, and the record of it.
    """
    def __len__(self) -> int:
        ...
    def frame(self) -> Frame:
        """
        One row per merged file: from_id, into_id, and the number of its records in each table.
        """
    @property
    def book(self) -> Book:
        """
        all records, under the ids that remain
        """
class DealershipTables:
    """
    A car dealer's records, and the truth that they were made from.
    
    All times are UTC, in whole seconds; the dealership is open from 8 to 18 local time, Monday to Saturday. The rows of
    a customer stand together, visits in the order of arrival; tables are ordered by customer.
    """
    @property
    def complaints(self) -> Frame:
        """
        case_id, opened_at, customer_id, text, channel, acknowledged_at, owned_at, resolved_at,
        """
    @property
    def customers(self) -> Frame:
        """
        customer_id, role, joined_at, name, region, age_band, car_model, phone
        """
    @property
    def parameters(self) -> dict[str, int | float | str]:
        """
        The options and what follows from them: for every step `step.NAME.met`, the share met without queue, weakness and
        deterioration, and `step.NAME.cause`, the label of complaints about it; `staff.ID.effect` in log-odds; the
        parameters of the Pareto/NBD (`pareto_nbd.r`, `.alpha`, `.s`, `.beta`, time in days) and of the gamma-gamma model
        (`gamma_gamma.p`, `.q`, `.gamma`); `deterioration_at` and `end` as texts.
        """
    @property
    def purchases(self) -> Frame:
        """
        customer_id, at, amount, kind
        """
    @property
    def ratings(self) -> Frame:
        """
        customer_id, item, expectation, experience, importance, adequate, at, step, visit_id
        """
    @property
    def touches(self) -> Frame:
        """
        visit_id, step, at, customer_id, ended_at, channel, staff_id, met
        """
    @property
    def truth(self) -> Frame:
        """
        One row per client: customer_id; buyer (false for a prospect who bought nothing and left); purchase_rate and
        dropout_rate per year and mean_spend, as drawn for the customer; visits and moment_failures (visits at which the
        moment of truth failed); dropped_out_at (missing for who is still alive at the end); left_because (natural, visit,
        no car).
        """
class XesAttribute:
    """
    An attribute of the log with those inside it.
    """
    def __repr__(self) -> str:
        ...
    @property
    def children(self) -> list[XesAttribute]:
        ...
    @property
    def key(self) -> str:
        ...
    @property
    def type(self) -> str:
        ...
    @property
    def value(self) -> typing.Any:
        """
        What an attribute says: nothing (a list, a container, or a value that could not be read), a text, an instant, a
        number or a truth value.
        """
class XesExtension:
    """
    An extension that a log declares: whose attributes have keys that begin with the prefix.
    """
    def __repr__(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def prefix(self) -> str:
        ...
    @property
    def uri(self) -> str:
        ...
class XesClassifier:
    """
    A classifier: the attributes that together tell events (or traces) of one class.
    """
    def __repr__(self) -> str:
        ...
    @property
    def keys(self) -> list[str]:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def scope(self) -> str:
        """
        "event" or "trace"
        """
class XesLog:
    """
    An event log as XES tells it.
    """
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def attributes(self) -> list[XesAttribute]:
        """
        of the log itself
        """
    @property
    def classifiers(self) -> list[XesClassifier]:
        """
        in the order of the file
        """
    @property
    def empty_traces(self) -> int:
        """
        traces without events; their attributes are not kept
        """
    @property
    def event_defaults(self) -> list[XesAttribute]:
        """
        `<global scope="event">`
        """
    @property
    def events(self) -> Frame:
        """
        One row per event, traces and their events in the order of the file.
        
        An attribute of the events is a column named by its key, one of the traces `case:<key>`, in the order in which
        they first appear, those of the events first. Texts and ids are dictionary columns, dates timestamp[us, UTC], the
        others int64, float64 and bool; what an event or a trace does not say is missing. Where a key has values of
        several types, int and float together are float64, all others texts as they are spelled. An attribute inside
        another has the keys joined by "/"; inside a list, where keys may repeat, the second of a key is `<key>#2` and so
        on. A list or a container is no column itself. An event attribute whose key begins with `case:` is a column
        `event:<key>`.
        """
    @property
    def extensions(self) -> list[XesExtension]:
        """
        in the order of the file
        """
    @property
    def filled(self) -> dict[str, int]:
        """
        How often an attribute was missing and the log's default stands in its place.
        """
    @property
    def intake(self) -> Intake:
        """
        Dates without an offset from UTC (taken for UTC, `naive_time`), dates and other values that cannot be read
        (missing, `unreadable_time` and `unreadable_value`); rows of the table "events", traces of "traces".
        """
    @property
    def repeated_key(self) -> str:
        """
        the column of the first of them
        """
    @property
    def repeated_keys(self) -> int:
        """
        attributes whose key the same event or trace had already; the first one counts
        """
    @property
    def trace_defaults(self) -> list[XesAttribute]:
        """
        `<global scope="trace">`
        """
    @property
    def trace_sizes(self) -> list[int]:
        """
        The number of events of each trace that has some.
        """
class EventLog:
    """
    What happened in every case of a service, step by step.
    
    Events stand case by case (cases in the order of their ids), within a case by time, and those of the same instant in
    the order of their rows. Cheap to copy and never changed: a filter gives another log that shares the columns. Rows
    without case, step or time cannot be placed and are counted. All members may be called from several threads.
    
    The records themselves are the touches of a customer book, so they are checked as those are: see `intake`.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> EventLog:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> EventLog:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: EventLog) -> EventLog:
        ...
    def __init__(self, book: Book) -> None:
        """
        What happened in every case of a service, step by step.
        
        Events stand case by case (cases in the order of their ids), within a case by time, and those of the same instant in
        the order of their rows. Cheap to copy and never changed: a filter gives another log that shares the columns. Rows
        without case, step or time cannot be placed and are counted. All members may be called from several threads.
        
        The records themselves are the touches of a customer book, so they are checked as those are: see `intake`.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def between(self, begin: typing.SupportsInt | typing.SupportsIndex, end: typing.SupportsInt | typing.SupportsIndex, within: str) -> EventLog:
        """
        What lies in [from, to).
        """
    def containing(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Cases that have any of `steps`.
        """
    def covering(self, share: typing.SupportsFloat | typing.SupportsIndex) -> EventLog:
        """
        Cases of the most frequent variants: as many variants as it takes to cover a share of the cases, 0 < share <= 1.
        """
    def ending_with(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Cases whose last step is one of `steps`.
        """
    def following(self, first: str, second: str, directly: bool = False, within: typing.SupportsInt | typing.SupportsIndex = 9223372036854775807) -> EventLog:
        """
        Cases in which `second` comes after `first`: directly after it, or any time later; within a time, if one is given.
        """
    def following_variant(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Cases that follow exactly the given sequence of steps.
        """
    def frame(self) -> Frame:
        """
        The events as records, one row each in the order of the log: visit_id, step, at, then what else is known.
        """
    def intake(self) -> Intake:
        """
        What was taken in and what was wrong with it.
        """
    def lasting(self, at_least: typing.SupportsInt | typing.SupportsIndex, at_most: typing.SupportsInt | typing.SupportsIndex = 9223372036854775807) -> EventLog:
        """
        Cases from whose first event to the end of whose last it takes [at_least, at_most].
        """
    def most_frequent(self, count: typing.SupportsInt | typing.SupportsIndex) -> EventLog:
        """
        Cases of the `count` most frequent variants.
        """
    def not_containing(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Cases that have none of `steps`.
        """
    def not_following(self, first: str, second: str, directly: bool = False, within: typing.SupportsInt | typing.SupportsIndex = 9223372036854775807) -> EventLog:
        """
        Cases in which `second` does not come so after `first`.
        """
    def of_cases(self, cases: collections.abc.Set[str]) -> EventLog:
        """
        The cases of ascending positions below case_count(); nothing is copied but the positions.
        """
    def of_length(self, at_least: typing.SupportsInt | typing.SupportsIndex, at_most: typing.SupportsInt | typing.SupportsIndex = 18446744073709551615) -> EventLog:
        """
        Cases that have between at_least and at_most events.
        """
    def only_steps(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Events of `steps` alone.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def span(self) -> tuple[int, int] | None:
        """
        The first and last time of any event.
        """
    def starting_with(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Cases whose first step is one of `steps`.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def trace(self, position: typing.SupportsInt | typing.SupportsIndex) -> Frame:
        """
        The i-th case, 0 <= i < case_count().
        """
    def with_attribute(self, attribute: str, values: collections.abc.Sequence[str], whole_cases: bool) -> EventLog:
        """
        Events whose attribute has one of `values`, as text; or all cases that have such an event.
        """
    def with_number(self, attribute: str, at_least: typing.SupportsFloat | typing.SupportsIndex, at_most: typing.SupportsFloat | typing.SupportsIndex, whole_cases: bool) -> EventLog:
        """
        Events whose numeric attribute is in [at_least, at_most]; or all cases that have such an event.
        """
    def without_steps(self, steps: collections.abc.Sequence[str]) -> EventLog:
        """
        Events of all other steps.
        """
    @property
    def attribute_names(self) -> list[str]:
        """
        Names of the columns beside case, step, time, end, resource and customer.
        """
    @property
    def case_count(self) -> int:
        """
        Number of cases that have an event.
        """
    @property
    def resources(self) -> list[str]:
        """
        Those who did the steps; a filtered log keeps those of the whole.
        """
    @property
    def steps(self) -> list[str]:
        """
        The steps, in the order of their names; a filtered log keeps those of the whole.
        """
    @property
    def unplaced(self) -> int:
        """
        Rows that could not be placed, because case, step or time is missing.
        """
class DirectlyFollowsGraph:
    """
    Which step follows which, where cases start and where they end.
    
    Graphs of disjoint sets of cases add up to the graph of all. Source: van der Aalst (2016), "Process mining: data
    science in action", section 5.2.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> DirectlyFollowsGraph:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> DirectlyFollowsGraph:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: DirectlyFollowsGraph) -> DirectlyFollowsGraph:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def total(self) -> int:
        """
        Number of times that any step follows any.
        """
    @property
    def case_count(self) -> int:
        """
        Number of cases.
        """
    @property
    def edges(self) -> dict[tuple[str, str], int]:
        """
        ascending in (from, to), none of count 0
        """
    @property
    def ends(self) -> list[int]:
        """
        cases that end with each step
        """
    @property
    def events(self) -> list[int]:
        """
        of each step
        """
    @property
    def starts(self) -> list[int]:
        """
        cases that start with each step
        """
    @property
    def steps(self) -> list[str]:
        """
        what the codes stand for
        """
class Variants:
    """
    The different courses that cases take: sequences of steps, and how many cases follow each.
    
    The most frequent come first; those of the same count by length, then in the order of their steps' names. Variants
    of disjoint sets of cases add up to those of all.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Variants:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Variants:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: Variants) -> Variants:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def sequence(self, variant: typing.SupportsInt | typing.SupportsIndex) -> list[str]:
        """
        The steps of a variant.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def case_count(self) -> int:
        """
        Number of cases.
        """
    @property
    def counts(self) -> list[int]:
        """
        cases of each variant
        """
    @property
    def steps(self) -> list[str]:
        """
        what the codes stand for
        """
class Requirement:
    """
    A standard of service that can be executed: what is measured, what is good enough, and how often it must be.
    
    Nothing but the measure must be given, for standards are found as they are: `check` says what a standard lacks.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Requirement:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Requirement:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, measure: str, at_most: typing.SupportsFloat | typing.SupportsIndex | None = None, at_least: typing.SupportsFloat | typing.SupportsIndex | None = None, share: typing.SupportsFloat | typing.SupportsIndex | None = None, owner: str = '', need: str = '', source: str = '', valid_from: typing.SupportsInt | typing.SupportsIndex | None = None, valid_until: typing.SupportsInt | typing.SupportsIndex | None = None, note: str = '') -> None:
        """
        A standard of service that can be executed: what is measured, what is good enough, and how often it must be.
        
        Nothing but the measure must be given, for standards are found as they are: `check` says what a standard lacks.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def check(self, as_of: typing.SupportsInt | typing.SupportsIndex, audited: Estimate | None = None) -> list[tuple[str, bool | None, str]]:
        """
        Checks a requirement at an instant.
        
        Specific: bound (or a flag) and owner are named. Measurable: it has a number. Achievable: the interval of the
        audited share reaches the target; open without an audit (NaN). Relevant: it serves a need of customers. Time-bound:
        it has an end of validity, and the instant lies within. The R is that of the course on customer service, "relevant
        to customers"; Doran (1981) has "realistic".
        """
    def met(self, measured: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        Whether a touch meets it: 1, 0, or NaN where the measured value is NaN.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def text(self) -> str:
        """
        In words: "waited at most 10 min in 95% of the visits".
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def at_least(self) -> float | None:
        """
        the threshold or more is met
        """
    @property
    def at_most(self) -> float | None:
        """
        the threshold or less is met
        """
    @property
    def measure(self) -> str:
        """
        What is measured of each touch of the step, in seconds where it is a time: "waited", from the end of the previous
        event of the visit (0 where the two overlap, unknown for the first event, before which nothing is recorded);
        "duration", from its start to its end; or the name of a column of numbers or flags, such as "met".
        """
    @property
    def need(self) -> str:
        """
        the customer's need that it serves: one of customer_needs(), or a free text
        """
    @property
    def note(self) -> str:
        """
        anything else
        """
    @property
    def owner(self) -> str:
        """
        who answers for it
        """
    @property
    def share(self) -> float | None:
        """
        of the visits that are to meet it; NaN where not said
        """
    @property
    def source(self) -> str:
        """
        where the standard comes from: one of standard_sources(), or empty where not known
        """
    @property
    def valid_from(self) -> int | None:
        """
        the first instant at which it is valid
        """
    @property
    def valid_until(self) -> int | None:
        """
        the first instant at which it is not valid any more
        """
class Evidence:
    """
    What a version of a flow rests on.
    """
    def __init__(self, kind: str, note: str = '', at: typing.SupportsInt | typing.SupportsIndex | None = None) -> None:
        """
        What a version of a flow rests on.
        """
    @property
    def at(self) -> int | None:
        """
        when it was gathered
        """
    @property
    def kind(self) -> str:
        """
        How it is known that a flow is as it is drawn.
        """
    @property
    def note(self) -> str:
        """
        What a version of a flow rests on.
        """
class FlowVersion:
    """
    A version of a flow: when, by whom and on what evidence it was drawn.
    """
    def __init__(self, number: typing.SupportsInt | typing.SupportsIndex = 1, date: typing.SupportsInt | typing.SupportsIndex | None = None, author: str = '', note: str = '', evidence: collections.abc.Sequence[Evidence] = []) -> None:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
    def reasons_stale(self, as_of: typing.SupportsInt | typing.SupportsIndex, oldest: typing.SupportsInt | typing.SupportsIndex) -> list[str]:
        """
        Why a version is stale at an instant: it has no date, is older than `oldest`, or rests on no evidence, or on none
        that is as young as that. Empty if it is not stale.
        """
    @property
    def author(self) -> str:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
    @property
    def date(self) -> int | None:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
    @property
    def evidence(self) -> list[Evidence]:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
    @property
    def note(self) -> str:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
    @property
    def number(self) -> int:
        """
        A version of a flow: when, by whom and on what evidence it was drawn.
        """
class FlowStep:
    """
    A step of a service: a moment in which the customer meets it, or work behind one.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool:
        ...
    def __init__(self, name: str, lane: str = 'frontstage', channel: str = '', requirements: collections.abc.Sequence[Requirement] = []) -> None:
        """
        A step of a service: a moment in which the customer meets it, or work behind one.
        """
    @property
    def channel(self) -> str:
        """
        "face", "phone", "letter", "anticipated" (to be met yet), or another; empty if not said.
        """
    @property
    def lane(self) -> str:
        """
        Where a step of a service stands in its blueprint, from what the customer meets to what nobody sees.
        
        Source: Shostack (1984), "Designing services that deliver", Harvard Business Review 62; the five lanes are those of
        Bitner, Ostrom and Morgan (2008), "Service blueprinting", California Management Review 50.
        """
    @property
    def name(self) -> str:
        """
        A step of a service: a moment in which the customer meets it, or work behind one.
        """
    @property
    def requirements(self) -> list[Requirement]:
        """
        all are to be met
        """
class ServiceFlow:
    """
    A service as it is declared: which steps, in which order, and what is required of each.
    
    The order is a process tree of sequences, choices, parallel parts, loops and optional parts (van der Aalst 2016,
    "Process mining", section 3.2.8). A step may stand in several places of the tree. A flow does not change: what would
    change it gives another.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> ServiceFlow:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ServiceFlow:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, steps: collections.abc.Sequence[FlowStep], nodes: collections.abc.Sequence[tuple[str, typing.SupportsInt | typing.SupportsIndex | None, collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]]], version: FlowVersion = ...) -> None:
        """
        A flow without steps, which allows only visits without events.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def as_revision_of(self, previous: ServiceFlow, version: FlowVersion) -> ServiceFlow:
        """
        This flow as the next version of another: the versions of that one and then `version`, numbered on.
        """
    def at(self, step: str) -> int:
        """
        The step of that name; throws ParameterError that names the nearest there is, or those there are.
        """
    def coverage(self, log: EventLog) -> Frame:
        """
        Throws ParameterError unless 0 < threshold <= 1.
        """
    def difference(self, other: ServiceFlow) -> Frame:
        """
        What has changed from one flow to another: steps removed (in the order of the first), added, moved and changed (in
        the order of the second), and the tree if it differs.
        
        Moved are the fewest steps that must be taken out so that those left stand in the same order in both, the order
        being that of first mention in the tree.
        """
    def frame(self) -> Frame:
        """
        One row per step: step, lane, channel, optional (whether a visit may do without it), requirements in words.
        """
    def graph_edges(self) -> Frame:
        """
        One row per edge: from, to, goes_back, crosses (lines joined by ", ").
        """
    def graph_nodes(self) -> Frame:
        """
        One row per node: node, kind, step, lane, layer; the last three empty or 0 where there is none.
        """
    def mandatory(self) -> list[bool]:
        """
        For each step whether every visit must come to it.
        """
    def may_follow(self, first: str, second: str) -> bool:
        """
        Whether the second step may come right after the first. Throws as `at` does.
        """
    def review(self, as_of: typing.SupportsInt | typing.SupportsIndex, oldest: typing.SupportsInt | typing.SupportsIndex) -> Frame:
        """
        Reviews the standards of a flow at an instant, in the order of the flow.
        
        The source names six rules of refinement, of which deleting what is stale is one; they are read as: *delete* a
        standard whose validity has ended; *revise* one of a flow that is older than `oldest`, or that has no end of
        validity; *quantify* one without a number; *relate* one that serves no need of customers; *reconcile* several of one
        step that measure the same; *add* one to a step that customers meet (lane customer or frontstage) and that has none.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def text(self) -> str:
        """
        The tree in one line: "(reception, choice(repair, advice), optional(payment))"; a sequence has no name.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def with_requirement(self, step: str, requirement: Requirement) -> ServiceFlow:
        """
        The same flow with one more requirement of a step. Throws as `at` does, and as Requirement::validate.
        """
    def without_requirements(self, step: str) -> ServiceFlow:
        """
        The same flow without requirements of a step. Throws as `at` does.
        """
    @property
    def nodes(self) -> list[tuple[str, int | None, list[int]]]:
        """
        A node of the tree that a flow is.
        """
    @property
    def steps(self) -> list[FlowStep]:
        """
        The steps in the order in which they were declared.
        """
    @property
    def versions(self) -> list[FlowVersion]:
        """
        All versions up to this one, in ascending order.
        """
class YieldFigures:
    """
    How much of the service comes out right, and how far the steps fail together.
    
    Complete are the visits that came to a step of which something is required, and of which every outcome is known.
    Intervals are those of a bootstrap over customers.
    """
    @property
    def best(self) -> float:
        """
        and if it were met
        """
    @property
    def complete(self) -> int:
        """
        How much of the service comes out right, and how far the steps fail together.
        
        Complete are the visits that came to a step of which something is required, and of which every outcome is known.
        Intervals are those of a bootstrap over customers.
        """
    @property
    def dependence(self) -> Estimate:
        """
        total / independent; above 1 the same visits fail several steps, below 1 different ones
        """
    @property
    def independent(self) -> Estimate:
        """
        What the total would be if steps were met independently: the mean over the complete visits of the product of the
        met shares, among these visits, of the steps that each came to.
        """
    @property
    def not_complete(self) -> int:
        """
        How much of the service comes out right, and how far the steps fail together.
        
        Complete are the visits that came to a step of which something is required, and of which every outcome is known.
        Intervals are those of a bootstrap over customers.
        """
    @property
    def rolled(self) -> Estimate:
        """
        product of the steps' met shares: the yield of a visit to all of them, if they were independent
        """
    @property
    def total(self) -> Estimate:
        """
        share of the complete visits that met every step
        """
    @property
    def worst(self) -> float:
        """
        total, if every outcome that is not known were unmet
        """
class ThresholdCoverage:
    """
    "Not one thing a thousand times, but each of a thousand": how many steps, and how many customers, reach a threshold,
    beside the means. What is raised beyond the threshold adds to a mean, and nothing to these shares.
    """
    @property
    def customers(self) -> Estimate:
        """
        share of the customers for whom `threshold` of their steps or more were met; Wilson
        """
    @property
    def mean_of_customers(self) -> Estimate:
        """
        mean of the customers' shares; Student's t
        """
    @property
    def mean_of_steps(self) -> Estimate:
        """
        mean of the steps' met shares; bootstrap
        """
    @property
    def steps(self) -> Estimate:
        """
        share of the known steps met by `threshold` of their visits or more; bootstrap
        """
    @property
    def threshold(self) -> float:
        """
        "Not one thing a thousand times, but each of a thousand": how many steps, and how many customers, reach a threshold,
        beside the means. What is raised beyond the threshold adds to a mean, and nothing to these shares.
        """
class ConformanceFigures:
    """
    How well the visits follow the flow.
    """
    @property
    def log_fitness(self) -> Estimate:
        """
        1 - sum of costs / sum of worst costs; bootstrap over customers. Source: Adriansyah (2014), "Aligning observed and
        modeled behavior", section 9.2.
        """
    @property
    def mean_fitness(self) -> Estimate:
        """
        mean of the visits' fitness; bootstrap over customers
        """
    @property
    def perfect(self) -> Estimate:
        """
        share of the visits without any deviation; Wilson's interval
        """
    @property
    def unproven(self) -> int:
        """
        visits whose cost is an upper bound
        """
class Audit:
    """
    A log held against a flow: which visits departed from it and where, and which steps met what is required of them.
    
    A summary: audits of disjoint sets of visits against the same flow add up to the audit of all. Requirements apply to
    touches that began while they were valid.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Audit:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Audit:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __copy__(self) -> Audit:
        ...
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: Audit) -> Audit:
        """
        A log held against a flow: which visits departed from it and where, and which steps met what is required of them.
        
        A summary: audits of disjoint sets of visits against the same flow add up to the audit of all. Requirements apply to
        touches that began while they were valid.
        """
    def __init__(self, flow: ServiceFlow, log: EventLog, log_cost: typing.SupportsInt | typing.SupportsIndex = 1, model_cost: typing.SupportsInt | typing.SupportsIndex = 1, most_nodes: typing.SupportsInt | typing.SupportsIndex = 250000) -> None:
        """
        Of no visits.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def conformance(self, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ConformanceFigures:
        """
        How well the visits follow the flow.
        """
    def counts(self, step: str, by: str, zone: TimeZone = ...) -> tuple[list[str], list[int], list[int]]:
        """
        Counts for a control chart. Throws ParameterError for a step that the flow does not have.
        """
    def coverage(self, threshold: typing.SupportsFloat | typing.SupportsIndex = 0.95, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ThresholdCoverage:
        """
        "Not one thing a thousand times, but each of a thousand": how many steps, and how many customers, reach a threshold,
        beside the means. What is raised beyond the threshold adds to a mean, and nothing to these shares.
        """
    def dependence(self, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The pairs as records: step, with, visits, joint, product, lift and phi with their intervals.
        """
    def deviations(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per step and kind of deviation that occurs, the most frequent first: step, deviation, count, visits, and
        the share of all visits with its Wilson interval.
        """
    def frame(self, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The same as records: step, lane, touches, visits, met, unmet, not_known, met_share with both intervals, target,
        verdict, first_failures and their share, skipped, repeated, out_of_order.
        """
    def requirements(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per requirement: step, requirement (in words), owner, need, met, unmet, not_known, met_share with Wilson's
        interval, target, verdict.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def variants(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per variant, the most frequent first: variant (the steps joined by " > "), visits, share with its Wilson
        interval, fitness, cost, proven, the number of its deviations of each kind, and deviations in words.
        """
    def visits(self) -> Frame:
        """
        One row per visit: visit_id, customer_id (if any is known), variant (1 for the most frequent), events, fitness,
        cost, proven, the number of its deviations of each kind, the number of its steps met, unmet and not known, and
        first_failure.
        """
    def yield_figures(self, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> YieldFigures:
        """
        How much of the service comes out right, and how far the steps fail together.
        
        Complete are the visits that came to a step of which something is required, and of which every outcome is known.
        Intervals are those of a bootstrap over customers.
        """
    @property
    def customer_count(self) -> int:
        """
        What a bootstrap draws: customers, with all of their cases; a case whose customer is unknown stands for itself.
        """
    @property
    def flow(self) -> ServiceFlow:
        """
        A service as it is declared: which steps, in which order, and what is required of each.
        
        The order is a process tree of sequences, choices, parallel parts, loops and optional parts (van der Aalst 2016,
        "Process mining", section 3.2.8). A step may stand in several places of the tree. A flow does not change: what would
        change it gives another.
        """
    @property
    def variant_count(self) -> int:
        """
        The different courses that cases take: sequences of steps, and how many cases follow each.
        
        The most frequent come first; those of the same count by length, then in the order of their steps' names. Variants
        of disjoint sets of cases add up to those of all.
        """
class Calendar:
    """
    When a service is open: weekly hours, holidays and other exceptional days, in a time zone.
    
    An instant is working time if the clock of the zone then shows a reading within a block of that date. So an hour
    that the clocks skip is not worked, and one that they show twice is worked twice, where it lies within a block.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Calendar:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Calendar:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, week: collections.abc.Sequence[collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]]], exceptions: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]]]], zone: TimeZone) -> None:
        """
        Always open.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def add(self, start: typing.SupportsInt | typing.SupportsIndex, working_time: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        The first instant until which so much working time has gone by since `from`; for a negative length, the last
        instant from which so much leads to `from`; for none, `from` itself. O(log n).
        
        Throws ParameterError if the calendar does not hold so much working time, which is so only without weekly hours.
        """
    def frame(self) -> Frame:
        """
        One row per block: the weekday ("mon") or date, and when it opens and closes ("09:00"); a holiday has one row
        without the two.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def working_time(self, start: typing.SupportsInt | typing.SupportsIndex, end: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Working time from one instant to another; negative if `to` is the earlier one. O(log n) in the number of blocks,
        exceptional days and changes of the zone's clocks.
        """
    def working_times(self, start: Column, end: Column) -> numpy.typing.NDArray[numpy.int64]:
        """
        Working time of each pair; `no_duration` where a time is `no_time`. Throws RecordError if lengths differ.
        """
    @property
    def exceptions(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """
        The days that are not regular, in the order of their dates.
        """
    @property
    def week(self) -> list[list[tuple[int, int]]]:
        """
        The blocks of each weekday, in order.
        """
    @property
    def zone(self) -> str:
        """
        The zone whose clock the blocks are readings of.
        """
class DurationFigures:
    """
    What a set of durations is like, in seconds; NaN where there are too few.
    """
    def __repr__(self) -> str:
        ...
    @property
    def count(self) -> int:
        ...
    @property
    def greatest(self) -> float:
        ...
    @property
    def least(self) -> float:
        ...
    @property
    def mean(self) -> float:
        ...
    @property
    def median(self) -> float:
        """
        the mean of the two middle ones of an even number
        """
    @property
    def standard_deviation(self) -> float:
        """
        of the sample, with divisor count - 1
        """
    @property
    def sum(self) -> float:
        ...
class Performance:
    """
    How long it takes from each step to the next, and how long the steps themselves take.
    
    The time of an edge goes from the end of a step to the beginning of the next; a step without end ends when it
    begins, and a step that begins before the last has ended has not been waited for: its time is 0. Steps that do not
    occur are left out. Performances of disjoint sets of cases add up to that of all, in every bit.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Performance:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Performance:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: Performance) -> Performance:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def edges(self) -> dict[tuple[str, str], DurationFigures]:
        """
        ascending in (from, to)
        """
    @property
    def own(self) -> dict[str, DurationFigures]:
        """
        the steps of which an end is known, ascending
        """
    @property
    def working_time(self) -> bool:
        """
        measured by a calendar, not by the clock
        """
class CaseDurations:
    """
    How long cases take, from the beginning of the first event to the end of the last.
    
    The durations of disjoint sets of cases add up to those of all.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> CaseDurations:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> CaseDurations:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: CaseDurations) -> CaseDurations:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def figures(self) -> DurationFigures:
        """
        Their mean, median and so on.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def working_time(self) -> bool:
        """
        measured by a calendar, not by the clock
        """
class TemporalProfile:
    """
    How much time passes between every two steps of a case, whatever comes between them.
    
    A pair is counted for each event and each later event of its case that begins when the first has ended, or after.
    Profiles of disjoint sets of cases add up to that of all. Source: Stertz, Mangler and Rinderle-Ma (2020), "Temporal
    conformance checking at runtime based on time-infused process models", arXiv:2008.07262, section 3.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> TemporalProfile:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> TemporalProfile:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: TemporalProfile) -> TemporalProfile:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def pairs(self) -> dict[tuple[str, str], tuple[float, float]]:
        """
        ascending in (from, to), none of count 0
        """
class TemporalDeviations:
    """
    What deviates from a profile.
    """
    def __len__(self) -> int:
        ...
    @property
    def cases(self) -> int:
        """
        that have one
        """
    @property
    def count(self) -> int:
        """
        of all that deviate, listed or not
        """
class Rework:
    """
    Which steps are done more than once in a case. Those of disjoint sets of cases add up to that of all.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Rework:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Rework:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: Rework) -> Rework:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def cases(self) -> int:
        ...
    @property
    def of_step(self) -> dict[str, int]:
        """
        that have it more than once
        """
    @property
    def reworked(self) -> int:
        """
        cases in which any step is done more than once
        """
class Handovers:
    """
    Who hands cases over to whom.
    
    Two events in a row are a handover where it is known who did each; it may be the same one. Handovers of disjoint
    sets of cases add up to those of all. Source: van der Aalst, Reijers and Song (2005), "Discovering social networks
    from event logs", Computer Supported Cooperative Work 14, section 4.2, direct succession with multiple counting.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Handovers:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Handovers:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: Handovers) -> Handovers:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def total(self, to_self: bool = True) -> int:
        """
        Number of handovers, with those of resources to themselves or without.
        """
    @property
    def pairs(self) -> dict[tuple[str, str], int]:
        """
        ascending in (from, to), none of count 0
        """
    @property
    def unknown(self) -> int:
        """
        events in a row of which one has no resource
        """
class Funnel:
    """
    How many cases get how far along an order of steps.
    
    A case reaches a stage when it has the step after it has reached the stage before, whatever comes between; each
    stage is taken at the first event that can be it. Funnels of disjoint sets of cases add up to that of all.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Funnel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Funnel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: Funnel) -> Funnel:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def cases(self) -> int:
        """
        of the log, whether they reach a stage or not
        """
    @property
    def stages(self) -> list[tuple[str, int]]:
        """
        One step of a funnel: the cases that reach it after all steps before it.
        """
class StepMatrix:
    """
    Which steps come first, second, third ..., and how many cases have ended by then.
    
    Matrices of disjoint sets of cases add up to that of all.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> StepMatrix:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> StepMatrix:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: StepMatrix) -> StepMatrix:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def cases(self) -> int:
        ...
    @property
    def cells(self) -> dict[tuple[str, int], int]:
        """
        ascending in (step, position), none without cases
        """
    @property
    def ended(self) -> list[int]:
        """
        for each position from 1 on, the cases that have fewer events
        """
    @property
    def positions(self) -> int:
        """
        Number of positions.
        """
class ChartOptions:
    """
    What the limits of a chart are computed from, and what counts as an alarm.
    """
    def __init__(self, labels: collections.abc.Sequence[str] = [], phases: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [], calibration: typing.SupportsInt | typing.SupportsIndex = 0, center: typing.SupportsFloat | typing.SupportsIndex | None = None, deviation: typing.SupportsFloat | typing.SupportsIndex | None = None, width: typing.SupportsFloat | typing.SupportsIndex = 3.0, rules: collections.abc.Sequence[str] = ['western electric 1', 'western electric 2', 'western electric 3', 'western electric 4'], level: typing.SupportsFloat | typing.SupportsIndex = 0.95, printed_d2: bool = False) -> None:
        """
        What the limits of a chart are computed from, and what counts as an alarm.
        """
class EwmaParameters:
    """
    How an exponentially weighted moving average forgets.
    """
    def __init__(self, weight: typing.SupportsFloat | typing.SupportsIndex = 0.2, width: typing.SupportsFloat | typing.SupportsIndex = 3.0, steady: bool = False) -> None:
        ...
    @property
    def steady(self) -> bool:
        """
        the limits of a long series from the first point on, as in tables of run lengths
        """
    @property
    def weight(self) -> float:
        """
        of the newest point, above 0 and at most 1; the lambda of the literature
        """
    @property
    def width(self) -> float:
        """
        distance of the limits in standard deviations of the average
        """
class CusumParameters:
    """
    When cumulative sums add up to an alarm; both in standard deviations of the plotted point.
    """
    def __init__(self, allowance: typing.SupportsFloat | typing.SupportsIndex = 0.5, interval: typing.SupportsFloat | typing.SupportsIndex = 5.0) -> None:
        ...
    @property
    def allowance(self) -> float:
        """
        what is taken off at each point, half of the shift to be found; k in the literature
        """
    @property
    def interval(self) -> float:
        """
        the sum that alarms; h in the literature
        """
class ControlPhase:
    """
    Points that share the parameters from which limits follow.
    """
    @property
    def begin(self) -> int:
        """
        first point
        """
    @property
    def calibrated(self) -> int:
        """
        points from which the parameters come, without gaps; 0 if they were given
        """
    @property
    def center(self) -> Estimate:
        """
        share: Wilson's interval; mean: normal interval
        """
    @property
    def deviation(self) -> Estimate:
        """
        of a single value, normal interval on the logarithmic scale; NaN for shares
        """
    @property
    def dispersion(self) -> Estimate:
        """
        Variance of the shares over that of the binomial distribution, 1 if they vary by chance alone; chi-square
        interval. NaN for other charts.
        """
    @property
    def end(self) -> int:
        """
        one past the last point
        """
class ControlChart:
    """
    Points in time with the limits between which chance keeps them, and the points at which it does not.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ControlChart:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ControlChart:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def alarms(self) -> Frame:
        """
        One row per alarm: label, panel, rule, value, limit, side ("above", "below"), from, pattern, meaning.
        """
    def frame(self) -> Frame:
        """
        One row per point: label, phase (from 1), calibrated, size, then value, center, deviation, lower and upper of the
        first panel; those of the second are preceded by its name.
        """
    def phases_frame(self) -> Frame:
        """
        One row per phase: first, last, points, calibrated, and the estimates.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def alarm_count(self) -> int:
        """
        by point
        """
    @property
    def cusum(self) -> CusumParameters:
        """
        that count for kind cusum
        """
    @property
    def ewma(self) -> EwmaParameters:
        """
        that count for kind ewma
        """
    @property
    def kind(self) -> str:
        """
        what is plotted
        """
    @property
    def labels(self) -> list[str]:
        """
        of the points
        """
    @property
    def panels(self) -> list[str]:
        """
        what is watched first, then ranges or the like; upward and downward sums
        """
    @property
    def phases(self) -> list[ControlPhase]:
        """
        in order, without gaps between them
        """
    @property
    def rules(self) -> list[str]:
        """
        that were looked for in the first panel
        """
    @property
    def warnings(self) -> list[str]:
        """
        what makes limits doubtful or impossible
        """
    @property
    def width(self) -> float:
        """
        of the limits, in standard deviations
        """
class ShewhartParameters:
    """
    A Shewhart chart of normal values or means whose parameters are known.
    """
    def __init__(self, width: typing.SupportsFloat | typing.SupportsIndex = 3.0, rules: collections.abc.Sequence[str] = ['western electric 1']) -> None:
        ...
class Orientation:
    """
    What was chosen to be controlled, and why.
    """
    @property
    def reason(self) -> str:
        """
        what makes it matter: its effect, what customers say
        """
    @property
    def step(self) -> str:
        """
        the step of the service
        """
class Standard:
    """
    What is required of the step.
    """
    @property
    def higher_is_better(self) -> bool:
        """
        of the figure on the control chart; not for shares of unmet requirements
        """
    @property
    def requirement(self) -> str:
        """
        as it is told to those who work by it
        """
class Evaluation:
    """
    What came of it.
    """
    @property
    def after(self) -> Estimate:
        """
        of the same figure, from other records
        """
    @property
    def before(self) -> Estimate:
        """
        of the figure that is controlled
        """
    @property
    def change(self) -> Estimate:
        """
        after less before; see estimated_difference
        """
    @property
    def learned(self) -> str:
        """
        what is done differently from now on
        """
    @property
    def verdict(self) -> str:
        """
        by the interval of the change
        """
class QualityCycle:
    """
    Quality control as a cycle of four steps, each with its evidence: orientation, standard, control, evaluation.
    
    A step can be taken only when the one before it has its evidence, and only once in a round; after the evaluation the
    next round begins. Source: Feigenbaum (1991), "Total quality control", who names four steps: setting standards,
    appraising conformance, acting when necessary, planning for improvement; orientation to the customer comes first.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> QualityCycle:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> QualityCycle:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, subject: str) -> None:
        """
        A cycle over a subject, such as a service; its first round waits for orientation. Throws ParameterError if the
        subject is empty.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def chart(self, round: typing.SupportsInt | typing.SupportsIndex) -> ControlChart | None:
        """
        Points in time with the limits between which chance keeps them, and the points at which it does not.
        """
    def control(self, chart: ControlChart) -> None:
        """
        Watches it on a chart. Throws ParameterError if it is not the turn of this step.
        """
    def evaluate(self, before: Estimate, after: Estimate, learned: str) -> None:
        """
        Compares the figure before and after. Throws ParameterError if it is not the turn of this step, an estimate is not
        known or without interval, their levels differ, or nothing was learned.
        """
    def evaluation(self, round: typing.SupportsInt | typing.SupportsIndex) -> Evaluation | None:
        """
        What came of it.
        """
    def frame(self) -> Frame:
        """
        One row per step of each round: round, step, state ("done", "now", "open") and the evidence in words.
        """
    def next_round(self) -> None:
        """
        Begins the next round. Throws ParameterError unless the current one is complete.
        """
    def orient(self, step: str, reason: str) -> None:
        """
        Chooses the step of the service to control, and says why. Throws ParameterError if it is not the turn of this
        step, or a text is empty.
        """
    def orientation(self, round: typing.SupportsInt | typing.SupportsIndex) -> Orientation | None:
        """
        What was chosen to be controlled, and why.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def set_standard(self, requirement: str, higher_is_better: bool = False) -> None:
        """
        Sets what is required of it. Throws ParameterError if it is not the turn of this step, or the text is empty.
        """
    def standard(self, round: typing.SupportsInt | typing.SupportsIndex) -> Standard | None:
        """
        What is required of the step.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def subject(self) -> str:
        """
        What the cycle is about.
        """
    @property
    def waits_for(self) -> str | None:
        """
        The step that the current round waits for, or none when it is complete.
        """
class PathTable:
    """
    Paths over steps, and how often each was gone to the end with a conversion and without.
    """
    def __len__(self) -> int:
        ...
    @property
    def names(self) -> list[str]:
        """
        of the steps
        """
class RemovalEffects:
    """
    Steps by what they contribute to conversion, in a Markov chain over the steps.
    
    A journey goes from a start through states to conversion or null; a state is the last `order` steps. The removal
    effect of a step is 1 - P(conversion if all states with the step lead to null) / P(conversion). Source: Anderl,
    Becker, von Wangenheim and Schumann (2016), "Mapping the customer journey", International Journal of Research in
    Marketing 33.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> RemovalEffects:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> RemovalEffects:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per step, by rank: step, rank, visits, effect, share (each with _lower and _upper), conversions, value,
        probability_first.
        """
    def ranks(self) -> Frame:
        """
        One row per step and rank: step, rank, probability.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def conversion_probability(self) -> Estimate:
        """
        in the chain, which is the share of converted journeys
        """
    @property
    def conversions(self) -> float:
        """
        of all paths
        """
    @property
    def journeys(self) -> float:
        """
        of all paths, with conversion and without
        """
    @property
    def order(self) -> int:
        """
        how many of the last steps make a state
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap
        """
    @property
    def states(self) -> int:
        """
        of the chain, without start, conversion and null
        """
    @property
    def value(self) -> float:
        """
        of all conversions; NaN without values
        """
class Outcome:
    """
    The outcome of a visit that an analysis is about, by the same customer and within a time from the visit's end.
    
    A visit whose time is not over when the records end is censored: whether it has the outcome is not known.
    """
    @property
    def desired(self) -> bool:
        """
        whether more of it is better
        """
    @property
    def name(self) -> str:
        """
        as figures and pictures call it
        """
class MomentsOfTruth:
    """
    Steps by what their failure does to an outcome: the moments of truth, whose failure costs loyalty.
    
    Every effect is the change of the probability of the outcome by the failure, averaged over the visits at which the
    step failed (the effect on the treated): it is negative where failures make a desired outcome rarer. It takes in
    what the failure brings about later in the visit, and takes the steps before as they went. The steps are ranked by
    harm: the fall of a desired outcome, the rise of another.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> MomentsOfTruth:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> MomentsOfTruth:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per step: step, rank, visits, failed, unknown, met_share, effect, removal, regression, within_customer
        (each with _lower and _upper), probability_first, warning.
        """
    def ranks(self) -> Frame:
        """
        One row per step and rank: step, rank, probability.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def views(self) -> Frame:
        """
        One row per step and view: step, view, failures, effect (with _lower and _upper), rank, probability_first.
        """
    def warnings(self) -> Frame:
        """
        One row per warning: step, first_view, second_view, kind, difference (with _lower and _upper), meaning.
        """
    @property
    def adjusted_for(self) -> list[str]:
        """
        attributes in the regression, beside number and recency of visits
        """
    @property
    def censored(self) -> int:
        """
        left out: the time of their outcome is not over when the records end
        """
    @property
    def customers(self) -> int:
        """
        who have visits
        """
    @property
    def desired(self) -> bool:
        """
        whether more of the outcome is better
        """
    @property
    def judged(self) -> int:
        """
        visits whose outcome is known
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def outcome(self) -> str:
        """
        its name
        """
    @property
    def outcome_share(self) -> Estimate:
        """
        of the visits whose outcome is known
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap over customers
        """
    @property
    def unstated(self) -> int:
        """
        left out: nothing is stated about their outcome
        """
    @property
    def visits(self) -> int:
        """
        of known customers
        """
    @property
    def without_customer(self) -> int:
        """
        left out: nobody noted whose visits they were
        """
class ImprovementBacklog:
    """
    Steps by what their improvement would bring, no effect being counted twice.
    
    A visit that fails at two steps is a good one only if both are mended. So the gains come from the sets of steps that
    each visit failed at: every failure of a step is mended with the probability that brings the step to its target,
    independently of others, and what is left decides. The dependence between steps stays as it was observed.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ImprovementBacklog:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ImprovementBacklog:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per step: the members of Improvement, estimates with _lower and _upper.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def desired(self) -> bool:
        """
        whether more of the outcome is better
        """
    @property
    def joint_gain(self) -> Estimate:
        """
        of the outcome
        """
    @property
    def judged(self) -> int:
        """
        visits whose outcome is known
        """
    @property
    def noted(self) -> int:
        """
        visits at which it is known of every step how it went
        """
    @property
    def outcome(self) -> str:
        """
        its name
        """
    @property
    def outcome_now(self) -> Estimate:
        """
        share of the visits whose outcome is known
        """
    @property
    def outcome_then(self) -> Estimate:
        """
        the same when all targets are reached
        """
    @property
    def unmended(self) -> int:
        """
        visits that failed at more than 12 steps: taken to stay as they are
        """
    @property
    def yield_independent(self) -> float:
        """
        what the total yield would be if steps failed independently
        """
    @property
    def yield_now(self) -> Estimate:
        """
        share of fully noted visits at which no step failed; Wilson's interval
        """
    @property
    def yield_then(self) -> float:
        """
        the same when all targets are reached
        """
def c4(n: typing.SupportsInt | typing.SupportsIndex) -> float:
    """
    Mean of the sample standard deviation (divisor n - 1) of n independent standard normal numbers, 2 <= n <= 10,000:
    sqrt(2 / (n - 1)) Gamma(n / 2) / Gamma((n - 1) / 2). Throws ParameterError for other n.
    """
def case_durations(log: EventLog, calendar: Calendar | None = None) -> CaseDurations:
    """
    Measures all cases, by the clock or in the working time of a calendar.
    """
def case_durations_frame(log: EventLog, calendar: Calendar | None = None, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The figures with their uncertainty, one row each: figure (cases, mean, standard deviation, 25 %, median, 75 %, 90 %,
    least, greatest), value, lower and upper; in seconds but for cases, by the bootstrap over sampling_units(). The
    least and the greatest have no interval.
    """
def check_transition(from_stage: str, to_stage: str) -> None:
    """
    Throws ParameterError, naming both stages, unless the change is legal.
    """
def clopper_pearson(successes: typing.SupportsInt | typing.SupportsIndex, trials: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A proportion with the exact interval of Clopper and Pearson (1934), which covers at least `level` for every true
    value.
    
    The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
    ParameterError unless 0 <= successes <= trials and 0 < level < 1. The bounds are quantiles of beta distributions;
    Newcombe (1998), method 5.
    """
def concentration(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], top: typing.SupportsFloat | typing.SupportsIndex = 0.2, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, held: typing.SupportsFloat | typing.SupportsIndex = 0.8) -> Concentration:
    """
    How the values are concentrated, one value for each customer, in any order and any unit.
    
    `top` and `held` are shares above 0 and up to 1; 20 % and 80 % are Pareto's rule. A value below 0 enters as 0 and is
    counted. Without any value above 0 nothing can be said and all figures are NaN; one customer alone has figures but
    neither standard errors nor intervals. O(n log n). Throws RecordError with its position if a value is NaN or
    infinite, and ParameterError for shares or a level outside their domain.
    """
def customer_needs() -> Frame:
    """
    The six needs of customers that a requirement may serve: friendliness, importance, fairness, choice, understanding,
    information. A requirement may name another need in free text.
    """
def cusum_chart(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], parameters: CusumParameters, options: ChartOptions) -> ControlChart:
    """
    A chart of cumulative sums, which finds small lasting shifts soonest.
    
    The sum upward is max(0, before + z - allowance), the one downward max(0, before - z - allowance), drawn below 0; z
    is the distance from the center in standard deviations of the point. Sums are 0 at the beginning of each phase and
    go on after an alarm. `sizes` as in ewma_chart. Source: Page (1954), "Continuous inspection schemes", Biometrika 41.
    """
def d2(n: typing.SupportsInt | typing.SupportsIndex) -> float:
    """
    Mean of the range of n independent standard normal numbers, 2 <= n <= 10,000: what a mean range is divided by to
    estimate a standard deviation.
    
    By numerical integration of the distribution of extremes; Tippett (1925), "On the extreme individuals and the range
    of samples taken from a normal population", Biometrika 17. Throws ParameterError for other n.
    """
def d3(n: typing.SupportsInt | typing.SupportsIndex) -> float:
    """
    Standard deviation of the range of n independent standard normal numbers, 2 <= n <= 10,000.
    
    By numerical integration of the distribution of the range; Tippett (1925). Throws ParameterError for other n.
    """
def dealership(options: dict) -> DealershipTables:
    """
    Makes the records of a car dealer in which steps, gaps, complaints and purchases follow from one another.
    
    Customers arrive and visit; the load of the hour makes them wait; waiting, the staff's skill, the branch and the day
    decide whether a step's requirement is met; the items of the survey follow the steps; expectations follow past
    experience; negative gaps raise complaints; failures, gaps and unresolved complaints make customers leave or buy
    less. Every parameter is in the options and comes back with the records.
    
    A customer's records do not depend on the number of customers, nor on the number of threads. Bad records, where
    asked for, are duplicate rows, missing ids, ids spelled "NA", ends before starts and negative amounts. Throws
    ParameterError as DealershipOptions::check does.
    """
def dealership_option_meanings() -> dict[str, str]:
    """
    What each option of a dealership means, by name.
    """
def dealership_options() -> dict[str, int | float | str]:
    """
    What a dealership's records are made of: the size of the records and every parameter of the truth behind them.
    
    Effects are in log-odds unless said otherwise, gaps in points of the seven-point scale, rates in events per year of
    365 days, money in one currency. With `established`, `test_drive`, `base_leaving_odds`, `rate_effect` and
    `spend_effect` at 0, the purchases are those of the Pareto/NBD model (Schmittlein, Morrison and Colombo, 1987) with
    gamma-gamma spending (Fader and Hardie, 2013), in the time that the dealership is open and up to the hours that a
    visit takes.
    """
def deviations(log: EventLog, profile: TemporalProfile, zeta: typing.SupportsFloat | typing.SupportsIndex = 6.0, most: typing.SupportsInt | typing.SupportsIndex = 1000000) -> TemporalDeviations:
    """
    The departures that an account of a visit shows, by position, then kind.
    
    A step that is missing in one place and too much in another is one deviation, out of order; the first
    is paired with the first. A step too much that happens elsewhere as it should is repeated.
    """
def deviations_frame(log: EventLog, profile: TemporalProfile, deviations: TemporalDeviations) -> Frame:
    """
    The listed deviations, in the order of the log: case, from, to, at (when the later event began), time_s, mean_s and
    zeta.
    """
def directly_follows(log: EventLog) -> DirectlyFollowsGraph:
    """
    Counts which step follows which; O(events). Steps that do not occur are not in the graph.
    """
def duplicate_candidates(book: Book, on: collections.abc.Sequence[str]) -> DuplicateCandidates:
    """
    Groups the customers who agree on all the given attributes of the table of customers.
    
    Texts are compared by normalized_text, those of columns whose name says telephone ("phone", "mobile" or "fax"
    anywhere in it, "tel" as a word of it, or 电话, 手机, 传真) by normalized_phone; flags, whole numbers and times by
    value. A customer without value, or with one of which normalizing leaves nothing, is in no group. Throws RecordError
    for an attribute that is not there or holds numbers that are not whole, and ParameterError if none is given.
    """
def durations_of_cases(log: EventLog, calendar: Calendar | None = None) -> Frame:
    """
    Every case in the order of the log: case, events, at (when it began) and duration_s.
    """
def estimated_difference(a: Estimate, b: Estimate) -> Estimate:
    """
    By how much one independent estimate exceeds another.
    
    The interval is built from the two intervals: lower = d - sqrt((a - lower of a)^2 + (upper of b - b)^2), and the
    upper likewise. For shares with Wilson's intervals it is that of Newcombe (1998), "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17, method 10; in general, that of Zou and
    Donner (2008). Throws ParameterError if the levels differ.
    """
def ewma_chart(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], parameters: EwmaParameters, options: ChartOptions) -> ControlChart:
    """
    A chart of exponentially weighted moving averages, which finds small shifts sooner than Shewhart's charts.
    
    z = weight x + (1 - weight) z before, from the center on in each phase; the limits are exact from the first point on
    unless they are to be steady. `sizes` as in mean_range_chart, from whose ranges the standard deviation comes; if it
    is empty, values are single, and it comes from moving ranges. `options.width` and `rules` do not count. Source:
    Roberts (1959); Lucas and Saccucci (1990), "Exponentially weighted moving average control schemes", Technometrics
    32, equations 1 to 3.
    """
def follows_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The edges with their uncertainty, the most frequent first: from, to, count with its interval, and share, the
    probability that `to` comes after `from` (the end of the case is one of the things that may come), with its
    interval; by the bootstrap over sampling_units().
    """
def funnel(log: EventLog, steps: collections.abc.Sequence[str]) -> Funnel:
    """
    Follows every case along the steps. Throws ParameterError if there is none, or for one that the log does not have.
    """
def funnel_frame(log: EventLog, steps: collections.abc.Sequence[str], replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The stages with their uncertainty: step, cases, share (of all cases), share_of_first, share_of_previous and median_s
    (the time from the stage before), each with its interval, by the bootstrap over sampling_units().
    """
def handovers(log: EventLog) -> Handovers:
    """
    Counts the handovers; O(events). A log that knows no resources has none.
    """
def handovers_frame(log: EventLog, to_self: bool = True, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The handovers with their uncertainty, the most frequent first: from, to, count and share (of all that are listed),
    with their intervals, by the bootstrap over sampling_units(). Without `to_self`, those to another alone.
    """
def improvement_backlog(book: Book, outcome: Outcome, targets: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex], costs: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex], level_of_all: typing.SupportsFloat | typing.SupportsIndex, steps: collections.abc.Sequence[str] = [], adjust: collections.abc.Sequence[str] | None = None, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ImprovementBacklog:
    """
    What reaching targets would do to the total yield and to an outcome.
    
    The total yield is the share of visits at which no step failed, among those at which every step that was done was
    noted. The probability of the outcome with part of a visit's failures mended comes from the regression (see
    moments_of_truth) of the visit's last failed step, in which the earlier failures stand as covariates: one model
    speaks for a visit, so no effect is counted by two. Intervals are normal, over customers, and take the mended shares
    as given; steps that fail or are met too seldom to be judged can raise the yield, but are taken not to move the
    outcome.
    
    Without targets every step is brought to `level_of_all`; a step that is there already stays. Throws ParameterError
    for a step that is not there or is named twice, a share outside [0, 1] or a negative cost, and otherwise as
    moments_of_truth does.
    """
def individuals_chart(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], options: ChartOptions) -> ControlChart:
    """
    A chart of single values and their moving ranges (X-mR).
    
    The standard deviation is the mean moving range over d2(2). Throws RecordError that names the point if a value is
    not finite. Source: Shewhart (1931); Wheeler and Chambers (1992), "Understanding statistical process control".
    """
def key_figure_catalogue() -> Frame:
    """
    Every key figure that the library knows, by goal.
    """
def key_figures(book: Book, as_of: typing.SupportsInt | typing.SupportsIndex, window_days: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> KeyFigures:
    """
    The key figures of the window (as_of - window, as_of], those that the tables of the book allow.
    
    Nothing after `as_of` is looked at. Shares have Wilson's interval, means per customer Student's t, counts the exact
    Poisson interval of Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, and the value a
    normal one for a sum over a Poisson number of customers. Steps, complaints and ratings are taken as independent of
    one another, so the intervals of their shares are too narrow where a few customers give most of them. Throws
    ParameterError unless `as_of` is plausible (see is_plausible) and `window` from 1 microsecond to 36,500 days.
    """
def lifecycle_counts(book: Book, as_of: typing.SupportsInt | typing.SupportsIndex, rules: LifecycleRules = ..., step_days: typing.SupportsFloat | typing.SupportsIndex = 30.0, steps: typing.SupportsInt | typing.SupportsIndex = 12) -> LifecycleCounts:
    """
    Counts at `as_of`, and transitions over the `steps` steps before it.
    
    Throws ParameterError if `step` is not positive or `steps` is more than 10,000.
    """
def mean_deviation_chart(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], options: ChartOptions) -> ControlChart:
    """
    A chart of the means and standard deviations of samples (X-bar/S): as mean_range_chart, from the mean of s / c4.
    """
def mean_range_chart(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], options: ChartOptions) -> ControlChart:
    """
    A chart of the means and ranges of samples (X-bar/R).
    
    `values` holds the samples one after another, `sizes` how many values each has, at least 2. The standard deviation
    is the mean of range / d2(size), that of a range d3(size) times as much. Throws RecordError that names the sample.
    Source: Shewhart (1931); Burr (1969), "Control charts for measurements with varying sample sizes", Journal of
    Quality Technology 1.
    """
def merged(book: Book, merges: collections.abc.Mapping[typing.SupportsInt | typing.SupportsIndex | str, typing.SupportsInt | typing.SupportsIndex | str]) -> Merged:
    """
    Merges customer files. Every record of every table is kept, under the id that remains.
    
    Only in the table of customers do the rows of merged files become one, at the place of the first row of the id that
    remains. Each of its columns has the first value that is not missing: rows of the id that remains come first, then
    those of the others in the order of ids. But joined_at is the earliest; and of a column of consent (a flag named
    consent_...) a no outweighs every yes, so that no withdrawal is lost. In touches.staff_id an id is replaced
    as well if the table of customers lists it as staff or manager.
    
    Chains are followed: with a into b and b into c, a goes into c. Throws ParameterError for a customer who is not in
    the book, one who goes into two others, and circles; RecordError if a column of consent is no flag. The new book has
    the options of the old one; its intake report is that of the records as they now are.
    """
def moments_of_truth(book: Book, outcome: Outcome, steps: collections.abc.Sequence[str] = [], adjust: collections.abc.Sequence[str] | None = None, replicates: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> MomentsOfTruth:
    """
    Ranks steps by the effect of their failure on an outcome, by three views side by side.
    
    A visit fails at a step if any touch of it there missed its requirement, as in an Audit. Where nothing was noted the
    visit does not count for the step, and stands for others with an indicator of its own: unknown is never taken for
    met. Steps with fewer than 10 failures or 10 visits that met are listed without effect.
    
    Removal: visits are put into cells that agree in how every step before this one went (met, failed, unknown or not
    done). A failed visit is sent to where those of its cell go that met the step, as if the failure were removed from a
    chain that remembers the whole visit; cells with fewer than 5 of these are left out. Regression: logistic, with
    indicators of these steps, attributes, channel and month, and the number and recency of earlier visits; a normal
    prior of standard deviation 10 keeps coefficients finite; effects are standardized over the failed visits (Robins
    1986; Snowden, Rose and Mortimer 2011, American Journal of Epidemiology 173). Within customer: least squares with
    the same columns, failure being instrumented by its deviation from the customer's own earlier visits (Arellano and
    Bover 1995, Journal of Econometrics 68). This compares customers with themselves and, unlike means taken out over
    all visits, is not misled where a customer's last visit is the last because of its outcome; it assumes that a
    failure acts at its own visit only.
    
    Standard errors and ranks follow from what each customer contributes to each effect (influence functions; Huber
    1967): the intervals are normal and robust to dependence within customers, and a replicate of the bootstrap over
    customers is the effects plus the contributions times Poisson weights less 1, to first order the effects of the
    resampled customers.
    
    Views disagree about a step if both intervals exclude 0 on opposite sides (sign); if their difference is beyond
    chance at the level, corrected for the number of comparisons (size; Hausman 1978, Econometrica 46); or if one, with
    an interval that excludes 0, puts the step first with probability of at least 1/2, and the other of less than 1/20
    (rank).
    
    Throws RecordError if the book lacks what is needed; ParameterError for a step or attribute that is not there;
    FitError if no visit's outcome is known.
    """
def normal_interval(value: typing.SupportsFloat | typing.SupportsIndex, standard_error: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A value whose error is normal with the given standard deviation.
    
    Throws ParameterError if the standard error is negative, or unless 0 < level < 1.
    """
def np_chart(counts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], options: ChartOptions) -> ControlChart:
    """
    A chart of counts out of totals: p_chart times size.
    """
def outcome_named(text: str) -> Outcome:
    """
    The outcome that a text names: "returned within 90 days", "bought within 4 weeks", "complained within 36 hours".
    
    Complaints are not desired, the others are. Throws ParameterError, listing what there is, for any other text, and
    unless the time is positive and at most 100 years.
    """
def p_chart(counts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], options: ChartOptions) -> ControlChart:
    """
    A chart of shares, such as visits whose requirement was not met.
    
    Limits lie `width` standard deviations sqrt(p (1 - p) / size) from the share p of all calibration points together,
    cut off at 0 and 1. A size of 0 is a gap. Where the shares vary more or less than that at the 1 % level of the
    chi-square test, a warning says so. Throws RecordError that names the point unless 0 <= count <= size, both whole
    numbers. Source: Shewhart (1931); Montgomery, "Introduction to statistical quality control", chapter 7.
    """
def p_prime_chart(counts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], sizes: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], options: ChartOptions) -> ControlChart:
    """
    A chart of shares whose limits allow for variation from point to point beyond the binomial distribution.
    
    The standard deviation of the binomial distribution is multiplied by that of the standardized shares, estimated from
    their moving ranges. Source: Laney (2002), "Improved control charts for attributes", Quality Engineering 14.
    """
def parse_iso8601(text: str) -> tuple[int, int | None, bool] | None:
    """
    Reads an ISO 8601 date or date and time: "2026-06-30", "2026-06-30 14:05", "2026-06-30T14:05:09.25+08:00",
    "20260630". Nothing is guessed: any other text gives no value.
    """
def parse_xes(bytes: bytes, *, fill_defaults: bool = True, rule: str = 'keep') -> XesLog:
    """
    Reads the bytes of a file, plain or gzip; see read_xes.
    """
def parties(book: Book) -> Parties:
    """
    Counts the parties of a book by role.
    
    Parties are all customers of all tables and all who serve (staff_id of the touches); the same id is the same party,
    unless ids of customers are integers and those of staff texts, or the other way round. A role is never guessed: who
    has none in the table of customers is "(unstated)", whether serving or not. Each party is in one group.
    """
def paths_of_columns(path: Column, conversions: Column, values: Column = ..., nulls: Column = ..., separator: str = '>') -> PathTable:
    """
    Paths from columns: texts of steps such as "a > b > a", split at `separator`, blanks around a step left out.
    
    An empty text is the path without steps. `values` and `nulls` may be absent. Throws RecordError, naming the column,
    row and value, for a missing path, a step without name, or a count that is missing, negative or infinite.
    """
def paths_of_log(log: EventLog, converted: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> PathTable:
    """
    The paths of a log's cases; `converted` has a flag for each case (0 or 1, NaN where unknown: such a case is left
    out). The units are customers. Throws ParameterError unless there is a flag for each case.
    """
def performance(log: EventLog, calendar: Calendar | None = None) -> Performance:
    """
    Measures all edges and steps of a log, by the clock or in the working time of a calendar; O(events).
    """
def performance_frame(log: EventLog, calendar: Calendar | None = None, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The edges with their uncertainty, those that take most time in total first: from, to, count, mean_s, median_s,
    percentile_25_s, percentile_75_s, percentile_90_s and standard_deviation_s with their intervals, least_s, greatest_s
    and sum_s; in seconds, by the bootstrap over sampling_units().
    """
def problem_catalogue() -> Frame:
    """
    Every problem that the library looks for, in the order of the enumeration.
    """
def procedure(name: str) -> tuple[str, str, str, Frame, ServiceFlow, ServiceFlow]:
    """
    The procedure of that name; throws ParameterError that names the nearest there is.
    """
def procedure_names() -> list[str]:
    """
    The procedures that are ready: complaint_handling.
    
    The teaching text behind `complaint_handling` counts eight steps "from listening to review"; the six between are the
    usual ones. Who handles complaints in other steps names them: see flow_of.
    """
def quantile(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], probability: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    One sample quantile, as by quantiles().
    """
def quantiles(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> list[Estimate]:
    """
    Sample quantiles with distribution-free intervals, one for each of `probabilities`; O(n).
    
    The value is type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician
    50: linear between order statistics, the default of R and NumPy. The bounds are order statistics whose ranks are
    binomial quantiles, so the interval covers at least `level` for every continuous distribution (Hahn and Meeker 1991,
    section 5.2); where the sample is too small for a bound, it is infinite. The standard error is the width of the
    interval over that of a standard normal one (Woodruff 1952), NaN if a bound is infinite.
    
    An empty sample has the value NaN. Throws RecordError with its position if a value is NaN, and ParameterError for a
    probability outside [0, 1] or unless 0 < level < 1.
    """
def read_xes(path: os.PathLike | str | bytes, *, fill_defaults: bool = True, rule: str = 'keep') -> XesLog:
    """
    Reads a file, plain or gzip, whatever its name. Throws RecordError for what is not XES, naming line and column and
    what was expected, and for damaged gzip; ArchiveError if the file cannot be read.
    """
def removal_effects(paths: PathTable, order: typing.SupportsInt | typing.SupportsIndex = 1, collapse_repeats: bool = False, unit: str = 'row', replicates: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> RemovalEffects:
    """
    Removal effects by exact solution of linear equations, with bootstrap intervals and rank probabilities.
    
    All effects of a small chain come from its fundamental matrix N = (I - Q)^-1: with b the conversion probabilities,
    the conversions that avoid the states S number b_start - N_start,S N_SS^-1 b_S. (Kemeny and Snell 1960, "Finite
    Markov chains", chapter 3, for N; the formula follows from splitting paths at their last visit to S.) Larger chains
    are solved once for each step by sparse factors. Throws ParameterError if order is 0, FitError if no journey
    converts.
    """
def rework(log: EventLog) -> Rework:
    """
    Counts the repetitions of all steps; O(events).
    """
def rework_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The steps with their uncertainty, those that are repeated in most cases first: step, cases, reworked (cases in which
    it is repeated), share (of the cases that have it), repetitions, time_s (that the repetitions took; NaN where no end
    is known) and delay_s (mean time from the first to the last, over the reworked cases), each but cases with its
    interval, by the bootstrap over sampling_units().
    """
def rfm(history: PurchaseHistory, as_of: typing.SupportsInt | typing.SupportsIndex, groups: typing.SupportsInt | typing.SupportsIndex = 5) -> Rfm:
    """
    Scores the customers of a history at an instant.
    
    Throws ParameterError if `groups` is not from 2 to 100, or a purchase lies after `as_of`.
    """
@typing.overload
def run_length(chart: ShewhartParameters, shift: typing.SupportsFloat | typing.SupportsIndex = 0.0, runs: typing.SupportsInt | typing.SupportsIndex = 200000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, longest: typing.SupportsInt | typing.SupportsIndex = 1000000) -> Estimate:
    """
    Mean number of points until a chart alarms, the alarming one included, by simulation; Student's t interval.
    
    Without a shift it says how seldom alarms are false, with one how soon the shift is found. Every run has a random
    stream of its own, so the bits depend on the seed and the number of runs alone. With rule 1 only the exact value is
    1 / P(|z + shift| > width), 370.4 for a width of 3 and no shift. Throws FitError if a run reaches `longest`, since
    the mean is then unknown, and ParameterError for parameters outside their domain or without a rule.
    """
@typing.overload
def run_length(chart: EwmaParameters, shift: typing.SupportsFloat | typing.SupportsIndex = 0.0, runs: typing.SupportsInt | typing.SupportsIndex = 200000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, longest: typing.SupportsInt | typing.SupportsIndex = 1000000) -> Estimate:
    """
    Mean number of points until a chart alarms, the alarming one included, by simulation; Student's t interval.
    
    Without a shift it says how seldom alarms are false, with one how soon the shift is found. Every run has a random
    stream of its own, so the bits depend on the seed and the number of runs alone. With rule 1 only the exact value is
    1 / P(|z + shift| > width), 370.4 for a width of 3 and no shift. Throws FitError if a run reaches `longest`, since
    the mean is then unknown, and ParameterError for parameters outside their domain or without a rule.
    """
@typing.overload
def run_length(chart: CusumParameters, shift: typing.SupportsFloat | typing.SupportsIndex = 0.0, runs: typing.SupportsInt | typing.SupportsIndex = 200000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, longest: typing.SupportsInt | typing.SupportsIndex = 1000000) -> Estimate:
    """
    Mean number of points until a chart alarms, the alarming one included, by simulation; Student's t interval.
    
    Without a shift it says how seldom alarms are false, with one how soon the shift is found. Every run has a random
    stream of its own, so the bits depend on the seed and the number of runs alone. With rule 1 only the exact value is
    1 / P(|z + shift| > width), 370.4 for a width of 3 and no shift. Throws FitError if a run reaches `longest`, since
    the mean is then unknown, and ParameterError for parameters outside their domain or without a rule.
    """
def run_rules() -> Frame:
    """
    Every rule, in the order of the enumeration.
    """
def segments(book: Book, by: collections.abc.Sequence[str], as_of: typing.SupportsInt | typing.SupportsIndex = 9223372036854775807, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Segments:
    """
    Divides the customers known at an instant (see first_known) by attributes of the table of customers.
    
    Attributes may be texts, categories, flags and integers of at most 1,000 distinct values; without any attribute
    there is one segment. Each customer is in one segment: who is listed with different values of an attribute is taken
    by the first in the order of the values, and counted. Values are those of purchases up to the instant. Throws
    RecordError for an attribute that is not there or of another type, and ParameterError for one that is given twice.
    """
def set_threads(count: typing.SupportsInt | typing.SupportsIndex) -> None:
    """
    Sets the number of threads; 0 means the number of cores. No result depends on it.
    """
def sketch(log: EventLog, keep: typing.SupportsFloat | typing.SupportsIndex = 0.95, both_orders: typing.SupportsFloat | typing.SupportsIndex = 0.2, returns: typing.SupportsFloat | typing.SupportsIndex = 0.05, most_steps: typing.SupportsInt | typing.SupportsIndex = 200) -> ServiceFlow:
    """
    A first drawing of a flow from the main paths of a log, to be edited by hand.
    
    A plain rule, not a discovery algorithm. (1) The most frequent variants that together cover `keep` of the cases are
    kept. (2) Their steps are put in the order of the number of others that come before them, each counted by its share
    of the cases that have both; ties by name; then single steps are moved as long as fewer pairs of a case stand out of
    order (a local search for the ranking of Kemeny 1959). (3) From the first to the last, a step joins the one before
    it in a choice if no kept case has both of them; in a parallel part (of at most six) if of the kept cases that have
    both, the rarer order makes up `both_orders` or more. (4) Where `returns` of the kept cases come to a step again, a
    loop is put around all from it to the step right before its return; overlapping loops become one. (5) What a kept
    case, or a round of a loop, does without is optional. A log without cases gives a
    flow without steps. Throws ParameterError unless 0 < keep <= 1, 0 < both_orders <= 0.5 and 0 <= returns <= 1.
    """
def stages(book: Book, as_of: typing.SupportsInt | typing.SupportsIndex, rules: LifecycleRules = ...) -> Stages:
    """
    The stages of all customers known at `as_of`. Throws ParameterError for rules that make no sense.
    """
def standard_sources() -> Frame:
    """
    Where standards of service come from: customers, front line, industry, competitors, management.
    """
def stated_outcome(visit: Column, value: Column, name: str, desired: bool = True) -> Outcome:
    """
    An outcome that is stated for visits: true or false, or 0 and 1.
    """
def step_matrix(log: EventLog, positions: typing.SupportsInt | typing.SupportsIndex = 20) -> StepMatrix:
    """
    Counts the steps at the first `positions` events of all cases. Throws ParameterError unless 1 <= positions <= 1,000.
    """
def step_matrix_frame(log: EventLog, positions: typing.SupportsInt | typing.SupportsIndex = 20, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The cells with their uncertainty, in the order of position and, within it, the most frequent step first: position,
    step, ended, cases and share of all cases, with their intervals, by the bootstrap over sampling_units(). For each
    position, the cases that have ended before are a row of no step, marked by `ended`.
    """
def step_times_frame(log: EventLog, calendar: Calendar | None = None, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The steps of which an end is known, in the same columns: step instead of from and to.
    """
def steps_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The same as records: step, lane, touches, visits, met, unmet, not_known, met_share with both intervals, target,
    verdict, first_failures and their share, skipped, repeated, out_of_order.
    """
def student_t_interval(mean: typing.SupportsFloat | typing.SupportsIndex, standard_deviation: typing.SupportsFloat | typing.SupportsIndex, count: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The mean of `count` numbers with Student's t interval; `standard_deviation` is that of the sample (divisor count -
    1).
    
    One number has a mean but neither standard error nor interval (NaN), none has not even a mean. Throws ParameterError
    if count or standard_deviation is negative, or unless 0 < level < 1.
    """
def temporal_profile(log: EventLog) -> TemporalProfile:
    """
    Measures all pairs; O(events x steps of a case). A running sum for each earlier step of the case takes the place of
    the events themselves, so a case of n events does not take n^2 time.
    
    Throws RecordError if there are more than `most_temporal_pairs` different pairs, or if times are so long and so many
    that the sum of their squares may pass 2^127.
    """
def temporal_profile_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The pairs with their uncertainty, the most frequent first: from, to, count, mean_s and standard_deviation_s with
    their intervals, by the bootstrap over sampling_units().
    """
def threads() -> int:
    """
    Number of threads that computations use; at first the number of cores that this process may run on.
    """
def variants(log: EventLog) -> Variants:
    """
    Finds the variants; O(events) on average.
    """
def variants_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The variants with their uncertainty, the most frequent first: variant (the steps joined by " > "), steps (their
    number), cases with its interval, share with its interval, and cumulative_share; by the bootstrap over
    sampling_units().
    """
def wilson(successes: typing.SupportsInt | typing.SupportsIndex, trials: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A proportion with Wilson's score interval.
    
    The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
    ParameterError unless 0 <= successes <= trials and 0 < level < 1. Source: Wilson (1927); recommended by Newcombe
    (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, method 3.
    """
def write_xes(log: XesLog | Frame, path: os.PathLike | str | bytes) -> None:
    """
    Writes a log; if the name ends in ".gz", with gzip. The file is replaced whole or not at all.
    
    What is read again is the same: events, attributes, defaults, classifiers and extensions (but texts once written as
    ids are strings, and a column without values leaves no trace). Throws RecordError, naming column, row and value, for
    what XES cannot say: an attribute of a trace that differs between its events, a control character; ArchiveError if
    the file cannot be written.
    """
__version__: str = '0.1.0'
