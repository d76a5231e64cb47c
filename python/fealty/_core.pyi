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
        - touches, visits, met_share (of the steps where it is known), last_touch_days, channel (of the first touch with
        one);
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
class RatingSeries:
    """
    Summary of ratings: for each customer and item the answers in their order, one series after another.
    
    Series are sorted by customer and item; within a series the earlier rating comes first, and of two at the same time
    the one whose row comes first. Columns whose rows already stand so are viewed and not copied, where their layout
    allows. Two summaries add up: equal to that of the rows of the first and then of the second.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> RatingSeries:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> RatingSeries:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: RatingSeries) -> RatingSeries:
        ...
    def __init__(self, customer: Column, item: Column = ..., will: Column = ..., should: Column = ..., experience: Column = ..., at: Column = ...) -> None:
        """
        Throws RecordError, naming column, row and value, for columns of different lengths or wrong types, an infinite
        answer, a time that cannot be read, or if there is no column of answers.
        """
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
    def has_instants(self) -> bool:
        """
        Whether the times are instants; otherwise they are numbers that say the order.
        """
    @property
    def has_items(self) -> bool:
        """
        Whether the ratings say what was rated.
        """
    @property
    def has_times(self) -> bool:
        """
        Whether the ratings say when they were given.
        """
    @property
    def left_out(self) -> dict[str, int]:
        """
        Rows that no series has, by what they lack. An answer that is missing is no reason: the filter knows what to do.
        """
    @property
    def ratings(self) -> int:
        """
        Number of ratings in all series.
        """
class ExpectationTrack:
    """
    What one customer expected and got, visit by visit, and what they expect now.
    
    Intervals are those of the states at the estimated parameters. What the ratings do not tell is NaN.
    """
    def __len__(self) -> int:
        ...
    def frame(self) -> Frame:
        """
        One row per visit: visit, at, will_answer, should_answer, experience, and will, should, gap, will_smoothed,
        should_smoothed (each with _lower and _upper).
        """
    @property
    def customer(self) -> str:
        """
        as the records name them
        """
    @property
    def item(self) -> str:
        """
        empty if the ratings name none
        """
    @property
    def next_experience(self) -> Estimate:
        """
        what the next visit is to be like: an interval for the answer, not for its mean
        """
    @property
    def next_should(self) -> Estimate:
        """
        at the next visit
        """
    @property
    def next_will(self) -> Estimate:
        """
        at the next visit
        """
class ExpectationFilter:
    """
    What each customer expects, followed from rating to rating.
    
    One filter per customer and item, after Boulding, Kalra, Staelin and Zeithaml (1993); the model, and what was chosen
    in it, stands at ExpectationParameters. Ratings that come later are taken in one by one, each in constant time and
    without a new fit; customers who come new start from the population.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ExpectationFilter:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ExpectationFilter:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, series: RatingSeries, fixed: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex] = {}, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> None:
        """
        Fits the model to the ratings and filters them.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def expect(self, customers: Column | None = None, may_be_new: bool = False) -> Frame:
        """
        What each customer expects now: customer_id, item (if there are items), visits, last_at (if there are times),
        will, should, last_gap, next_experience, each of these four with _lower and _upper. A row per customer and item.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper, status.
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
    def track(self, customer: typing.SupportsInt | typing.SupportsIndex | str, item: typing.SupportsInt | typing.SupportsIndex | str | None = None) -> ExpectationTrack:
        """
        What one customer expected and got. The item may be left out if the customer has rated but one. Throws
        ParameterError for a customer without ratings, with the nearest name.
        """
    def update(self, customer: typing.SupportsInt | typing.SupportsIndex | str, item: typing.SupportsInt | typing.SupportsIndex | str | None = None, will: typing.SupportsFloat | typing.SupportsIndex | None = None, should: typing.SupportsFloat | typing.SupportsIndex | None = None, experience: typing.SupportsFloat | typing.SupportsIndex | None = None, at: typing.SupportsInt | typing.SupportsIndex | None = None) -> None:
        """
        Takes in one more rating. Throws ParameterError for an item that no rating named, RecordError for an answer that
        is not finite, an answer to a question that the model was not fitted to, or a time before the customer's last
        rating.
        """
    def visits(self) -> Frame:
        """
        One row per rating that it was made from, by customer, item and time: customer_id, item, at, will, should and gap,
        each of these three with _lower and _upper, given all answers up to the visit but for its experience.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def estimates(self) -> dict[str, Estimate]:
        """
        NaN for what is not known
        """
    @property
    def has_instants(self) -> bool:
        """
        Whether the times are instants; otherwise they are numbers that say the order.
        """
    @property
    def has_items(self) -> bool:
        """
        Whether the ratings say what was rated.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps
        """
    @property
    def left_out(self) -> int:
        """
        Rows that no series has, by what they lack. An answer that is missing is no reason: the filter knows what to do.
        """
    @property
    def log_likelihood(self) -> float:
        """
        Of the ratings that it was made from.
        """
    @property
    def parameters(self) -> dict[str, float]:
        """
        as the filter uses them; what is not known has no influence
        """
    @property
    def ratings(self) -> int:
        """
        with an answer
        """
    @property
    def repeats(self) -> int:
        """
        ratings that are not the first of their series
        """
    @property
    def series(self) -> int:
        """
        of customers and items with an answer
        """
    @property
    def updates(self) -> int:
        """
        Ratings that were taken in after it was made.
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
class Survey:
    """
    What respondents expected and experienced, item by item: a row per filled-in questionnaire.
    """
    def __len__(self) -> int:
        ...
    def ends(self) -> tuple[float, float]:
        """
        The least and the greatest answer to either side; NaN if there is none.
        """
    def take(self, rows: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Survey:
        """
        The rows of ascending numbers, copied.
        """
    @property
    def items(self) -> list[str]:
        """
        The names of the items.
        """
class RatedSurvey:
    """
    The ratings of a book as a survey.
    """
    @property
    def first_row(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        of each questionnaire, among the ratings of the book
        """
    @property
    def survey(self) -> Survey:
        """
        a row for each customer and visit
        """
    @property
    def without_customer(self) -> int:
        """
        ratings left out, for nobody noted whose they are
        """
class GapFigure:
    """
    What an item, a dimension or the whole survey says. What cannot be estimated, or was not asked, is NaN.
    """
    @property
    def adequacy(self) -> Estimate:
        """
        mean of experience less the adequate level (measure of service adequacy)
        """
    @property
    def effect_size(self) -> Estimate:
        """
        mean over standard deviation of the gap (Cohen's d of paired differences)
        """
    @property
    def exceeded_share(self) -> Estimate:
        """
        share for which it was more
        """
    @property
    def expectation(self) -> Estimate:
        """
        mean
        """
    @property
    def experience(self) -> Estimate:
        """
        mean; over all items it is SERVPERF (Cronin and Taylor 1992)
        """
    @property
    def gap(self) -> Estimate:
        """
        Mean of experience less expectation. The interval is simultaneous: with probability `level` it holds for all items
        at once, or for all dimensions; see analyze_gaps.
        """
    @property
    def importance(self) -> Estimate:
        """
        mean
        """
    @property
    def met_share(self) -> Estimate:
        """
        share for which it was equal
        """
    @property
    def name(self) -> str:
        """
        of the item or dimension; "overall"
        """
    @property
    def p_value(self) -> float:
        """
        that no gap of the family is further from 0, were there none; adjusted by max-t
        """
    @property
    def reliability_gap(self) -> Estimate:
        """
        the same of the gap
        """
    @property
    def respondents(self) -> int:
        """
        questionnaires with both expectation and experience
        """
    @property
    def short_share(self) -> Estimate:
        """
        share of answers for which experience fell short of expectation
        """
    @property
    def t(self) -> float:
        """
        the gap over its standard error
        """
    @property
    def weighted_gap(self) -> Estimate:
        """
        each respondent's gaps weighted by what is important to them; of dimensions, overall
        """
    @property
    def within_share(self) -> Estimate:
        """
        share of answers whose experience lies within the respondent's own zone
        """
    @property
    def zone_position(self) -> Estimate:
        """
        0 at the adequate level, 1 at the expected one: the zone of tolerance lies between
        """
class GapAnalysis:
    """
    The gaps between what was expected and what was experienced.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> GapAnalysis:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> GapAnalysis:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def dimensions_frame(self) -> Frame:
        """
        One row per dimension: dimension, items, respondents, then each figure with _lower and _upper.
        """
    def items_frame(self) -> Frame:
        """
        One row per item: item, dimension, respondents, then each figure with _lower and _upper.
        """
    def overall_frame(self) -> Frame:
        """
        One row: respondents, then each figure with _lower and _upper.
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
    def draws(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        Gaps of items, then dimensions, then overall in each replicate of the bootstrap: a row per replicate.
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def overall(self) -> GapFigure:
        """
        of all items together
        """
    @property
    def questionnaires(self) -> int:
        """
        rows of the survey
        """
    @property
    def respondents(self) -> int:
        """
        who filled them in
        """
    @property
    def warnings(self) -> list[str]:
        """
        what to be careful about
        """
class GapComparison:
    """
    The gaps of two groups of respondents against each other.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> GapComparison:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> GapComparison:
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
        One row per name: name, kind, difference (with _lower and _upper), p_value, effect_size.
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
    def level(self) -> float:
        """
        of the intervals
        """
class SlopeTest:
    """
    A regression of the outcome against another that says less.
    """
    @property
    def degrees_of_freedom(self) -> int:
        """
        of the residuals
        """
    @property
    def f(self) -> float:
        """
        F statistic
        """
    @property
    def p_value(self) -> float:
        """
        upper tail of F
        """
    @property
    def restrictions(self) -> int:
        """
        numerator degrees of freedom
        """
class FreeSlopes:
    """
    Whether experience less expectation is a fair summary of the two.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> FreeSlopes:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> FreeSlopes:
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
        One row per model: model (gap, experience, free), r_squared (with _lower and _upper), f, p_value of the test
        against free slopes.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def slopes(self) -> Frame:
        """
        One row per score: score, expectation, experience (each with _lower and _upper).
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def experience(self) -> SlopeTest:
        """
        experience against free slopes: does expectation add anything?
        """
    @property
    def gap(self) -> SlopeTest:
        """
        gaps against free slopes: are slopes equal and opposite?
        """
    @property
    def lost(self) -> Estimate:
        """
        r2_free less r2_gap: what is lost by taking the difference
        """
    @property
    def r2_experience(self) -> Estimate:
        """
        that experience alone explains
        """
    @property
    def r2_free(self) -> Estimate:
        """
        that both explain, each with a slope of its own
        """
    @property
    def r2_gap(self) -> Estimate:
        """
        share of the outcome's variance that the gaps explain
        """
    @property
    def respondents(self) -> int:
        """
        questionnaires with all scores and the outcome
        """
    @property
    def warning(self) -> str:
        """
        empty if the gap score is justified
        """
class AsymmetricResponse:
    """
    How an outcome answers to falling short and to exceeding, apart.
    """
    @property
    def difference(self) -> Estimate:
        """
        negative less positive: above 0 where falling short hurts more
        """
    @property
    def negative(self) -> Estimate:
        """
        slope on the part of the gap below 0
        """
    @property
    def positive(self) -> Estimate:
        """
        slope on the part above 0
        """
    @property
    def ratio(self) -> Estimate:
        """
        Negative over positive. Where the slope on exceeding may be 0 the ratio has no upper bound, which is then
        infinite.
        """
class Asymmetry:
    """
    The asymmetric responses of items, of dimensions and of the whole.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Asymmetry:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Asymmetry:
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
        One row each: name, kind, respondents, negative, positive, difference, ratio (each with _lower and _upper).
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
    def draws(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        slopes of the whole in each replicate: negative, positive
        """
    @property
    def overall(self) -> AsymmetricResponse:
        """
        of the whole survey
        """
class KanoTable:
    """
    The evaluation table: which category the two answers to an item, each from 1 to 5, make.
    
    1: I like it that way; 2: it must be that way; 3: I am neutral; 4: I can live with it that way; 5: I dislike it that
    way. The functional question asks about the quality's presence, the dysfunctional one about its absence.
    """
    @staticmethod
    def named(name: str) -> KanoTable:
        """
        "classic": QAAAO RIIIM RIIIM RIIIM RRRRQ (Berger and others 1993, "Kano's methods for understanding
        customer-defined quality", Center for Quality Management Journal 2; Matzler and Hinterhuber 1998, Technovation
        18). "pouliot": the same, but who answers must-be twice, or live with twice, contradicts himself (Pouliot, in
        Berger and others 1993). Throws ParameterError for another name.
        """
    def __init__(self, rows: collections.abc.Sequence[str]) -> None:
        """
        Five rows of five letters, a row for each answer to the functional question and a letter for each to the
        dysfunctional one. Throws ParameterError that names the row for another shape or letter.
        """
    def rows(self) -> list[str]:
        """
        Five rows of five letters, as the constructor takes them.
        """
class Kano:
    """
    What the items of a Kano survey are to customers, each with its uncertainty.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Kano:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Kano:
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
    def categories(self) -> Frame:
        """
        One row per item and category: item, category, count, share, probability.
        """
    def frame(self) -> Frame:
        """
        One row per item: item, answered, missing, the counts M, O, A, I, R, Q, category, its probability, better and
        worse (each with _lower and _upper), difference, critical, is_significant, category_strength, total_strength.
        """
    def must_be(self, at_least: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> Frame:
        """
        Items that are must-be with at least the given probability, the surest first: item, probability. Throws
        ParameterError unless it is between 0 and 1.
        """
    def plane(self) -> Frame:
        """
        One row per item: item, better, worse, better_standard_error, worse_standard_error, correlation, and the quadrant:
        the category of the corner of the plane in which the item lies, the lines being at 0.5 and -0.5.
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
    def level(self) -> float:
        """
        of intervals and regions
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap
        """
    @property
    def respondents(self) -> int:
        """
        rows of the survey
        """
    @property
    def table(self) -> KanoTable:
        """
        by which answers were evaluated
        """
class ImportancePerformance:
    """
    The grid of importance against performance.
    
    Source: Martilla and James (1977), "Importance-performance analysis", Journal of Marketing 41.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ImportancePerformance:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ImportancePerformance:
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
        One row per item: item, importance, performance (each with _lower and _upper), quadrant, its probability, and with
        an outcome derived (with _lower and _upper), derived_quadrant and disagreement.
        """
    def probabilities(self) -> Frame:
        """
        One row per item and quadrant: item, quadrant, probability.
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
    def warnings(self) -> Frame:
        """
        Items whose stated and derived importance disagree with a probability of at least the level, the surest first:
        item, stated, derived, probability, meaning. What is called important but moves the outcome little is a basic
        factor, what is not called important but moves it is an excitement factor. Source: Vavra (1997), "Improving your
        measurement of customer satisfaction", chapter 12.
        """
    @property
    def crosshair_importance(self) -> Estimate:
        """
        likewise
        """
    @property
    def crosshair_performance(self) -> Estimate:
        """
        a crosshair that is given has neither error nor interval
        """
    @property
    def derived_line(self) -> Estimate:
        """
        the mean of derived importances; their median with a crosshair of `median`
        """
    @property
    def has_outcome(self) -> bool:
        """
        whether derived importance was asked for
        """
    @property
    def level(self) -> float:
        """
        of all intervals, and of warnings
        """
    @property
    def outcome_missing(self) -> int:
        """
        respondents without outcome; 0 where none was asked for
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap
        """
    @property
    def respondents(self) -> int:
        """
        rows of the survey
        """
    @property
    def stated_derived(self) -> Estimate:
        """
        correlation over items of stated with derived importance
        """
class SatisfactionScore:
    """
    A score made of the counts of answers to one question: of all respondents, and of groups of them.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> SatisfactionScore:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> SatisfactionScore:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def counts(self) -> Frame:
        """
        One row per group and answer: group, answer, count, share.
        """
    def difference(self, first: str, second: str) -> Estimate:
        """
        The score of the first group less that of the second, as if they were independent; the interval is made of the
        two groups' own (MOVER; Zou and Donner 2008, "Construction of confidence limits about effect measures", Statistics
        in Medicine 27; for shares with Wilson's intervals it is method 10 of Newcombe 1998). Throws ParameterError if
        there is no such group.
        """
    def frame(self) -> Frame:
        """
        One row for all respondents and one per group: group, answered, missing, score (with _lower and _upper),
        favorable, neutral, unfavorable.
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
    def answered(self) -> int:
        ...
    @property
    def favorable_from(self) -> float:
        """
        answers from here on are favorable
        """
    @property
    def level(self) -> float:
        """
        of all intervals
        """
    @property
    def missing(self) -> int:
        ...
    @property
    def score(self) -> Estimate:
        """
        of all who answered; its interval is said by who made it
        """
    @property
    def unfavorable_to(self) -> float:
        """
        answers up to here are unfavorable; those between are neutral
        """
    @property
    def ungrouped(self) -> int:
        """
        rows without group: they count among all only
        """
class BusinessDefinition:
    """
    What a business is, by whom it serves, what it serves them with, and how: a set of fields.
    
    Source: Abell (1980), "Defining the business: the starting point of strategic planning": customer groups, customer
    functions, alternative technologies.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> BusinessDefinition:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BusinessDefinition:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def of_columns(who: Column, what: Column, how: Column) -> BusinessDefinition:
        """
        From columns of texts. Throws RecordError, naming column and row, for a part that is missing or empty, and
        ParameterError if there is no row.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per field: who, what, how.
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
class BusinessOverlap:
    """
    How far two businesses are the same. Each figure is the coefficient of Jaccard (1901): what both have over what
    either has, from 0 to 1.
    
    Definitions are stated, not sampled: the figures have no error.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> BusinessOverlap:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BusinessOverlap:
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
        One row per field of either: who, what, how, held_by ("both", "first", "second").
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
    def fields(self) -> float:
        """
        of the triples: how far they compete head to head
        """
    @property
    def how(self) -> float:
        """
        of the ways alone
        """
    @property
    def what(self) -> float:
        """
        of the needs alone
        """
    @property
    def who(self) -> float:
        """
        of the customer groups alone
        """
class Halo:
    """
    The halo-weighted aggregate over customers.
    
    Mean, minimum and aggregate are taken of each customer's scores and then over the customers, with Student's t
    intervals: the customers are the sample.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Halo:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Halo:
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
        One row per touchpoint: touchpoint, scores, mean and weakest (each with _lower and _upper).
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
    def alpha(self) -> float:
        """
        weight of the weakest touchpoint
        """
    @property
    def customers(self) -> int:
        """
        with at least one score
        """
    @property
    def mean(self) -> Estimate:
        """
        of a customer's scores
        """
    @property
    def minimum(self) -> Estimate:
        """
        of a customer's scores
        """
    @property
    def unscored(self) -> int:
        """
        without any score, and left out
        """
    @property
    def value(self) -> Estimate:
        """
        the aggregate (1 - alpha) mean + alpha min
        """
class HaloFit:
    """
    How much the weakest touchpoint weighs in what customers say of the whole.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> HaloFit:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> HaloFit:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
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
    def alpha(self) -> Estimate:
        """
        weight of the weakest touchpoint
        """
    @property
    def customers(self) -> int:
        """
        with an outcome and at least one score
        """
    @property
    def r_squared(self) -> float:
        """
        share of the variance of the outcome that the aggregate explains
        """
    @property
    def slope(self) -> Estimate:
        """
        of the outcome, for a point of the aggregate
        """
class SatisfactionLayers:
    """
    Satisfaction in layers that rest upon each other: material, spirit, social in the teaching text.
    
    The customers are the sample: the index is taken of each customer and then over the customers, with Student's t
    intervals. Only customers with a score in every layer enter, for a cap that is not known cannot be applied. Scores
    of all layers must be on one scale. The cap is the teaching text's rule, after the hierarchy of Maslow (1943), "A
    theory of human motivation", Psychological Review 50; whether needs are ordered so strictly is disputed (Wahba and
    Bridwell 1976), which is why the index without the cap stands beside it.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> SatisfactionLayers:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> SatisfactionLayers:
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
        One row per layer, from the bottom up: layer, weight, score, counted, capped (each with _lower and _upper).
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
        with a score in every layer
        """
    @property
    def held_back(self) -> Estimate:
        """
        how much the cap takes: uncapped less index, never negative
        """
    @property
    def incomplete(self) -> int:
        """
        left out
        """
    @property
    def index(self) -> Estimate:
        """
        weighted mean of what counts
        """
    @property
    def uncapped(self) -> Estimate:
        """
        weighted mean of the scores as they are
        """
class WeightedGap:
    """
    Gaps of a few needs, weighted.
    
    The customers are the sample, and only those with every answer enter. Where weights come from answers about
    importance, the weight of a need is its mean importance over that of all, and its error enters every figure by the
    delta method. Intervals are Student's t.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> WeightedGap:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> WeightedGap:
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
        One row per need: need, weight, expectation, experience, gap, weighted (each with _lower and _upper).
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
        with every answer
        """
    @property
    def expectation(self) -> Estimate:
        """
        sum of weight times mean expectation
        """
    @property
    def experience(self) -> Estimate:
        """
        sum of weight times mean experience: the score of the service
        """
    @property
    def gap(self) -> Estimate:
        """
        sum of the weighted gaps
        """
    @property
    def incomplete(self) -> int:
        """
        left out
        """
class AnswerScale:
    """
    The ends of a scale of answers.
    """
    def __init__(self, lowest: typing.SupportsFloat | typing.SupportsIndex, highest: typing.SupportsFloat | typing.SupportsIndex) -> None:
        """
        Throws ParameterError unless both are finite and `lowest` is below `highest`.
        """
    @property
    def highest(self) -> float:
        """
        The ends of a scale of answers.
        """
    @property
    def lowest(self) -> float:
        """
        The ends of a scale of answers.
        """
class MotivePriorities:
    """
    Motives by priority.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> MotivePriorities:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> MotivePriorities:
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
        One row per motive, by rank: motive, rank, answers, importance, satisfaction, priority (each with _lower and
        _upper), strategy.
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
        rows
        """
class UnmetNeeds:
    """
    Unmet needs with their sources.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> UnmetNeeds:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> UnmetNeeds:
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
        One row per need, by rank: need, rank, mentions, share, opportunities, threats, importance, satisfaction,
        priority, opportunity (shares and scores with _lower and _upper).
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def silent_channels(self) -> list[str]:
        """
        The channels by which nothing was found.
        """
    def sources(self) -> Frame:
        """
        One row per need and a column of mentions for each channel.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def mentions(self) -> int:
        """
        of all needs
        """
class ServiceGapCanvas:
    """
    A sheet in four slots: what customers need, what we serve of it, the strategies that bridge the gap between, and
    what competitors serve.
    
    Needs are matched by their names.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ServiceGapCanvas:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ServiceGapCanvas:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, them: collections.abc.Sequence[str] = [], us: collections.abc.Sequence[str] = [], strategies: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]] = [], competitors: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]] = []) -> None:
        """
        Throws ParameterError, naming the slot, for a name that is empty or stands twice in its slot or list.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def empty_slots(self) -> list[str]:
        """
        The slots in which nothing stands: "us", "them", "strategies", "competitors".
        """
    def frame(self) -> Frame:
        """
        One row per need of customers: need, served (by us), strategies and competitors (by name, separated by "; "),
        matched.
        """
    def lost_to_competitors(self) -> list[str]:
        """
        Those of the unmatched needs that a competitor serves: what customers may leave for.
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
    def unasked(self) -> list[str]:
        """
        What we serve, or a strategy is to serve, though it is among no needs of customers.
        """
    def unmatched(self) -> list[str]:
        """
        Needs of customers that neither we serve nor a strategy is to serve.
        """
    @property
    def competitors(self) -> list[tuple[str, list[str]]]:
        """
        A competitor, and the needs that it serves.
        """
    @property
    def completeness(self) -> float:
        """
        Share of the four slots that something stands in.
        """
    @property
    def strategies(self) -> list[tuple[str, list[str]]]:
        """
        A strategy that is to close the gap between what customers need and what is offered.
        """
    @property
    def them(self) -> list[str]:
        """
        what customers need
        """
    @property
    def us(self) -> list[str]:
        """
        needs that we serve
        """
class Pooled:
    """
    Several estimates of one figure, pooled by their precision, and how far they disagree.
    
    The sources must be independent and on one scale. With weights w = 1 / standard error^2:
    
    - `mean` is the precision-weighted mean sum(w y) / sum(w), with a normal interval: right if all sources measure the
      same.
    - Cochran's Q = sum(w (y - mean)^2) tests that, against chi-square with k - 1 degrees of freedom (Cochran 1954, "The
      combination of estimates from different experiments", Biometrics 10); I^2 = max(0, (Q - k + 1) / Q) is the share
      of the variation that is not chance (Higgins and Thompson 2002, Statistics in Medicine 21).
    - `tau_squared` is the variance between the sources, by moments: max(0, (Q - k + 1) / (sum(w) - sum(w^2) / sum(w)))
      (DerSimonian and Laird 1986, "Meta-analysis in clinical trials", Controlled Clinical Trials 7). Its interval, and
      that of I^2, comes from the profile of Q (Viechtbauer 2007, Statistics in Medicine 26).
    - `random` is the mean with weights 1 / (standard error^2 + tau^2) and the interval of Hartung and Knapp (2001),
      Statistics in Medicine 20: Student's t with k - 1 degrees of freedom and the variance sum(w (y - random)^2) / ((k
      - 1) sum(w)). In the modified form, that variance is never less than 1 / sum(w), so that a few sources that happen
      to agree do not give an interval of no width (Knapp and Hartung 2003; recommended for few sources by Röver, Knapp
      and Friede 2015, BMC Medical Research Methodology 15).
    
    The deviation of a source is its deleted residual (Viechtbauer and Cheung 2010, "Outlier and influence diagnostics
    for meta-analysis", Research Synthesis Methods 1). One source far off makes precise others deviate too, so the ones
    that are `apart` are found one at a time: as long as Q rejects at 1 - level, the source of the largest residual is
    set apart and the rest is tested again; two that disagree are both apart, for nothing tells which is off.
    
    One source alone has a mean; what tells of disagreement is then NaN.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Pooled:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Pooled:
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
        One row per source: source, value, standard_error, lower, upper, weight, random_weight, deviation (with _lower and
        _upper), p_value, apart.
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
    def degrees(self) -> float:
        """
        of freedom of Q: sources less one
        """
    @property
    def i_squared(self) -> Estimate:
        """
        share of the variation that is not chance; no standard error
        """
    @property
    def mean(self) -> Estimate:
        """
        precision-weighted
        """
    @property
    def modified(self) -> bool:
        """
        whether the interval of `random` is the modified one
        """
    @property
    def p_value(self) -> float:
        """
        of Q under agreement
        """
    @property
    def q(self) -> float:
        """
        Cochran's Q
        """
    @property
    def random(self) -> Estimate:
        """
        random effects
        """
    @property
    def tau_squared(self) -> Estimate:
        """
        variance between the sources; no standard error
        """
class TrustRule:
    """
    How trust moves with what is experienced: slow to win, quick to lose. The usual rates are our choice; no source
    gives figures.
    """
    def __init__(self, up: typing.SupportsFloat | typing.SupportsIndex = 0.1, down: typing.SupportsFloat | typing.SupportsIndex = 0.4, scale: typing.SupportsFloat | typing.SupportsIndex = 1.0, initial: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> None:
        """
        Throws ParameterError unless 0 < up < down < 1, scale > 0 and finite, and initial is in (0, 1].
        """
    @property
    def down(self) -> float:
        """
        share of the trust that a full disappointment costs, below 1
        """
    @property
    def initial(self) -> float:
        """
        trust before the first experience, in (0, 1]
        """
    @property
    def scale(self) -> float:
        """
        the gap that counts in full, in points of the answers' scale; a larger one counts no more
        """
    @property
    def up(self) -> float:
        """
        what an expectation fully exceeded adds, in units of trust (1 - trust); below `down`
        """
class TrustPaths:
    """
    Trust over the experiences of many customers.
    
    The trust of each customer follows from the rule without error; what is estimated is its mean over the customers,
    who are the sample (Student's t intervals).
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> TrustPaths:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> TrustPaths:
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
    def course(self) -> Frame:
        """
        Mean trust after the first, second ... experience, of the customers who had as many: experience, customers, trust
        (with _lower and _upper). Later rows are about fewer customers, those who came back.
        """
    def customers_frame(self) -> Frame:
        """
        One row per customer: customer_id, experiences, trust (the last), lowest.
        """
    def frame(self) -> Frame:
        """
        One row for each row that came in, in that order: customer_id, experience, gap, trust.
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
    def mean(self) -> Estimate:
        """
        of the customers' last trust
        """
    @property
    def missing(self) -> int:
        """
        rows without a gap, which change nothing
        """
    @property
    def rule(self) -> TrustRule:
        """
        by which it was followed
        """
class Drivers:
    """
    What drives an outcome: the share of each driver in what all explain of it.
    
    The contribution of a driver is what it adds to R-squared when it is taken after others, averaged over all orders
    (Shapley value, LMG): correlated drivers divide what they explain together, and contributions add up to R-squared.
    Intervals are percentiles of a bootstrap over respondents. A contribution is never below 0, so that the interval of
    a driver without effect lies a little above it. What drives is what goes along with the outcome in these answers;
    whether changing it would change the outcome is another question.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Drivers:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Drivers:
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
        One row per driver, by rank: driver, rank, then contribution, share, coefficient and correlation, each with _lower
        and _upper, then inflation and probability_first.
        """
    def ranks(self) -> Frame:
        """
        One row per driver and rank: driver, rank, probability.
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
    def warnings(self) -> Frame:
        """
        One row per warning: concern, driver, message.
        """
    @property
    def adjusted_r_squared(self) -> float:
        """
        for the number of drivers; NaN where there are too few respondents
        """
    @property
    def missing(self) -> str:
        """
        what was done where answers are missing
        """
    @property
    def outcome(self) -> str:
        """
        name of what is explained
        """
    @property
    def r_squared(self) -> Estimate:
        """
        of the regression with all drivers
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap
        """
    @property
    def respondents(self) -> int:
        """
        rows of the answers; those who answered everything, if only they count
        """
class MeanCovariance:
    """
    Means and covariances of items.
    """
    def correlation(self) -> Frame:
        """
        Correlations: covariances over the standard deviations of all who answered each item, which, where answers are
        missing, are not those of the pair alone; NaN where an item is constant.
        """
    def counts(self) -> Frame:
        """
        respondents behind each covariance; on the diagonal, behind each mean
        """
    def covariance(self) -> Frame:
        """
        One row and one column per item, of covariances, correlations or counts; the first column, item, has the names.
        """
    def frame(self) -> Frame:
        """
        One row per item: item, mean, standard_deviation, answered.
        """
class Moments:
    """
    The moments of a survey: how many answered each pair of items, the sums of their answers and of the products.
    
    A Summary: built in one pass, bounded in size, added by `+=`, and independent of the order of rows: exact, for
    answers that are whole numbers, as those on a Likert scale are, as long as sums stay below 2^53. Sums of other
    numbers are taken from a value in their midst, so that no digits are lost where they vary little about a large mean.
    It also keeps the moments of each pattern of missing answers, as long as there are at most `most_patterns` of them,
    which is what full information needs.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Moments:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Moments:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __copy__(self) -> Moments:
        ...
    def __eq__(self, other: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: Moments) -> Moments:
        """
        Adds the respondents of another survey of the same items. Throws ParameterError if the items differ.
        """
    def __init__(self, answers: Frame, least: typing.SupportsFloat | typing.SupportsIndex | None = None, greatest: typing.SupportsFloat | typing.SupportsIndex | None = None) -> None:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def estimate(self, missing: str = 'pairwise') -> MeanCovariance:
        """
        Means and covariances, with missing answers dealt with as said; NaN where too few respondents answered. Throws
        FitError for full information where there are more patterns of missing answers than are kept, or where its
        iteration does not end (Little and Rubin 2002, "Statistical analysis with missing data", section 11.2: the EM
        algorithm).
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
    def complete(self) -> int:
        """
        Respondents who left nothing out.
        """
    @property
    def names(self) -> list[str]:
        """
        Names of the items.
        """
    @property
    def respondents(self) -> int:
        """
        Number of respondents, whatever they left out.
        """
class Reliability:
    """
    How well items measure one thing together.
    
    Intervals are percentiles of a bootstrap over respondents. Items that vary are all that count: the others are left
    out and named in a warning.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Reliability:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Reliability:
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
        One row per item: item, answered, mean, standard_deviation, then item_rest, alpha_if_dropped, gain_if_dropped and
        loading, each with _lower and _upper.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def summary(self) -> Frame:
        """
        One row per figure of all items together: figure, value, lower, upper.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings(self) -> Frame:
        """
        One row per warning: concern, item, message.
        """
    @property
    def alpha(self) -> Estimate:
        """
        Cronbach's
        """
    @property
    def alpha_feldt(self) -> Estimate:
        """
        Cronbach's, with Feldt's interval; NaN where answers are missing and used
        """
    @property
    def mean_correlation(self) -> Estimate:
        """
        between two items
        """
    @property
    def missing(self) -> str:
        """
        what was done where answers are missing
        """
    @property
    def omega(self) -> Estimate:
        """
        McDonald's (total), of one factor by MINRES
        """
    @property
    def replicates(self) -> int:
        """
        of the bootstrap
        """
    @property
    def respondents(self) -> int:
        """
        rows of the answers; those who answered every item, if only they count
        """
    @property
    def standardized_alpha(self) -> Estimate:
        """
        Cronbach's of the items divided by their standard deviations
        """
class Lever:
    """
    Something that can be done about one item, to a degree that money decides.
    """
    @property
    def divisible(self) -> bool:
        """
        whether it can be stopped between two points, from (0, 0) on
        """
    @property
    def fixed_cost(self) -> float:
        """
        to be paid once if the lever is moved at all
        """
    @property
    def item(self) -> str:
        """
        that it acts on
        """
    @property
    def kind(self) -> str:
        """
        what it changes
        """
    @property
    def name(self) -> str:
        """
        by which the plan speaks of it, distinct from those of other levers
        """
    @property
    def points(self) -> list[tuple[float, float]]:
        """
        of the cost curve, in ascending order of cost, without the point (0, 0)
        """
class ClosingPlan:
    """
    Which levers to move, and how far, so that gaps are closed where it helps the outcome most.
    
    An item's response (see GapResponse) weighs as its share of the importance; the value of a plan is the sum of all
    items' weighted responses after it less that before it, in units of the outcome.
    
    A must-be item (Kano 1984) may not stay below its floor, a least experience, if the budget can prevent it: of all
    plans within the budget, those that leave the fewest floors missed come first, and of these the one of the greatest
    value is taken. It does not matter how important customers say the item is, nor what they expect: what goes without
    saying is not named, and resetting the promise does not replace it. The search does this by a penalty on every
    missed floor of 1 more than all values can differ by, so that no value outweighs a floor. Penalties are no part of
    the values that are reported.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ClosingPlan:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ClosingPlan:
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
    def closing(self) -> Frame:
        """
        The least-cost mix of levers that closes each gap, by raising the experience or by resetting the promise: item,
        gap, closing_cost, closing_levers. A gap is closed when the expectation less the tolerance is met.
        """
    def curve(self) -> Frame:
        """
        One row per tenth of the budget up to twice: share, budget, cost, value (with _lower and _upper), gain, changes.
        """
    def frame(self) -> Frame:
        """
        One row per lever: lever, item, kind, chosen, level, cost, effect, value (with _lower and _upper), share_of_draws.
        """
    def items(self) -> Frame:
        """
        One row per item: item, importance, gap and gap_after (each with _lower and _upper), value and open (likewise),
        expectation, expectation_after, experience, experience_after, tolerance_after, spread_after, floor, below_floor.
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
    def warnings(self) -> Frame:
        """
        One row per warning: kind, subject, message.
        """
    @property
    def budget(self) -> float:
        """
        at most to be spent
        """
    @property
    def cost(self) -> float:
        """
        of the levers of the plan
        """
    @property
    def draws(self) -> int:
        """
        of gaps and slopes; 0: all is taken as known
        """
    @property
    def draws_gap(self) -> float:
        """
        the same for the plans of the draws, the largest; NaN without
        """
    @property
    def expected_best(self) -> float:
        """
        mean over the draws of the value of the plan that is best in each; NaN without
        """
    @property
    def expected_value(self) -> float:
        """
        mean of the plan's value over the draws; NaN without
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def missed_floors(self) -> int:
        """
        items that stay below their floor
        """
    @property
    def optimality_gap(self) -> float:
        """
        by which a better plan may be worth more: 0 if the plan is proven best
        """
    @property
    def value(self) -> Estimate:
        """
        of the plan, with the percentile interval of its value over the draws
        """
class TierPrior:
    """
    What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
    informally (to the front line), and who complain formally (to a manager or the head office).
    
    The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
    shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> TierPrior:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> TierPrior:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def named(name: str) -> TierPrior:
        """
        The priors that have a name.
        
        - "lecture": 50 % silent, 45 % informal, 5 % formal, a rule of thumb of teaching without a sample; concentration
          20, by which the silent share lies between 32 % and 68 % with a probability of 90 %.
        - "tarp": 50 % silent, 47 % informal, 3 % formal: about half complain to the front line, and 1 to 5 % reach a
          manager or the head office (Technical Assistance Research Programs 1979, "Consumer complaint handling in America:
          final report", and its update of 1986, both for the United States Office of Consumer Affairs; Goodman 1999, "Basic
          facts on customer complaint behavior and the impact of service on the bottom line", Competitive Advantage, June
          1999); concentration 40. That "only 4 % complain" is a misquotation: 96 % with a small-ticket problem did not
          complain *to the head office*, while half complained to the retailer or returned the product (Goodman, letter to
          Quality Progress, November 2005).
        - "uniform": nothing is known, every combination of shares is as likely; concentration 3.
        
        The concentrations are our choice. Throws ParameterError with the nearest name if there is no such prior.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, *, silent: typing.SupportsFloat | typing.SupportsIndex, informal: typing.SupportsFloat | typing.SupportsIndex, formal: typing.SupportsFloat | typing.SupportsIndex, name: str = 'own', source: str = '', caveat: str = '') -> None:
        """
        Throws ParameterError unless each weight is between 0.01 and 1e9.
        """
    def __repr__(self) -> str:
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
    def updated(self, *, silent: typing.SupportsFloat | typing.SupportsIndex = 0.0, informal: typing.SupportsFloat | typing.SupportsIndex = 0.0, formal: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> TierPrior:
        """
        What is believed once unhappy customers have been asked which tier was theirs: each answer adds 1 to a weight. It
        is the only thing that teaches the silent share, of which counts of complaints say nothing. Throws ParameterError
        for a negative count.
        """
    def with_concentration(self, concentration: typing.SupportsFloat | typing.SupportsIndex) -> TierPrior:
        """
        The same expected shares with another concentration. Throws ParameterError unless that gives valid weights.
        """
    @property
    def caveat(self) -> str:
        """
        what they do not say
        """
    @property
    def concentration(self) -> float:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def formal(self) -> float:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def informal(self) -> float:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def name(self) -> str:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def silent(self) -> float:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def source(self) -> str:
        """
        where the shares come from
        """
class PyramidTiers:
    """
    The tiers of the unhappy customers of one group: how many people are in each, and what share of all.
    
    A count is its own estimate, without error. A value is the median of what is believed after the counts, its standard
    error that distribution's standard deviation (NaN where it is infinite), and its interval the quantiles of (1 -
    level) / 2 on either side. Where nobody complained, the numbers are NaN: with the weight 1/N nothing says how many
    there are.
    """
    def leavers(self, share: typing.SupportsFloat | typing.SupportsIndex) -> Estimate:
        """
        How many of the unhappy leave, if the given share of them does, which is taken as known; unhappy_leavers() has
        that of some markets. Throws ParameterError unless 0 <= share <= 1.
        """
    def must_speak(self, silent_left: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> Estimate:
        """
        How many of the silent would have to speak so that at most the share `silent_left` of them is still silent: at
        1/2, for their number to halve. Rounded up to whole people. Throws ParameterError unless 0 <= silent_left <= 1.
        """
    def speaking_share(self, silent_left: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> Estimate:
        """
        The share of the unhappy who would then have spoken.
        """
    @property
    def formal(self) -> Estimate:
        """
        people who complained formally; NaN where only both together were counted
        """
    @property
    def formal_share(self) -> Estimate:
        """
        Shares of these very people. Where all who spoke were counted, that of the silent follows exactly from their
        number, as does that of a tier that was counted; its standard error is exact to the first order in 1 / counts. The
        others are beta distributed, with the prior's mean and the variance of both the prior and the chance of so many
        people.
        """
    @property
    def informal(self) -> Estimate:
        """
        people who complained informally; NaN where only both together were counted
        """
    @property
    def informal_share(self) -> Estimate:
        """
        Shares of these very people. Where all who spoke were counted, that of the silent follows exactly from their
        number, as does that of a tier that was counted; its standard error is exact to the first order in 1 / counts. The
        others are beta distributed, with the prior's mean and the variance of both the prior and the chance of so many
        people.
        """
    @property
    def segment(self) -> str:
        """
        empty for all
        """
    @property
    def silent(self) -> Estimate:
        """
        people who never complained
        """
    @property
    def silent_share(self) -> Estimate:
        """
        Shares of these very people. Where all who spoke were counted, that of the silent follows exactly from their
        number, as does that of a tier that was counted; its standard error is exact to the first order in 1 / counts. The
        others are beta distributed, with the prior's mean and the variance of both the prior and the chance of so many
        people.
        """
    @property
    def spoken(self) -> Estimate:
        """
        people who complained, in either way
        """
    @property
    def spoken_share(self) -> Estimate:
        """
        Shares of these very people. Where all who spoke were counted, that of the silent follows exactly from their
        number, as does that of a tier that was counted; its standard error is exact to the first order in 1 / counts. The
        others are beta distributed, with the prior's mean and the variance of both the prior and the chance of so many
        people.
        """
    @property
    def unhappy(self) -> Estimate:
        """
        the silent and those who spoke
        """
class Pyramid:
    """
    How many customers are unhappy, and how many of them are never heard: the tiers of complaints, of all and by
    segment.
    
    Of N unhappy customers each is silent, complains informally or complains formally: the tiers are multinomial (N, p),
    with p from a Dirichlet prior and the weight 1/N on N. Then, given the counts, what was not counted is
    beta-negative-binomial, exactly (beta_negative_binomial.hpp): with both tiers counted, the silent with parameters
    (informal + formal; silent weight, informal + formal weight), and so where only their sum was; with the formal only,
    the silent with (formal; silent weight, formal weight), the informal with (formal; informal weight, formal weight),
    both together with (formal; silent
    + informal weight, formal weight); and with the informal only likewise. The counts thus scale what the prior says of
    the silent share, but teach nothing about it: only asking customers does (TierPrior::updated).
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Pyramid:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Pyramid:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def by_shares(self) -> Frame:
        """
        What the prior's expected shares alone make of the counts of all, as the rule of thumb computes it: of 5 formal
        complaints, by the lecture's shares, 100 unhappy customers. Rows: silent, informal, formal, unhappy; columns tier
        and people.
        """
    def frame(self) -> Frame:
        """
        One row per segment (all first) and tier (silent, informal, formal, spoken, unhappy): segment, tier, is_counted,
        people and share, both with _lower and _upper.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def segment(self, name: str) -> PyramidTiers:
        """
        The segment of that name; throws ParameterError with the nearest name if there is none.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def all(self) -> PyramidTiers:
        """
        of all counts added up, as one group with one set of shares
        """
    @property
    def level(self) -> float:
        """
        How many customers are unhappy, and how many of them are never heard: the tiers of complaints, of all and by
        segment.
        
        Of N unhappy customers each is silent, complains informally or complains formally: the tiers are multinomial (N, p),
        with p from a Dirichlet prior and the weight 1/N on N. Then, given the counts, what was not counted is
        beta-negative-binomial, exactly (beta_negative_binomial.hpp): with both tiers counted, the silent with parameters
        (informal + formal; silent weight, informal + formal weight), and so where only their sum was; with the formal only,
        the silent with (formal; silent weight, formal weight), the informal with (formal; informal weight, formal weight),
        both together with (formal; silent
        + informal weight, formal weight); and with the informal only likewise. The counts thus scale what the prior says of
        the silent share, but teach nothing about it: only asking customers does (TierPrior::updated).
        """
    @property
    def prior(self) -> TierPrior:
        """
        What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
        informally (to the front line), and who complain formally (to a manager or the head office).
        
        The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
        shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
        """
    @property
    def segments(self) -> list[PyramidTiers]:
        """
        in ascending order of their names, each with shares of its own
        """
class CauseShares:
    """
    What complaints are about: the causes and their shares of the labeled cases, the most frequent first.
    
    A case may have several causes: then the shares add up to more than 1, and Pareto's line is that of the cases which
    the most frequent causes cover, not of the sum of their shares. Source of the causes as labels of which a case may
    have several: Keaveney (1995), "Customer switching behavior in service industries", Journal of Marketing 59.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> CauseShares:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> CauseShares:
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
        One row per cause: cause, cases, share and within, both with _lower and _upper.
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
    def cases(self) -> int:
        """
        What complaints are about: the causes and their shares of the labeled cases, the most frequent first.
        
        A case may have several causes: then the shares add up to more than 1, and Pareto's line is that of the cases which
        the most frequent causes cover, not of the sum of their shares. Source of the causes as labels of which a case may
        have several: Keaveney (1995), "Customer switching behavior in service industries", Journal of Marketing 59.
        """
    @property
    def labeled(self) -> int:
        """
        cases with at least one cause; the others say nothing about causes and are left out
        """
    @property
    def labels(self) -> int:
        """
        causes of all cases together
        """
    @property
    def level(self) -> float:
        """
        of all intervals
        """
class CauseNeeds:
    """
    Which needs the causes of complaints touch, and which more or less than others do.
    
    Only cases that have both a cause and a need count; of either a case may have several.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> CauseNeeds:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> CauseNeeds:
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
        One row per cause and need: cause, need, cases, share and lift, both with _lower and _upper.
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
    def cases(self) -> int:
        """
        that count
        """
    @property
    def causes(self) -> list[str]:
        """
        by falling number of cases, then by name
        """
    @property
    def left_out(self) -> int:
        """
        without cause or without need
        """
    @property
    def level(self) -> float:
        """
        of all intervals
        """
    @property
    def needs(self) -> list[str]:
        """
        likewise
        """
    @property
    def of_causes(self) -> list[int]:
        """
        cases with each cause
        """
    @property
    def of_needs(self) -> list[int]:
        """
        cases with each need
        """
class TextOptions:
    """
    How texts become features.
    """
    def __init__(self, word_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex] = (1, 2), character_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex] = (2, 5), cjk_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex] = (1, 3), minimum_documents: typing.SupportsInt | typing.SupportsIndex = 2, sublinear: bool = True, idf: bool = True, mask: bool = True, normalize_families: bool = False, weights: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"] = [1.5, 1.0, 1.0, 1.0], lexicon: collections.abc.Sequence[str] = []) -> None:
        """
        Throws ParameterError, naming the option, its value and what was expected, unless ranges and weights are as said
        above and no phrase is empty.
        """
class Vocabulary:
    """
    In how many texts each n-gram stands: the summary that features are made from.
    
    Vocabularies of several branches add up: `a += b` gives the one of all texts, exactly. It does not depend on the
    order of the texts. Personal data are in it only if the option `mask` is off.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Vocabulary:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Vocabulary:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, other: Vocabulary) -> Vocabulary:
        """
        Adds the texts of another; throws ParameterError if the two were counted with other n-grams, lexicon or mask.
        """
    def __init__(self, texts: Column, options: TextOptions) -> None:
        """
        Of no texts.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per n-gram: family, ngram, documents; the families in their order, n-grams in the order of their bytes.
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
    def documents(self) -> int:
        """
        Number of texts.
        """
    @property
    def invalid(self) -> int:
        """
        Maximal subparts that were no UTF-8 and were replaced, in all texts.
        """
    @property
    def masked(self) -> dict[str, int]:
        """
        Personal data that were masked, by PersonalDataKind.
        """
class TextFeatures:
    """
    Texts as rows of features: weighted counts of n-grams of words and of characters, each row of length 1.
    
    A text is folded and cut into runs (fealty/complaints/text_runs.hpp). Words and classes give n-grams of words, words
    give n-grams of their characters with a space at either end, and runs of CJK characters give n-grams of those; the
    lexicon's phrases count wherever they stand. What counts is 1 + ln c for c occurrences, times ln((1 + n) / (1 + d))
    + 1 for an n-gram in d of n texts; family by family each row is brought to length 1, weighted, and brought to length
    1 again. An empty text, or one with nothing that is known, is an empty row. The weights are scikit-learn's
    (TfidfTransformer with sublinear_tf); in-word n-grams are those of its analyzer char_wb, on words instead of what
    stands between spaces.
    
    N-grams are told apart exactly: nothing is hashed into buckets. Features are numbered by family, and within it by
    falling number of documents, ties by the order of the bytes; so the numbers depend neither on the order of the texts
    nor on the threads. Cheap to copy.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> TextFeatures:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> TextFeatures:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    @typing.overload
    def __init__(self, options: TextOptions) -> None:
        """
        Without features, until fitted. Throws ParameterError as `require_sound` does.
        """
    @typing.overload
    def __init__(self, vocabulary: Vocabulary, options: TextOptions) -> None:
        """
        Without features, until fitted. Throws ParameterError as `require_sound` does.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def fit(self, texts: Column) -> tuple:
        """
        Learns the features of texts and gives the rows of the same texts, in one pass over them.
        """
    def frame(self) -> Frame:
        """
        One row per feature: family, ngram, documents.
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
    def transform(self, texts: Column) -> tuple:
        """
        The rows of texts. What is not known counts nothing.
        """
    @property
    def documents(self) -> int:
        """
        Number of texts that the features were learnt from.
        """
    @property
    def options(self) -> TextOptions:
        """
        How texts become features; never changed by fitting.
        """
class Taxonomy:
    """
    Categories of complaints, as data: those that are ready, and users' own in the same form.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Taxonomy:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Taxonomy:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, other: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, name: str, categories: Frame, several: bool = False, ordered: bool = False, source: str = '', weight: typing.SupportsFloat | typing.SupportsIndex = ..., english: str = '', chinese: str = '') -> None:
        """
        A taxonomy whose categories are the rows of a frame: the column key and any of those that Taxonomy::frame gives
        (prior is not read). Throws RecordError for a missing key or column of another type, and what `validate` throws.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per category: key, english, chinese, description, share_lowest, share_highest, prior (with _lower and
        _upper, the central 90 %), answer, answer_english, answer_chinese.
        """
    def position(self, label: str) -> int:
        """
        The same; throws ParameterError that names the label and the nearest category.
        """
    def prior(self) -> tuple[list[float], float]:
        """
        The prior that the shares give.
        
        Where a complaint has one category, all means lie the same part of the way from the lowest to the highest share,
        the part that makes them sum to 1: so each lies in its range. Where it may have several, the means are the middles
        of the ranges. The weight, unless given, is the least that a category's range gives if it is read as the central
        90 % of a beta distribution in its normal approximation, m (1 - m) / s^2 - 1 with s = (highest - lowest) / (2 *
        1.645): no range is narrower in the prior than its source has it. Without shares the means are equal and the
        weight is 1 for each category.
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
    def chinese(self) -> str:
        ...
    @property
    def english(self) -> str:
        """
        what it is called
        """
    @property
    def keys(self) -> list[str]:
        """
        by which programs know it: "core_failure"
        """
    @property
    def name(self) -> str:
        """
        the name of the label: "cause"
        """
    @property
    def ordered(self) -> bool:
        """
        whether the categories ascend
        """
    @property
    def several(self) -> bool:
        """
        whether a complaint may have more than one: shares may then sum to more than 1
        """
    @property
    def source(self) -> str:
        ...
    @property
    def weight(self) -> float:
        """
        of the prior; NaN: as the ranges of shares say
        """
class LabelMapping:
    """
    A mapping between sets of labels, as a table: a label may go to several categories, with weights.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> LabelMapping:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> LabelMapping:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, other: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, name: str, to: str, rows: Frame) -> None:
        """
        A mapping whose rows are those of a frame: from, to, and, if there are any, weight and reason (a row without one
        says "stated by the user").
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def apply(self, labels: Column, taxonomy: Taxonomy) -> Frame:
        """
        One row per label of the column and a column of weights per category of the taxonomy; each row's weights sum to 1,
        or are 0 where the label says nothing or is missing. Throws RecordError that names the labels that are not in the
        table, with the first row of each, and what `validate` throws.
        """
    def frame(self) -> Frame:
        """
        One row per row of the table: from, to, weight, reason.
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
    def validate(self, taxonomy: Taxonomy) -> None:
        """
        Throws ParameterError, naming the row, for a label or reason that is empty, a pair that stands twice, a category
        that the taxonomy has not, a weight that is not above 0 and finite, and a label that goes to nothing and to
        something.
        """
    @property
    def name(self) -> str:
        ...
    @property
    def source(self) -> str:
        ...
    @property
    def to(self) -> str:
        """
        the taxonomy of the categories
        """
class TriageVerdict:
    """
    What a triage says of a text by one taxonomy.
    """
    @property
    def all(self) -> list[str]:
        """
        the categories above the threshold, the most probable first
        """
    @property
    def category(self) -> str:
        """
        the most probable, or "unknown"
        """
    @property
    def probabilities(self) -> list[float]:
        """
        by category
        """
    @property
    def probability(self) -> float:
        """
        of the most probable category, whether it is named or not
        """
    @property
    def taxonomy(self) -> str:
        ...
class TriageEvidence:
    """
    Words that decided, or a figure beside the text.
    """
    @property
    def begin(self) -> int:
        ...
    @property
    def category(self) -> str:
        ...
    @property
    def end(self) -> int:
        ...
    @property
    def function(self) -> str:
        ...
    @property
    def log_odds(self) -> float:
        """
        that the function adds to those of its category
        """
    @property
    def taxonomy(self) -> str:
        ...
class Triaged:
    """
    A text, understood.
    """
    def verdict(self, taxonomy: str) -> TriageVerdict:
        """
        The verdict by that taxonomy; throws ParameterError that lists those there are.
        """
    @property
    def answer(self) -> str:
        """
        what the categories call for: "compensate; call back"
        """
    @property
    def answer_text(self) -> str:
        """
        an answer to the customer in the text's language
        """
    @property
    def evidence(self) -> list[TriageEvidence]:
        """
        by place; of each function the first hundred places
        """
    @property
    def language(self) -> str:
        """
        "zh" if it has more Chinese characters than words of letters, else "en"
        """
    @property
    def text(self) -> str:
        ...
    @property
    def verdicts(self) -> list[TriageVerdict]:
        """
        by taxonomy
        """
class Triage:
    """
    Understands complaints before a single label exists, and learns from what is corrected.
    
    Labeling functions vote (phrases of a lexicon in English and Chinese, figures beside the text), and a LabelModel for
    each taxonomy weighs the votes. Where no category is probable enough it says "unknown". What is proposed as an
    answer is that of the named categories, in the language of the text.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> Triage:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Triage:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __call__(self, text: str, figures: collections.abc.Sequence[tuple[str, typing.SupportsFloat | typing.SupportsIndex]] = []) -> Triaged:
        """
        A text, understood.
        """
    def __eq__(self, other: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, taxonomies: collections.abc.Sequence[Taxonomy], functions: Frame, threshold: typing.SupportsFloat | typing.SupportsIndex = 0.5, correlation: typing.SupportsFloat | typing.SupportsIndex = 0.3, learnt_texts: typing.SupportsInt | typing.SupportsIndex = 4, learnt_functions: typing.SupportsInt | typing.SupportsIndex = 100) -> None:
        """
        The ready taxonomies and the ready lexicon.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def ask(self, texts: Column, count: typing.SupportsInt | typing.SupportsIndex, taxonomy: str = '', figures: Frame = ...) -> list[int]:
        """
        Rows of the texts to label next, the most useful first: those about which least is known (mean entropy over the
        taxonomies, or of the one named, as a share of the greatest), times one less the similarity to what has been
        chosen or corrected before, so that near duplicates are not all asked. Similarity is the Jaccard index of runs of
        three characters, estimated from the 64 smallest of their hashes (Broder 1997). Missing texts are never asked.
        """
    def fit(self, texts: Column, figures: Frame = ...) -> None:
        """
        Learns from texts without labels whom of the functions to believe, and the shares of the categories. Texts of
        earlier calls are forgotten, corrections are kept.
        """
    def learn(self, texts: Column, corrections: Frame, figures: Frame = ...) -> None:
        """
        Learns from corrected texts: `corrections` has a column for each corrected taxonomy, with keys or names of
        categories, missing where nobody has said; several categories are separated by " + ", none is "none". Corrections
        add to earlier ones. Precisions and shares are updated, and words that speak for a category become functions.
        Throws RecordError, naming column, row and value, for a category that is not there.
        """
    def predict(self, texts: Column, figures: Frame = ...) -> Frame:
        """
        One row per text: for each taxonomy the category ("unknown" where none is probable enough) and its probability
        (type, type_probability), and, where there may be several, all that are above the threshold (cause_all); language;
        answer. A missing text has missing values. `figures` has columns of numbers named as the fields are; others are
        not read. Throws RecordError for columns of another length or type.
        """
    def predict_probabilities(self, texts: Column, taxonomy: str, figures: Frame = ...) -> Frame:
        """
        The probability of every category of a taxonomy, a row per text and a column per category; NaN for a missing text.
        """
    def rules(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per function, those that were learnt last: taxonomy, category, name, phrases, field, at_least,
        unless_denied, stated (the precision believed at first), precision (with _lower and _upper), votes, duplicate_of,
        learnt, reason, source.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def shares(self, taxonomy: str, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The shares of a taxonomy's categories as they are believed now: category, share (with _lower and _upper).
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def corrected(self) -> int:
        ...
    @property
    def taxonomies(self) -> list[Taxonomy]:
        ...
    @property
    def texts(self) -> int:
        """
        Texts without labels from which it has learnt.
        """
class TypeTransitions:
    """
    Transitions between types of complainer from one complaint of a customer to the next, under handling.
    
    Each row of the matrix is a Dirichlet posterior: its cells are posterior means with central intervals of their beta
    distributions. Complaints without a type are passed over and counted; the transition is then from the last complaint
    with a type. The chain is taken to be of first order and the same for all customers.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> TypeTransitions:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> TypeTransitions:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, other: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, customer: Column, type: Column, at: Column = ..., handling: Column = ..., taxonomy: Taxonomy = ..., stay: typing.SupportsFloat | typing.SupportsIndex = 0.5, weight: typing.SupportsFloat | typing.SupportsIndex = 10.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> None:
        """
        Counts the transitions of records, one for each complaint: customer, type (a category of the taxonomy, by key or
        name, or missing or "unknown"), and, if there are any, the time and the handling. Without times the rows are taken
        as they stand; complaints of equal time too. Absent columns are Column(). Throws RecordError, naming column, row
        and value, for a missing customer, a time that cannot be read, a type that is not there, a taxonomy in which a
        complaint may have several categories, or columns of another length; ParameterError for a prior that is not sound.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def conversions(self, now: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], handling: str = '') -> Frame:
        """
        How many of some complainers are expected to be of each type when they complain next, and how many will have
        converted: type, now, expected (with _lower and _upper), converted_to (those who come from other types),
        converted_from (those who leave it). `now` has a number for each type. The interval is of the expected number, by
        the normal approximation of a sum of independent Dirichlet rows.
        """
    def frame(self) -> Frame:
        """
        One row per handling (all together first, as ""), type before and type after: handling, from, to, count,
        probability (with _lower and _upper).
        """
    def probability(self, before: str, after: str, handling: str = '') -> Estimate:
        """
        The cell of the matrix under a handling ("" for all together); throws ParameterError for names that are not there.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def stationary(self, handling: str = '', draws: typing.SupportsInt | typing.SupportsIndex = 2000, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        The shares of types that handling in this way leads to in the end, with central intervals over posterior draws:
        handling, type, share (with _lower and _upper). Every row of the prior is positive, so there is one such
        distribution (Perron and Frobenius).
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def complaints(self) -> int:
        ...
    @property
    def customers(self) -> int:
        ...
    @property
    def handlings(self) -> list[str]:
        ...
    @property
    def untyped(self) -> int:
        """
        complaints without a type
        """
class ScoreReport:
    """
    How well a head tells labelled texts: how often it is right, what it takes for what, and whether its probabilities
    are as often right as they say.
    """
    def confusion(self) -> Frame:
        """
        One row per label and predicted class that occur together: label, predicted, texts, and their share of the texts
        of the label with Wilson's interval.
        """
    def frame(self) -> Frame:
        """
        One row per class: label, texts, predicted, right, precision, recall, f1 (each with _lower and _upper).
        """
    def reliability(self) -> Frame:
        """
        One row per bin: from, to, texts, confidence, accuracy (with _lower and _upper).
        """
    @property
    def accuracy(self) -> Estimate:
        """
        Wilson's interval
        """
    @property
    def calibration_error(self) -> Estimate:
        """
        Expected calibration error: by bins of the greatest probability, the mean of |share right - mean probability|
        weighted by texts; bootstrap. Where probabilities are perfect it is still above 0, by chance. Source: Naeini,
        Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning", AAAI.
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def log_loss(self) -> Estimate:
        """
        mean of -log of the probability of the label; Student's interval
        """
    @property
    def macro_f1(self) -> Estimate:
        """
        mean of f1 over the classes that occur, as a label or as a prediction; bootstrap
        """
    @property
    def texts(self) -> int:
        """
        with a label
        """
    @property
    def unlabelled(self) -> int:
        """
        left out
        """
    @property
    def unseen(self) -> int:
        """
        with a label that the head has not learnt: they count as wrong, and nowhere else
        """
class MembershipReport:
    """
    How well a head of memberships tells labelled texts, output by output.
    """
    def frame(self) -> Frame:
        """
        One row per output: label, texts, members, predicted, right, accuracy, precision, recall, f1, log_loss,
        calibration_error (each with _lower and _upper).
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def macro_f1(self) -> Estimate:
        """
        mean of f1 over the outputs; bootstrap
        """
class NumberReport:
    """
    How well a head tells numbers.
    """
    @property
    def correlation(self) -> Estimate:
        """
        Pearson's; bootstrap
        """
    @property
    def level(self) -> float:
        """
        of the intervals
        """
    @property
    def mean_squared_error(self) -> Estimate:
        """
        bootstrap
        """
    @property
    def texts(self) -> int:
        """
        with a number
        """
    @property
    def unlabelled(self) -> int:
        """
        left out
        """
class Explanation:
    """
    Why a head says what it says of a text.
    """
    def frame(self) -> Frame:
        """
        One row per feature: ngram, contribution.
        """
    @property
    def against(self) -> str:
        """
        the label it is compared with: the likeliest other; empty but for one of several
        """
    @property
    def baseline(self) -> float:
        """
        what it would be for a text without features
        """
    @property
    def bytes(self) -> list[float]:
        """
        for each byte of the text its share: a feature's part is spread evenly over the bytes
        """
    @property
    def head(self) -> str:
        """
        that says it
        """
    @property
    def label(self) -> str:
        """
        that is explained; empty for a number
        """
    @property
    def probability(self) -> float:
        """
        of the label; the number itself for a number
        """
    @property
    def score(self) -> float:
        """
        The calibrated score of the label less that of the other: the sum of all that follows, and what the log of their
        odds would be if no label were noise. For one of many labels the log-odds, for a number the number.
        """
class Drift:
    """
    Whether texts are still what a classifier has learnt from.
    """
    def frame(self) -> Frame:
        """
        One row per measure: what, label, reference, value (with _lower and _upper), band_lower, band_upper, is_alarm.
        """
    @property
    def has_alarm(self) -> bool:
        """
        Whether any measure is outside its band.
        """
    @property
    def level(self) -> float:
        """
        that none of the measures gives alarm though nothing has changed
        """
    @property
    def texts(self) -> int:
        """
        that were looked at
        """
class HeadOptions:
    """
    A head, and how it is to be trained.
    """
    def __init__(self, name: str, kind: str, loss: str | None = None, C: typing.SupportsFloat | typing.SupportsIndex | None = None, balance: typing.SupportsFloat | typing.SupportsIndex | None = None, class_weights: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex] = {}) -> None:
        ...
class ClassifierOptions:
    """
    How a classifier learns.
    """
    def __init__(self, heads: collections.abc.Sequence[HeadOptions], word_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex], character_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex], cjk_ngrams: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex], minimum_documents: typing.SupportsInt | typing.SupportsIndex, mask: bool, normalize_families: bool, weights: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], lexicon: collections.abc.Sequence[str], tolerance: typing.SupportsFloat | typing.SupportsIndex, most_epochs: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, variances: str, C_factors: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], is_calibrated: bool, folds: typing.SupportsInt | typing.SupportsIndex, separator: str) -> None:
        ...
class Classifier:
    """
    Texts into labels and numbers: linear heads on n-grams, trained together.
    
    A missing text is left out of learning, and predicted as an empty one: by the intercepts alone. What was learnt does
    not depend on the order of the texts, nor on the number of threads. Cheap to copy until fitted.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Classifier:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Classifier:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, options: ClassifierOptions) -> None:
        """
        Throws ParameterError for options outside their domain, heads without or with the same name.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def drift(self, texts: Column, level: typing.SupportsFloat | typing.SupportsIndex) -> Drift:
        """
        Whether the shares of the classes of all heads of one class and the n-grams are still what they were. The level is
        that at which none of the measures gives alarm though nothing has changed (Bonferroni).
        """
    def explain(self, text: str, head: typing.SupportsInt | typing.SupportsIndex, label: str = '') -> Explanation:
        """
        Why a head says what it says of a text: for `label`, or, if that is empty, the likeliest.
        """
    def fit(self, texts: Column, labels: collections.abc.Sequence[Column]) -> None:
        """
        Learns from texts and, for each head, a column of labels: of any kind that LabelSet reads, of lists for many
        labels, of numbers for a number. Missing labels are left out of that head.
        
        Throws RecordError for columns of other lengths or types; FitError for a head of which no text has a label, or all
        the same one.
        """
    def fit_further(self, texts: Column, labels: collections.abc.Sequence[Column]) -> None:
        """
        Learns from further texts, which may have new labels: the penalty is now about the weights so far instead of zero.
        N-grams that are new become features. Calibration and references are made anew from the further texts if there are
        at least 200 of them, else they stay.
        """
    def head_at(self, name: str) -> int:
        """
        The position of a head by its name; the only one for an empty name. Throws ParameterError that names those there
        are.
        """
    def held_out_losses(self, head: typing.SupportsInt | typing.SupportsIndex) -> list[float]:
        """
        by factor of C, if C was chosen; what is said at `C_factors`
        """
    def kind(self, head: typing.SupportsInt | typing.SupportsIndex) -> str:
        ...
    def labels(self, head: typing.SupportsInt | typing.SupportsIndex) -> Column:
        """
        The labels in order, as a column of their own kind.
        """
    def predict(self, texts: Column, with_probabilities: bool = False) -> list[Column]:
        """
        What each head says of texts.
        """
    def prevalence(self, texts: Column, head: typing.SupportsInt | typing.SupportsIndex, replicates: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> Frame:
        """
        Shares of a head's classes among texts, corrected for the shift of shares since training.
        """
    def pruned(self, least_magnitude: typing.SupportsFloat | typing.SupportsIndex) -> Classifier:
        """
        The classifier without features whose weights are all below this share of the greatest of their output.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def score_report(self, texts: Column, labels: Column, head: typing.SupportsInt | typing.SupportsIndex, bins: typing.SupportsInt | typing.SupportsIndex, replicates: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> typing.Any:
        ...
    def seen_once(self, head: typing.SupportsInt | typing.SupportsIndex) -> list[str]:
        """
        Labels that only one text has: they are learnt, but nothing could be held out to judge them by.
        """
    def summary(self) -> Frame:
        """
        One row per head: what it has learnt, and how it was calibrated.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def empty(self) -> int:
        ...
    @property
    def epochs(self) -> int:
        ...
    @property
    def gap(self) -> float:
        ...
    @property
    def is_fitted(self) -> bool:
        ...
    @property
    def missing(self) -> int:
        ...
    @property
    def number_of_features(self) -> int:
        ...
    @property
    def texts(self) -> int:
        ...
class PurchaseSummary:
    """
    Summary of purchases per customer for models of repeat buying: frequency, recency, observed time, and spend.
    
    Days are what is counted: all purchases of a customer on one day are one. The first purchase makes a customer, those
    after it are the frequency, and their mean amount is the monetary value. A negative amount is a refund: it is no
    purchase, takes nothing off a customer's spend, and is counted and summed apart. An amount of 0 or one that is
    missing is a purchase of value 0. The summary is the same for every order of the rows.
    
    Made of dated purchases, it knows the days on which each customer bought, so that summaries add up exactly: a
    customer who is in both gets the days and the spend of both, and the sum is observed until the later of the two
    ends, as when the purchases of a new month come in. Made of columns that others have counted, it has no days; then
    two summaries may be added only if no customer is in both.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_arrays(frequency: Column, recency: Column, observed: Column, monetary_value: Column = ..., customer: Column = ...) -> PurchaseSummary:
        """
        Takes columns of equal length that have been counted already: frequency and recency as in PurchasePattern, the
        observed time, the mean amount of the purchases after the first (absent: unknown), and the customers (absent:
        nobody's ids are known).
        
        Throws RecordError that names the column, the row and the value and says what was expected: a whole frequency from
        0 to 4294967294, a recency from 0 to the observed time that is positive exactly where the frequency is, and a
        monetary value that is finite, not negative, and there where the frequency is positive.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> PurchaseSummary:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> PurchaseSummary:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: PurchaseSummary) -> PurchaseSummary:
        """
        Adds the purchases of another summary.
        
        Throws ParameterError if the two are in different units or zones of time, or only one has days; RecordError if a
        customer without days is in both.
        """
    @typing.overload
    def __init__(self, customer: Column, at: Column, amount: Column = ..., until: typing.SupportsInt | typing.SupportsIndex | None = None, unit: str = 'week', zone: TimeZone = ...) -> None:
        """
        Reads columns of equal length: customer ids, times, and amounts (absent: 0 each).
        
        Throws RecordError for columns that differ in length or have a wrong type, and for an infinite amount.
        """
    @typing.overload
    def __init__(self, book: Book, until: typing.SupportsInt | typing.SupportsIndex | None = None, unit: str = 'week', zone: TimeZone = ...) -> None:
        """
        Reads columns of equal length: customer ids, times, and amounts (absent: 0 each).
        
        Throws RecordError for columns that differ in length or have a wrong type, and for an infinite amount.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per customer: customer_id, frequency, recency, T, and monetary_value, missing where there is none.
        """
    def observe_until(self, until: typing.SupportsInt | typing.SupportsIndex, zone: TimeZone = ...) -> None:
        """
        Moves the end of observation to a later day, when no more purchases came in until then.
        
        Throws ParameterError if there are no days, the zone is not that of the summary, or the new end is before the
        present one.
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
    def has_customers(self) -> bool:
        """
        Whether the customers' ids are known.
        """
    @property
    def has_days(self) -> bool:
        """
        Whether it was made of dated purchases.
        """
    @property
    def left_out(self) -> dict[str, int]:
        """
        Records that are no purchase within the observed time.
        """
    @property
    def refunded(self) -> float:
        """
        sum of the amounts of refunds, negative
        """
    @property
    def unit(self) -> str:
        """
        The unit of recency and observed time. Only with days.
        """
    @property
    def until(self) -> int | None:
        """
        The end of observation: midnight, on the clocks of the zone, of its last day. Only with days.
        """
class OpportunitySummary:
    """
    Summary of discrete opportunities: how many customers have each pattern. Summaries of different customers add up.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_arrays(frequency: Column, recency: Column, opportunities: Column, customers: Column = ...) -> OpportunitySummary:
        """
        Takes columns of equal length: frequency, recency and opportunities as in OpportunityPattern, and the customers
        who have the pattern (absent: one each). Rows of equal patterns are added.
        
        Throws RecordError that names the column, the row and the value and says what was expected: whole numbers with
        frequency <= recency <= opportunities <= 1000000, a recency of 0 exactly where the frequency is 0, and a whole
        number of customers.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> OpportunitySummary:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> OpportunitySummary:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: OpportunitySummary) -> OpportunitySummary:
        """
        Summary of discrete opportunities: how many customers have each pattern. Summaries of different customers add up.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per pattern: frequency, recency, opportunities, customers.
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
    def all_customers(self) -> float:
        ...
class ContractSummary:
    """
    Summary of contracts that customers renew or end: how many ended at each renewal, and how many stand.
    
    A contract's tenure is the number of renewals that it has come to. One that ended has ended at the last of these;
    one that stands was renewed at all of them. Summaries of different customers add up.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_arrays(tenure: Column, ended: Column, customers: Column = ...) -> ContractSummary:
        """
        Takes columns of equal length: the tenure, whether the contract has ended, and the customers with such a contract
        (absent: one each).
        
        Throws RecordError that names the column, the row and the value and says what was expected: a whole tenure from 0
        to 100000 that is positive where the contract has ended, and a whole number of customers.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ContractSummary:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def from_survivors(customers: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> ContractSummary:
        """
        One cohort, of which so many customers were there at the beginning and after each renewal.
        
        Throws RecordError unless the numbers are whole and never rise.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ContractSummary:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __iadd__(self, arg0: ContractSummary) -> ContractSummary:
        """
        Summary of contracts that customers renew or end: how many ended at each renewal, and how many stand.
        
        A contract's tenure is the number of renewals that it has come to. One that ended has ended at the last of these;
        one that stands was renewed at all of them. Summaries of different customers add up.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def frame(self) -> Frame:
        """
        One row per tenure: tenure, ended, standing.
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
    def all_customers(self) -> float:
        ...
class FitOptions:
    """
    How parameters are estimated.
    
    Constraints leave fewer parameters to be found. A penalty is that of a normal prior of mean 0 and variance
    1 / penalty: half of it times a square is taken off the log-likelihood, and standard errors are those of the
    penalized one. Clusters ask for clustered errors.
    """
    def __init__(self, *, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, penalty: typing.SupportsFloat | typing.SupportsIndex = 0.0, penalty_of_logarithms: typing.SupportsFloat | typing.SupportsIndex = 0.0, fixed: collections.abc.Sequence[tuple[str, typing.SupportsFloat | typing.SupportsIndex]] = [], equal: collections.abc.Sequence[tuple[str, str]] = [], start: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], robust: bool = False, clusters: Column = ...) -> None:
        """
        How parameters are estimated.
        
        Constraints leave fewer parameters to be found. A penalty is that of a normal prior of mean 0 and variance
        1 / penalty: half of it times a square is taken off the log-likelihood, and standard errors are those of the
        penalized one. Clusters ask for clustered errors.
        """
class BetaGeoModel:
    """
    A model of repeat buying: its law with fitted parameters, and what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. The likelihood is summed over distinct patterns of
    purchases in blocks, so that the bits do not depend on the number of threads; its derivatives are exact.
    
    Figures of customers come with intervals by the delta method, where a level is asked for: normal on the scale of the
    logit for probabilities and of the logarithm for expectations. They carry the uncertainty of the parameters, not
    what chance does to one customer.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> BetaGeoModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, options: FitOptions) -> BetaGeoModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> BetaGeoModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BetaGeoModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: BetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model, each observed for the time `observed`; keyed by the seed and the customer's
        number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class ModifiedBetaGeoModel:
    """
    A model of repeat buying: its law with fitted parameters, and what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. The likelihood is summed over distinct patterns of
    purchases in blocks, so that the bits do not depend on the number of threads; its derivatives are exact.
    
    Figures of customers come with intervals by the delta method, where a level is asked for: normal on the scale of the
    logit for probabilities and of the logarithm for expectations. They carry the uncertainty of the parameters, not
    what chance does to one customer.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ModifiedBetaGeoModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, options: FitOptions) -> ModifiedBetaGeoModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ModifiedBetaGeoModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ModifiedBetaGeoModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: ModifiedBetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model, each observed for the time `observed`; keyed by the seed and the customer's
        number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class ParetoNBDModel:
    """
    A model of repeat buying: its law with fitted parameters, and what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. The likelihood is summed over distinct patterns of
    purchases in blocks, so that the bits do not depend on the number of threads; its derivatives are exact.
    
    Figures of customers come with intervals by the delta method, where a level is asked for: normal on the scale of the
    logit for probabilities and of the logarithm for expectations. They carry the uncertainty of the parameters, not
    what chance does to one customer.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 's', 'beta']
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ParetoNBDModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, options: FitOptions) -> ParetoNBDModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ParetoNBDModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ParetoNBDModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: ParetoNBDModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model, each observed for the time `observed`; keyed by the seed and the customer's
        number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class NBDModel:
    """
    A model of repeat buying: its law with fitted parameters, and what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. The likelihood is summed over distinct patterns of
    purchases in blocks, so that the bits do not depend on the number of threads; its derivatives are exact.
    
    Figures of customers come with intervals by the delta method, where a level is asked for: normal on the scale of the
    logit for probabilities and of the logarithm for expectations. They carry the uncertainty of the parameters, not
    what chance does to one customer.
    """
    names: typing.ClassVar[list] = ['r', 'alpha']
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> NBDModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    @typing.overload
    def fit(summary: PurchaseSummary, options: FitOptions) -> NBDModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> NBDModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> NBDModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(2)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: NBDModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model, each observed for the time `observed`; keyed by the seed and the customer's
        number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class BetaGeoRegression:
    """
    A model of repeat buying whose customers differ by covariates that do not change with time.
    
    The law is one of ParetoNbd, BetaGeo and ModifiedBetaGeo, whose `effects` say how covariates move its parameters.
    The parameters that have names of the law are those of a customer whose covariates are all 0 and whose categories
    are the references; then come the coefficients, "transaction.channel[web]" and so on. The derivatives of a
    customer's log-likelihood by the customer's own parameters are exact, and so are those by the coefficients, by the
    chain rule. Covariates are centered and scaled to a standard deviation of 1 inside for the search; figures are on
    the original scale.
    
    `covariates` have one row per customer of the summary: see covariate_rows. Figures of customers come with intervals
    as those of PurchaseModel do. Source: Fader and Hardie (2007), "Incorporating time-invariant covariates into the
    Pareto/NBD and BG/NBD models".
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def coefficient_names(transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]]) -> list[str]:
        """
        The names of the coefficients of a coding, in their order.
        """
    @staticmethod
    def fit(summary: PurchaseSummary, covariates: Frame, transaction: collections.abc.Sequence[str], dropout: collections.abc.Sequence[str], options: FitOptions = ...) -> BetaGeoRegression:
        """
        Estimates parameters and coefficients by maximum likelihood.
        
        Throws RecordError as CovariateCoding and covariate_rows do; FitError if there are no customers, or nobody bought
        again.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> BetaGeoRegression:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BetaGeoRegression:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], coefficients: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        """
        Parameters and coefficients that are known. Throws ParameterError unless parameters are positive and finite, and
        there is a finite coefficient for each name.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The expected number of repeat purchases of new customers, one per row of covariates, in the time `horizon` after
        the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def laws(self, summary: PurchaseSummary, covariates: Frame) -> Frame:
        """
        The law of each customer of a summary.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: BetaGeoRegression) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: BetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, covariates: Frame) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, covariates: Frame, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, covariates: Frame, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        A customer drawn from the model for each row of covariates and observed for the time `observed`; keyed by the seed
        and the row.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def coding(self) -> dict[str, list[tuple[str, str | None, list[str]]]]:
        """
        How the covariates of each kind become numbers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class ModifiedBetaGeoRegression:
    """
    A model of repeat buying whose customers differ by covariates that do not change with time.
    
    The law is one of ParetoNbd, BetaGeo and ModifiedBetaGeo, whose `effects` say how covariates move its parameters.
    The parameters that have names of the law are those of a customer whose covariates are all 0 and whose categories
    are the references; then come the coefficients, "transaction.channel[web]" and so on. The derivatives of a
    customer's log-likelihood by the customer's own parameters are exact, and so are those by the coefficients, by the
    chain rule. Covariates are centered and scaled to a standard deviation of 1 inside for the search; figures are on
    the original scale.
    
    `covariates` have one row per customer of the summary: see covariate_rows. Figures of customers come with intervals
    as those of PurchaseModel do. Source: Fader and Hardie (2007), "Incorporating time-invariant covariates into the
    Pareto/NBD and BG/NBD models".
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def coefficient_names(transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]]) -> list[str]:
        """
        The names of the coefficients of a coding, in their order.
        """
    @staticmethod
    def fit(summary: PurchaseSummary, covariates: Frame, transaction: collections.abc.Sequence[str], dropout: collections.abc.Sequence[str], options: FitOptions = ...) -> ModifiedBetaGeoRegression:
        """
        Estimates parameters and coefficients by maximum likelihood.
        
        Throws RecordError as CovariateCoding and covariate_rows do; FitError if there are no customers, or nobody bought
        again.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ModifiedBetaGeoRegression:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ModifiedBetaGeoRegression:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], coefficients: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        """
        Parameters and coefficients that are known. Throws ParameterError unless parameters are positive and finite, and
        there is a finite coefficient for each name.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The expected number of repeat purchases of new customers, one per row of covariates, in the time `horizon` after
        the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def laws(self, summary: PurchaseSummary, covariates: Frame) -> Frame:
        """
        The law of each customer of a summary.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: ModifiedBetaGeoRegression) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: ModifiedBetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, covariates: Frame) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, covariates: Frame, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, covariates: Frame, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        A customer drawn from the model for each row of covariates and observed for the time `observed`; keyed by the seed
        and the row.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def coding(self) -> dict[str, list[tuple[str, str | None, list[str]]]]:
        """
        How the covariates of each kind become numbers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class ParetoNBDRegression:
    """
    A model of repeat buying whose customers differ by covariates that do not change with time.
    
    The law is one of ParetoNbd, BetaGeo and ModifiedBetaGeo, whose `effects` say how covariates move its parameters.
    The parameters that have names of the law are those of a customer whose covariates are all 0 and whose categories
    are the references; then come the coefficients, "transaction.channel[web]" and so on. The derivatives of a
    customer's log-likelihood by the customer's own parameters are exact, and so are those by the coefficients, by the
    chain rule. Covariates are centered and scaled to a standard deviation of 1 inside for the search; figures are on
    the original scale.
    
    `covariates` have one row per customer of the summary: see covariate_rows. Figures of customers come with intervals
    as those of PurchaseModel do. Source: Fader and Hardie (2007), "Incorporating time-invariant covariates into the
    Pareto/NBD and BG/NBD models".
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 's', 'beta']
    @staticmethod
    def coefficient_names(transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]]) -> list[str]:
        """
        The names of the coefficients of a coding, in their order.
        """
    @staticmethod
    def fit(summary: PurchaseSummary, covariates: Frame, transaction: collections.abc.Sequence[str], dropout: collections.abc.Sequence[str], options: FitOptions = ...) -> ParetoNBDRegression:
        """
        Estimates parameters and coefficients by maximum likelihood.
        
        Throws RecordError as CovariateCoding and covariate_rows do; FitError if there are no customers, or nobody bought
        again.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ParetoNBDRegression:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ParetoNBDRegression:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], coefficients: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        """
        Parameters and coefficients that are known. Throws ParameterError unless parameters are positive and finite, and
        there is a finite coefficient for each name.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        The expected number of repeat purchases of new customers, one per row of covariates, in the time `horizon` after
        the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def laws(self, summary: PurchaseSummary, covariates: Frame) -> Frame:
        """
        The law of each customer of a summary.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: ParetoNBDRegression) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    @typing.overload
    def likelihood_ratio(self, restricted: ParetoNBDModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, covariates: Frame) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, covariates: Frame, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, covariates: Frame, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        A customer drawn from the model for each row of covariates and observed for the time `observed`; keyed by the seed
        and the row.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def coding(self) -> dict[str, list[tuple[str, str | None, list[str]]]]:
        """
        How the covariates of each kind become numbers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class GammaGammaModel:
    """
    The gamma-gamma model of spend, fitted to the purchases after the first.
    
    Customers whose purchases after the first were worth nothing have no part in the likelihood; a warning counts them.
    """
    names: typing.ClassVar[list] = ['p', 'q', 'v']
    @staticmethod
    def fit(summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> GammaGammaModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> GammaGammaModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> GammaGammaModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(3)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_value(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected value per purchase of each customer: of one without repeat purchases that of a new one. A level of 0
        asks for no intervals, which are normal on the scale of the logarithm.
        """
    def likelihood_ratio(self, restricted: GammaGammaModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def mean_value(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The mean value of a purchase over all customers, p v / (q - 1); infinite where q <= 1.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, frequencies: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], seed: typing.SupportsInt | typing.SupportsIndex = 1) -> list[float]:
        """
        Mean values of customers drawn from the model, who bought so often again; NaN for a frequency of 0.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class BetaGeoBetaBinomModel:
    """
    The BG/BB model, fitted to discrete opportunities.
    """
    names: typing.ClassVar[list] = ['alpha', 'beta', 'gamma', 'delta']
    @staticmethod
    def fit(summary: OpportunitySummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> BetaGeoBetaBinomModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> BetaGeoBetaBinomModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BetaGeoBetaBinomModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_purchases(self, summary: OpportunitySummary, ahead: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        Of the next `ahead` opportunities, the expected number that a customer of each pattern takes. A level of 0 asks
        for no intervals, which are normal on the scale of the logarithm.
        """
    def likelihood_ratio(self, restricted: BetaGeoBetaBinomModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: OpportunitySummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: OpportunitySummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that customers of each pattern are alive at the next opportunity. A level of 0 asks for no
        intervals, which are normal on the scale of the logit.
        """
    def purchase_distribution(self, summary: OpportunitySummary, ahead: typing.SupportsInt | typing.SupportsIndex) -> Frame:
        """
        The probabilities that a customer of each pattern takes 0, 1, ..., `ahead` of the next opportunities: `ahead` + 1
        numbers per pattern, one pattern after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, opportunities: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model; keyed by the seed and the customer's number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class ShiftedBetaGeoModel:
    """
    A model of contractual retention: its law, ShiftedBetaGeo or BetaDiscreteWeibull, with fitted parameters.
    """
    names: typing.ClassVar[list] = ['alpha', 'beta']
    @staticmethod
    def fit(summary: ContractSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ShiftedBetaGeoModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> ShiftedBetaGeoModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ShiftedBetaGeoModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(2)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def likelihood_ratio(self, restricted: ShiftedBetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: ContractSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def retention(self, renewals: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The share of those who came to each of the renewals 1, ..., `renewals` that stay. Intervals are normal on the
        scale of the logit.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, renewals: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> ContractSummary:
        """
        Contracts drawn from the model and observed for so many renewals.
        """
    def survival(self, renewals: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability of being there after each of 0, 1, ..., `renewals` renewals. A level of 0 asks for no intervals,
        which are normal on the scale of the logarithm, and at most 1.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class BetaDiscreteWeibullModel:
    """
    A model of contractual retention: its law, ShiftedBetaGeo or BetaDiscreteWeibull, with fitted parameters.
    """
    names: typing.ClassVar[list] = ['alpha', 'beta', 'c']
    @staticmethod
    def fit(summary: ContractSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> BetaDiscreteWeibullModel:
        """
        Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
        coefficients.
        
        Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
        some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
        likelihood.
        
        Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
        penalty, a constraint on what is no parameter, or a start of another length.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> BetaDiscreteWeibullModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BetaDiscreteWeibullModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(3)"]) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def likelihood_ratio(self, restricted: BetaDiscreteWeibullModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: ContractSummary) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def retention(self, renewals: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The share of those who came to each of the renewals 1, ..., `renewals` that stay. Intervals are normal on the
        scale of the logit.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, renewals: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> ContractSummary:
        """
        Contracts drawn from the model and observed for so many renewals.
        """
    def survival(self, renewals: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability of being there after each of 0, 1, ..., `renewals` renewals. A level of 0 asks for no intervals,
        which are normal on the scale of the logarithm, and at most 1.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class RegularBetaGeoModel:
    """
    A model of repeat buying at more or less regular times, BG/CNBD-k (`FirstOpportunity` 0) or MBG/CNBD-k (1): see
    RegularDropout.
    
    The regularity k is a whole number; it is the one of the highest likelihood, where the other parameters have their
    best values with it. These are estimated, with errors, as if k were known. `log_gaps` has the sum of the logarithms
    of the gaps between purchases of each customer, 0 where there is none: see log_gap_sums.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def fit(summary: PurchaseSummary, options: FitOptions, log_gaps: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None = None, most: typing.SupportsInt | typing.SupportsIndex = 12) -> RegularBetaGeoModel:
        """
        Estimates the parameters and a regularity of at most `most` by maximum likelihood. From k = 1 on it stops after
        two that are less likely than the best one.
        
        Throws FitError if there are no customers, or nobody bought again; ParameterError if `log_gaps` are not as many as
        the customers or not finite, or `most` is 0.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> RegularBetaGeoModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> RegularBetaGeoModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], regularity: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: RegularBetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, log_gaps: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None = None) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model with their gaps, each observed for the time `observed`; keyed by the seed and the
        customer's number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def profile(self) -> list[float]:
        """
        The highest log-likelihoods with k = 1, 2, ..., as far as they were looked at.
        """
    @property
    def regularity(self) -> int:
        """
        k: the stages between purchases.
        """
class RegularModifiedBetaGeoModel:
    """
    A model of repeat buying at more or less regular times, BG/CNBD-k (`FirstOpportunity` 0) or MBG/CNBD-k (1): see
    RegularDropout.
    
    The regularity k is a whole number; it is the one of the highest likelihood, where the other parameters have their
    best values with it. These are estimated, with errors, as if k were known. `log_gaps` has the sum of the logarithms
    of the gaps between purchases of each customer, 0 where there is none: see log_gap_sums.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def fit(summary: PurchaseSummary, options: FitOptions, log_gaps: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None = None, most: typing.SupportsInt | typing.SupportsIndex = 12) -> RegularModifiedBetaGeoModel:
        """
        Estimates the parameters and a regularity of at most `most` by maximum likelihood. From k = 1 on it stops after
        two that are less likely than the best one.
        
        Throws FitError if there are no customers, or nobody bought again; ParameterError if `log_gaps` are not as many as
        the customers or not finite, or `most` is 0.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> RegularModifiedBetaGeoModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> RegularModifiedBetaGeoModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], regularity: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        Parameters that are known. Throws ParameterError unless all are positive and finite.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def likelihood_ratio(self, restricted: RegularModifiedBetaGeoModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, log_gaps: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None = None) -> float:
        """
        The log-likelihood of the customers of a summary.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation: `most` + 2 numbers per customer, one customer after another.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, observed: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
        """
        Customers drawn from the model with their gaps, each observed for the time `observed`; keyed by the seed and the
        customer's number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def profile(self) -> list[float]:
        """
        The highest log-likelihoods with k = 1, 2, ..., as far as they were looked at.
        """
    @property
    def regularity(self) -> int:
        """
        k: the stages between purchases.
        """
class VaryingParetoNBDModel:
    """
    The Pareto/NBD model whose rates of purchases and of deaths change with covariates over time.
    
    While alive, a customer buys with the rate lambda exp(gamma' x(t)) and dies with the rate mu exp(delta' y(t)), where
    lambda and mu are gamma distributed over the customers as in ParetoNbd. With A(t) and D(t) the integrals of the two
    exponentials from 0 to t, and purchases at t_1, ..., t_x,
    
        L = product of exp(gamma' x(t_j)) * Gamma(r + x) / Gamma(r) alpha^r beta^s
            * { (alpha + A(T))^-(r + x) (beta + D(T))^-s
                + s * integral from t_x to T of (alpha + A(u))^-(r + x) (beta + D(u))^-(s + 1) dD(u) }.
    
    Within a period A and D are straight lines, and there the integral is that of ParetoNbd with the parameters
    (alpha + A) / exp(gamma' x) and (beta + D) / exp(delta' y) of the period's beginning. Nothing is subtracted, and
    derivatives are exact. With covariates that do not change it is the model of PurchaseRegression.
    
    Source: Bachmann, Meierer and Naef (2021), "The role of time-varying contextual factors in latent attrition models
    for customer base analysis", Marketing Science 40.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 's', 'beta']
    @staticmethod
    def fit(summary: PurchaseSummary, covariates: Frame, transaction: collections.abc.Sequence[str], dropout: collections.abc.Sequence[str], options: FitOptions = ..., zone: TimeZone = ...) -> VaryingParetoNBDModel:
        """
        Estimates parameters and coefficients by maximum likelihood; columns are those of the coding.
        
        Throws ParameterError for periods that do not begin at a customer's first purchase or before, or do not ascend;
        FitError if there are no customers, or nobody bought again.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> VaryingParetoNBDModel:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> VaryingParetoNBDModel:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, parameters: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(4)"], transaction: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], dropout: collections.abc.Sequence[tuple[str, str | None, collections.abc.Sequence[str]]], coefficients: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        """
        Parameters and coefficients, gamma before delta, that are known. Throws ParameterError unless parameters are
        positive and finite, and there is a finite coefficient for each column of the coding.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def coefficients_frame(self) -> Frame:
        """
        One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
        (two-sided, of Wald's test that it is 0).
        """
    def expected_purchases(self, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, zone: TimeZone = ...) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation, with the
        covariates that the periods have there. A level of 0 asks for no intervals.
        """
    def likelihood_ratio(self, restricted: VaryingParetoNBDModel) -> tuple[float, float, float]:
        """
        Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
        
        That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
        dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
        fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
        likelihood is lower, as where its search stopped early.
        """
    def log_likelihood(self, summary: PurchaseSummary, covariates: Frame, zone: TimeZone = ...) -> float:
        """
        The log-likelihood of customers.
        """
    def parameters_frame(self) -> Frame:
        """
        One row per parameter: parameter, value, standard_error, lower, upper.
        """
    def probability_alive(self, summary: PurchaseSummary, covariates: Frame, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, zone: TimeZone = ...) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, summary: PurchaseSummary, covariates: Frame, seed: typing.SupportsInt | typing.SupportsIndex = 1, zone: TimeZone = ...) -> Frame:
        """
        Customers drawn from the model, one per customer of the periods, and observed for a time; keyed by the seed and
        the customer's number.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def aic(self) -> float:
        """
        Akaike's information criterion (1974): 2 k - 2 log L.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
        """
    @property
    def coding(self) -> dict[str, list[tuple[str, str | None, list[str]]]]:
        """
        How the covariates of each kind become numbers.
        """
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the parameters; NaN in rows and columns of those at a limit
        """
    @property
    def estimates(self) -> list[tuple[str, Estimate]]:
        """
        in the order of the names; the standard error is NaN at a limit, 0 if fixed
        """
    @property
    def fitted_log_likelihood(self) -> float:
        """
        at the estimates, without penalty
        """
    @property
    def free_parameters(self) -> float:
        """
        Parameters that were estimated: k of the criteria.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps of all searches
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
class BetaGeoPosterior:
    """
    A model of repeat buying after the data have been seen: draws from the posterior distribution of its parameters, and
    what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. What customers are like (lambda and mu, or p) has
    been integrated out of its likelihood in closed form, so that the posterior is one of two or four parameters, and is
    sampled in their logarithms around its mode, which Newton's method finds with exact derivatives.
    
    Figures of customers are means over `most_draws` draws, spread evenly over the chains, with equal-tailed intervals
    where a level is asked for.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def from_bytes(bytes: bytes) -> BetaGeoPosterior:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BetaGeoPosterior:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def sample(summary: PurchaseSummary, priors: collections.abc.Mapping[str, tuple[str, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]] = {}, draws: typing.SupportsInt | typing.SupportsIndex = 2000, chains: typing.SupportsInt | typing.SupportsIndex = 4, warmup: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> BetaGeoPosterior:
        """
        Samples the posterior of the customers of a summary; `priors` are of those parameters that have not the default
        one.
        
        Throws FitError if there are no customers, and ParameterError for the prior of a parameter that there is not, and
        as sample_chains does.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def customer_draws(self, summary: PurchaseSummary, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 100) -> Frame:
        """
        What each customer may be like, once for each of `most_draws` draws of the parameters, one customer after another.
        """
    def diagnostics(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per parameter: parameter, mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat.
        """
    def draws(self) -> list[tuple[str, typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]]]:
        """
        The draws of a parameter: a row per draw, a column per chain.
        """
    def estimates(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> list[tuple[str, Estimate]]:
        """
        Posterior mean, standard deviation and equal-tailed interval of each parameter. Throws ParameterError unless 0 <
        level < 1.
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, draws: typing.SupportsInt | typing.SupportsIndex = 2000) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def frame(self) -> Frame:
        """
        One row per draw: chain, draw, a column per parameter, and log_density.
        """
    def prior_density(self, parameter: typing.SupportsInt | typing.SupportsIndex, at: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> list[float]:
        """
        The density of the parameter itself at x > 0.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation, with all that is not known: `most` + 2 numbers per customer, one customer after another.
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
    def total_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Estimate:
        """
        The purchases of all customers together in the time `horizon` after the end of observation, with all that is not
        known: the parameters, what each customer is like, and what chance does to them. Futures of all customers are
        drawn once for each draw of the parameters, keyed by the seed and the customer's number.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def accepted(self) -> tuple[float, float]:
        """
        The shares of independent proposals and of steps of the random walk that were accepted.
        """
    @property
    def chains(self) -> int:
        """
        one behind the other in the rows
        """
    @property
    def draws_per_chain(self) -> int:
        """
        Draws of each chain.
        """
    @property
    def log_density(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the logarithms of the parameters at each draw, up to a constant
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def priors(self) -> list[tuple[str, tuple[str, float, float]]]:
        """
        of the parameters, which are independent before there are data
        """
class ModifiedBetaGeoPosterior:
    """
    A model of repeat buying after the data have been seen: draws from the posterior distribution of its parameters, and
    what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. What customers are like (lambda and mu, or p) has
    been integrated out of its likelihood in closed form, so that the posterior is one of two or four parameters, and is
    sampled in their logarithms around its mode, which Newton's method finds with exact derivatives.
    
    Figures of customers are means over `most_draws` draws, spread evenly over the chains, with equal-tailed intervals
    where a level is asked for.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 'a', 'b']
    @staticmethod
    def from_bytes(bytes: bytes) -> ModifiedBetaGeoPosterior:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ModifiedBetaGeoPosterior:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def sample(summary: PurchaseSummary, priors: collections.abc.Mapping[str, tuple[str, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]] = {}, draws: typing.SupportsInt | typing.SupportsIndex = 2000, chains: typing.SupportsInt | typing.SupportsIndex = 4, warmup: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> ModifiedBetaGeoPosterior:
        """
        Samples the posterior of the customers of a summary; `priors` are of those parameters that have not the default
        one.
        
        Throws FitError if there are no customers, and ParameterError for the prior of a parameter that there is not, and
        as sample_chains does.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def customer_draws(self, summary: PurchaseSummary, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 100) -> Frame:
        """
        What each customer may be like, once for each of `most_draws` draws of the parameters, one customer after another.
        """
    def diagnostics(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per parameter: parameter, mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat.
        """
    def draws(self) -> list[tuple[str, typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]]]:
        """
        The draws of a parameter: a row per draw, a column per chain.
        """
    def estimates(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> list[tuple[str, Estimate]]:
        """
        Posterior mean, standard deviation and equal-tailed interval of each parameter. Throws ParameterError unless 0 <
        level < 1.
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, draws: typing.SupportsInt | typing.SupportsIndex = 2000) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def frame(self) -> Frame:
        """
        One row per draw: chain, draw, a column per parameter, and log_density.
        """
    def prior_density(self, parameter: typing.SupportsInt | typing.SupportsIndex, at: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> list[float]:
        """
        The density of the parameter itself at x > 0.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation, with all that is not known: `most` + 2 numbers per customer, one customer after another.
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
    def total_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Estimate:
        """
        The purchases of all customers together in the time `horizon` after the end of observation, with all that is not
        known: the parameters, what each customer is like, and what chance does to them. Futures of all customers are
        drawn once for each draw of the parameters, keyed by the seed and the customer's number.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def accepted(self) -> tuple[float, float]:
        """
        The shares of independent proposals and of steps of the random walk that were accepted.
        """
    @property
    def chains(self) -> int:
        """
        one behind the other in the rows
        """
    @property
    def draws_per_chain(self) -> int:
        """
        Draws of each chain.
        """
    @property
    def log_density(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the logarithms of the parameters at each draw, up to a constant
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def priors(self) -> list[tuple[str, tuple[str, float, float]]]:
        """
        of the parameters, which are independent before there are data
        """
class ParetoNBDPosterior:
    """
    A model of repeat buying after the data have been seen: draws from the posterior distribution of its parameters, and
    what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. What customers are like (lambda and mu, or p) has
    been integrated out of its likelihood in closed form, so that the posterior is one of two or four parameters, and is
    sampled in their logarithms around its mode, which Newton's method finds with exact derivatives.
    
    Figures of customers are means over `most_draws` draws, spread evenly over the chains, with equal-tailed intervals
    where a level is asked for.
    """
    names: typing.ClassVar[list] = ['r', 'alpha', 's', 'beta']
    @staticmethod
    def from_bytes(bytes: bytes) -> ParetoNBDPosterior:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ParetoNBDPosterior:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def sample(summary: PurchaseSummary, priors: collections.abc.Mapping[str, tuple[str, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]] = {}, draws: typing.SupportsInt | typing.SupportsIndex = 2000, chains: typing.SupportsInt | typing.SupportsIndex = 4, warmup: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> ParetoNBDPosterior:
        """
        Samples the posterior of the customers of a summary; `priors` are of those parameters that have not the default
        one.
        
        Throws FitError if there are no customers, and ParameterError for the prior of a parameter that there is not, and
        as sample_chains does.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def customer_draws(self, summary: PurchaseSummary, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 100) -> Frame:
        """
        What each customer may be like, once for each of `most_draws` draws of the parameters, one customer after another.
        """
    def diagnostics(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per parameter: parameter, mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat.
        """
    def draws(self) -> list[tuple[str, typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]]]:
        """
        The draws of a parameter: a row per draw, a column per chain.
        """
    def estimates(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> list[tuple[str, Estimate]]:
        """
        Posterior mean, standard deviation and equal-tailed interval of each parameter. Throws ParameterError unless 0 <
        level < 1.
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, draws: typing.SupportsInt | typing.SupportsIndex = 2000) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def frame(self) -> Frame:
        """
        One row per draw: chain, draw, a column per parameter, and log_density.
        """
    def prior_density(self, parameter: typing.SupportsInt | typing.SupportsIndex, at: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> list[float]:
        """
        The density of the parameter itself at x > 0.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation, with all that is not known: `most` + 2 numbers per customer, one customer after another.
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
    def total_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Estimate:
        """
        The purchases of all customers together in the time `horizon` after the end of observation, with all that is not
        known: the parameters, what each customer is like, and what chance does to them. Futures of all customers are
        drawn once for each draw of the parameters, keyed by the seed and the customer's number.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def accepted(self) -> tuple[float, float]:
        """
        The shares of independent proposals and of steps of the random walk that were accepted.
        """
    @property
    def chains(self) -> int:
        """
        one behind the other in the rows
        """
    @property
    def draws_per_chain(self) -> int:
        """
        Draws of each chain.
        """
    @property
    def log_density(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the logarithms of the parameters at each draw, up to a constant
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def priors(self) -> list[tuple[str, tuple[str, float, float]]]:
        """
        of the parameters, which are independent before there are data
        """
class NBDPosterior:
    """
    A model of repeat buying after the data have been seen: draws from the posterior distribution of its parameters, and
    what follows for customers.
    
    The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. What customers are like (lambda and mu, or p) has
    been integrated out of its likelihood in closed form, so that the posterior is one of two or four parameters, and is
    sampled in their logarithms around its mode, which Newton's method finds with exact derivatives.
    
    Figures of customers are means over `most_draws` draws, spread evenly over the chains, with equal-tailed intervals
    where a level is asked for.
    """
    names: typing.ClassVar[list] = ['r', 'alpha']
    @staticmethod
    def from_bytes(bytes: bytes) -> NBDPosterior:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> NBDPosterior:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def sample(summary: PurchaseSummary, priors: collections.abc.Mapping[str, tuple[str, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]] = {}, draws: typing.SupportsInt | typing.SupportsIndex = 2000, chains: typing.SupportsInt | typing.SupportsIndex = 4, warmup: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> NBDPosterior:
        """
        Samples the posterior of the customers of a summary; `priors` are of those parameters that have not the default
        one.
        
        Throws FitError if there are no customers, and ParameterError for the prior of a parameter that there is not, and
        as sample_chains does.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def customer_draws(self, summary: PurchaseSummary, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 100) -> Frame:
        """
        What each customer may be like, once for each of `most_draws` draws of the parameters, one customer after another.
        """
    def diagnostics(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
        """
        One row per parameter: parameter, mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat.
        """
    def draws(self) -> list[tuple[str, typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]]]:
        """
        The draws of a parameter: a row per draw, a column per chain.
        """
    def estimates(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> list[tuple[str, Estimate]]:
        """
        Posterior mean, standard deviation and equal-tailed interval of each parameter. Throws ParameterError unless 0 <
        level < 1.
        """
    def expected_of_new(self, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, draws: typing.SupportsInt | typing.SupportsIndex = 2000) -> Estimate:
        """
        The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
        """
    def expected_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
        asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
        """
    def frame(self) -> Frame:
        """
        One row per draw: chain, draw, a column per parameter, and log_density.
        """
    def prior_density(self, parameter: typing.SupportsInt | typing.SupportsIndex, at: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> list[float]:
        """
        The density of the parameter itself at x > 0.
        """
    def probability_alive(self, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.0, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
        """
    def purchase_distribution(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, most: typing.SupportsInt | typing.SupportsIndex = 10, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Frame:
        """
        The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
        of observation, with all that is not known: `most` + 2 numbers per customer, one customer after another.
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
    def total_purchases(self, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, seed: typing.SupportsInt | typing.SupportsIndex = 1, draws: typing.SupportsInt | typing.SupportsIndex = 500) -> Estimate:
        """
        The purchases of all customers together in the time `horizon` after the end of observation, with all that is not
        known: the parameters, what each customer is like, and what chance does to them. Futures of all customers are
        drawn once for each draw of the parameters, keyed by the seed and the customer's number.
        """
    def warnings_frame(self) -> Frame:
        """
        One row per warning: parameter, kind, meaning.
        """
    @property
    def accepted(self) -> tuple[float, float]:
        """
        The shares of independent proposals and of steps of the random walk that were accepted.
        """
    @property
    def chains(self) -> int:
        """
        one behind the other in the rows
        """
    @property
    def draws_per_chain(self) -> int:
        """
        Draws of each chain.
        """
    @property
    def log_density(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of the logarithms of the parameters at each draw, up to a constant
        """
    @property
    def observations(self) -> float:
        """
        customers
        """
    @property
    def priors(self) -> list[tuple[str, tuple[str, float, float]]]:
        """
        of the parameters, which are independent before there are data
        """
class CustomerFutures:
    """
    Futures of customers.
    """
    @property
    def frame(self) -> Frame:
        """
        Futures of customers.
        """
    @property
    def total(self) -> Frame:
        """
        of all customers together
        """
    @property
    def totals(self) -> list[float]:
        """
        in each draw, the purchases of all customers up to the horizon
        """
class TextbookFigure:
    """
    A figure that teaching hands on, such as "6 tell 5": named, so that nobody uses it unseen.
    
    No model has such a figure as a default; who wants one gives it, and the result says so. Texts are in English and in
    Chinese.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __float__(self) -> float:
        ...
    def __getstate__(self) -> str:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: str) -> None:
        ...
    @property
    def claim(self) -> str:
        ...
    @property
    def claim_zh(self) -> str:
        ...
    @property
    def evidence_against(self) -> str:
        """
        what research says against it, or that there is none
        """
    @property
    def evidence_against_zh(self) -> str:
        """
        what research says against it, or that there is none
        """
    @property
    def lower(self) -> float:
        """
        the range in which the sources state it; value to value where they give one number
        """
    @property
    def name(self) -> str:
        ...
    @property
    def source(self) -> str:
        ...
    @property
    def source_zh(self) -> str:
        ...
    @property
    def upper(self) -> float:
        """
        the range in which the sources state it; value to value where they give one number
        """
    @property
    def value(self) -> float:
        ...
class Reach:
    """
    How many people hear of what one customer has experienced.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> Reach:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Reach:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def distribution(self) -> Frame:
        """
        One row per number of people: people, probability, at_most (of so many or fewer).
        """
    def frame(self) -> Frame:
        """
        One row per generation, then "all", and "distinct" if there is a market: generation, people (with _lower and
        _upper), standard_error.
        """
    def quantile(self, p: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        The smallest number that so many people or fewer are told with probability p; infinite if it lies in the tail.
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
    def distinct(self) -> Estimate:
        """
        expected number of different people reached in the market; NaN without one
        """
    @property
    def distinct_variance(self) -> float:
        """
        of that number, by chance; NaN without a market
        """
    @property
    def generations(self) -> list[Estimate]:
        """
        expected number of people told in each generation
        """
    @property
    def market(self) -> float | None:
        """
        people who may be told at all
        """
    @property
    def mean(self) -> Estimate:
        """
        expected number told in all generations; its error is that of the inputs
        """
    @property
    def people(self) -> Estimate:
        """
        the same for one customer, with the spread of chance: the standard error is the standard
        """
    @property
    def tail(self) -> float:
        """
        probability of more people than `probabilities` goes to
        """
    @property
    def variance(self) -> float:
        """
        of the number told, by chance
        """
class WordOfMouth:
    """
    Word of mouth as a branching process: a customer tells people of an experience, each of them tells others, and so
    on.
    
    With the laws of generations 1, ..., G and their means m_g and variances v_g, the number T told by one customer is
    the total progeny of a process in varying environment. From the last generation back, for what one person of
    generation g - 1 sets off,
    
        M_g = m_g (1 + M_(g+1)),   V_g = m_g V_(g+1) + v_g (1 + M_(g+1))^2,   G_g(s) = f_g(s G_(g+1)(s)).
    
    Sources: Galton and Watson (1874), "On the probability of the extinction of families"; Harris (1963), "The theory of
    branching processes", chapter I, and section I.13.2 on the total number of people; Jagers (1975), "Branching
    processes with biological applications".
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> WordOfMouth:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> WordOfMouth:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, tells: collections.abc.Sequence[Estimate], laws: collections.abc.Sequence[str], shapes: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        """
        Laws of the first, second, ... generation. Throws ParameterError if there is none, more than 1,000, or one that is
        not valid.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def endless_mean(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The expected number of people told if the last law goes on for all generations: with its mean m below 1, each
        person of the last generation sets off m / (1 - m); infinite from 1 on. There is no error where the interval of m
        includes 1.
        """
    def extinction(self, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
        """
        The probability that the word dies out if the last law goes on for all generations: from the smallest root q of
        f(q) = q, carried back through the laws before. 1 if the last mean is at most 1 (and its variance is not 0). There
        is no error where the interval of the last mean includes 1: the delta method does not hold there.
        """
    def reach(self, market: typing.SupportsFloat | typing.SupportsIndex | None = None, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Reach:
        """
        How many people are told in these generations.
        
        The distribution goes as far as all but 1e-12 of the probability, or to 20,000 people. In a market of N people
        (at least 2) each telling finds any of them with the same probability, so that many are told twice; whoever hears
        it passes it on each time. Of T tellings then reach N (1 - (1 - 1/N)^T) different people on the mean (the
        classical occupancy problem: Feller 1968, "An introduction to probability theory and its applications" I, chapter
        IV.2), and so
        
            E[D] = N (1 - G(1 - 1/N)),   var D = N (N - 1) G(1 - 2/N) + N G(1 - 1/N) - N^2 G(1 - 1/N)^2,
        
        exactly. Where those who hear it again keep silent, fewer are reached in the second and later generations, see
        simulate. Throws ParameterError unless the level is between 0 and 1 and the market is at least 2.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, market: typing.SupportsInt | typing.SupportsIndex | None = None) -> Column:
        """
        Numbers of people reached by drawn customers. In a market they are different people, and a person who hears it
        again keeps silent. Throws ParameterError if one customer is expected to reach more than 1e6 people.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    @property
    def laws(self) -> list[str]:
        ...
    @property
    def tells(self) -> list[Estimate]:
        ...
class NetWordOfMouth:
    """
    Good word against bad: what a customer's experience sets off if a share of the customers is dissatisfied.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> NetWordOfMouth:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> NetWordOfMouth:
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
        One row per figure: figure, value (with _lower and _upper), standard_error.
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
    def bad(self) -> Estimate:
        """
        expected people who hear bad of one dissatisfied customer
        """
    @property
    def break_even_share(self) -> Estimate:
        """
        share of the dissatisfied from which on the bad word outweighs the good
        """
    @property
    def good(self) -> Estimate:
        """
        expected people who hear good of one satisfied customer
        """
    @property
    def net(self) -> Estimate:
        """
        per customer: (1 - share) good - share weight bad
        """
    @property
    def ratio(self) -> Estimate:
        """
        bad / good
        """
class Accustoming:
    """
    Becoming accustomed to a standard: a Markov chain over states, whose time is the number of exposures to the service.
    
    Transition probabilities are known, given with their errors, or estimated. All further figures are exact functions
    of the matrix (Kemeny and Snell 1960, "Finite Markov chains"), and their errors follow from those of its rows by the
    delta method with exact derivatives; rows are independent. No state is absorbing unless it is said to be.
    """
    @staticmethod
    def fit(customer: Column, state: Column, *, at: Column = ..., states: collections.abc.Sequence[str], absorbing: collections.abc.Sequence[str], prior: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> Accustoming:
        """
        Estimates the matrix from sequences: a row per exposure, with the customer and the state, in the order of `at` or
        else of the rows.
        
        Each row of the matrix is a Dirichlet posterior; probabilities are posterior means with central intervals of their
        beta distributions. An exposure whose state is missing is counted, and no transition goes over it. Throws
        RecordError, naming column, row and value, for a missing customer, a state that is not there, a time that cannot
        be read, columns of different lengths, and a transition out of an absorbing state; ParameterError for options that
        are not sound.
        """
    @staticmethod
    def from_bytes(bytes: bytes) -> Accustoming:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def from_ladder(onward: collections.abc.Sequence[Estimate], back: collections.abc.Sequence[Estimate], last_absorbs: bool, states: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex) -> Accustoming:
        """
        The chain of a ladder. Throws ParameterError for probabilities that are none or sum to more than 1, and unless the
        last step is left exactly if it does not absorb.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> Accustoming:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, matrix: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], states: collections.abc.Sequence[str] = ['not_adapted', 'enjoys', 'compares', 'advocates'], absorbing: collections.abc.Sequence[str] = [], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> None:
        """
        A matrix that is known. Throws ParameterError unless there are 2 to 100 states of different names, each row has
        probabilities that sum to 1 (to 1e-9), and exactly the states that are said to be absorbing are never left.
        """
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def absorption(self) -> Frame:
        """
        The probability to end in each absorbing state, from each other state: from, to, probability (with _lower and
        _upper), standard_error. Throws ParameterError if no state is absorbing, or some state never leads to one.
        """
    def course(self, exposures: typing.SupportsInt | typing.SupportsIndex, start: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = []) -> Frame:
        """
        The same after 0, 1, ..., `exposures` (at most 10,000): exposures, state, share (with _lower and _upper),
        standard_error.
        """
    def exposures_to(self, state: str) -> list[Estimate]:
        """
        Expected exposures until a state is first reached, from each state; 0 from itself, infinite where it may never be.
        Intervals are normal on the scale of the logarithm.
        """
    def probability(self, before: str, after: str) -> Estimate:
        """
        The probability to be in state `to` one exposure after state `from`.
        """
    def save(self, path: os.PathLike | str | bytes) -> None:
        """
        Saves a value to a file.
        
        The file is at every moment either whole and old or whole and new, even if the process is killed. Throws
        ArchiveError, with the path and the system's reason, if it cannot be written; the old file then stays as it was.
        """
    def shares_after(self, exposures: typing.SupportsInt | typing.SupportsIndex, start: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = []) -> list[Estimate]:
        """
        Shares of the states after so many exposures of customers who begin with the shares `start` (empty: all in the
        first state). Intervals are normal on the logit scale.
        """
    def simulate(self, customers: typing.SupportsInt | typing.SupportsIndex, exposures: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex) -> Frame:
        """
        Customers drawn from the chain, all beginning in the first state: customer, exposure (from 0), state.
        """
    def stationary(self) -> Frame:
        """
        The shares of states to which the chain comes in the end: state, share (with _lower and _upper), standard_error.
        Throws ParameterError unless every state leads to every other.
        """
    def times(self) -> Frame:
        """
        The same for every state: from, to, exposures (with _lower and _upper), standard_error, and the standard deviation
        over customers.
        """
    def to_bytes(self) -> bytes:
        """
        The archive of a value, as bytes. The same value gives the same bytes on every machine.
        """
    def transitions(self) -> Frame:
        """
        One row per pair of states: from, to, count, probability (with _lower and _upper), standard_error.
        """
    @property
    def absorbing(self) -> list[str]:
        ...
    @property
    def counts(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        of transitions; 0 if not fitted
        """
    @property
    def level(self) -> float:
        ...
    @property
    def matrix(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        ...
    @property
    def prior(self) -> float:
        """
        0 if the matrix was given
        """
    @property
    def states(self) -> list[str]:
        ...
    @property
    def unknown(self) -> int:
        """
        exposures without a state
        """
class RetentionEffect:
    """
    What raising retention brings.
    """
    @property
    def after(self) -> Estimate:
        """
        value of a customer
        """
    @property
    def before(self) -> Estimate:
        """
        value of a customer
        """
    @property
    def gain(self) -> Estimate:
        """
        after - before; what the higher retention costs is not in it
        """
    @property
    def points(self) -> float:
        """
        added to every retention rate, which stays at most 1
        """
    @property
    def relative(self) -> Estimate:
        """
        gain / before; NaN unless the value before is positive
        """
class CustomerEconomics:
    """
    The economics of one customer: profit by year, value, the year that pays back the acquisition, and what a higher
    retention is worth.
    
    Everyone won is a customer in the first year; the second follows with the probability of the first renewal, and so
    on. The profit of year t is discounted by (1 + discount)^-(t - 1), that of the first not at all:
    
        value = -acquisition + sum over t of profit_t r_1 ... r_(t-1) / (1 + discount)^(t - 1).
    
    With a constant profit m and retention r and without end it is m (1 + d) / (1 + d - r) - acquisition (Gupta and
    Lehmann 2003, "Customers as assets", Journal of Interactive Marketing 17). Errors come from those of the inputs,
    which are independent but for the parameters of a fitted model, by the delta method with exact derivatives.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> CustomerEconomics:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> CustomerEconomics:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, *, base_profit: collections.abc.Sequence[Estimate], growth: Estimate, cost_saving: collections.abc.Sequence[Estimate], referrals: collections.abc.Sequence[Estimate], price_premium: collections.abc.Sequence[Estimate], retention_cost: collections.abc.Sequence[Estimate], acquisition_cost: Estimate, retention: collections.abc.Sequence[Estimate] | ShiftedBetaGeoModel | BetaDiscreteWeibullModel, discount: Estimate, years: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> None:
        """
        Throws ParameterError for inputs that are not finite, a retention outside [0, 1] or none, a growth or discount at
        or below -1, a negative cost of acquisition, no base profit, or a horizon that is not from 1 to 1000 years.
        """
    def __len__(self) -> int:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def break_even(self) -> Estimate:
        """
        The first year at whose end the customers won have paid back their acquisition; infinite if none does. The
        interval is from the year in which the upper end of the cumulative value has, to that of its lower end; there is
        no standard error.
        """
    def frame(self) -> Frame:
        """
        One row per year: year, survival, the streams, profit, discounted, and cumulative (with _lower and _upper).
        """
    def new_for_one_lost(self, renewals: typing.SupportsInt | typing.SupportsIndex) -> Estimate:
        """
        How many new customers have the value that is lost with one who leaves after so many renewals; infinite if a new
        customer is worth nothing.
        """
    def raising_retention(self, points: typing.SupportsFloat | typing.SupportsIndex = 0.05) -> RetentionEffect:
        """
        What it brings if every retention rate is so many points (0.05: five of a hundred) higher. Throws ParameterError
        unless the points are from -1 to 1.
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
    def value_after(self, renewals: typing.SupportsInt | typing.SupportsIndex) -> Estimate:
        """
        The value, from then on, of one who is still a customer after so many renewals (at most 1000), over as many years
        as the value of a new one.
        """
    @property
    def discount(self) -> Estimate:
        ...
    @property
    def level(self) -> float:
        ...
    @property
    def value(self) -> Estimate:
        """
        The value of a customer: the present value of all years, less the cost of acquisition.
        """
class ReplacementCost:
    """
    What it costs to win customers in the place of one who is lost, against what keeping one costs.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ReplacementCost:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ReplacementCost:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
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
    def acquisition(self) -> Estimate:
        """
        cost of winning one customer: ratio times the cost of keeping one
        """
    @property
    def break_even_spend(self) -> Estimate:
        """
        on keeping one customer, in usual costs of keeping one: up to there keeping is cheaper
        """
    @property
    def replacement(self) -> Estimate:
        """
        cost of winning as many as replace one lost
        """
class ReferralValue:
    """
    What a customer's word is worth beside the customer's own purchases.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> ReferralValue:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ReferralValue:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
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
    def chain(self) -> Estimate:
        """
        value if each of them brings as many, and so on; infinite where each brings one or more
        """
    @property
    def customers(self) -> Estimate:
        """
        new customers who come of one customer's word
        """
    @property
    def value(self) -> Estimate:
        """
        of these customers
        """
class ResponseCurve:
    """
    The share of people who are won, or kept, by how much is spent on each of them: ceiling (1 - exp(-rate spend)).
    
    Source: Blattberg and Deighton (1996), "Manage marketing by the customer equity test", Harvard Business Review 74.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    @staticmethod
    def from_bytes(bytes: bytes) -> ResponseCurve:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> ResponseCurve:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    @staticmethod
    def through(spend: typing.SupportsFloat | typing.SupportsIndex, share: Estimate, ceiling: Estimate, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ResponseCurve:
        """
        The curve by the ceiling and one point on it: that so much spending per head gives that share. Throws
        ParameterError unless the spending is positive and the share between 0 and the ceiling.
        """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, ceiling: Estimate, rate: Estimate) -> None:
        """
        Throws ParameterError for a ceiling or rate that is none.
        """
    def __repr__(self) -> str:
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
    def ceiling(self) -> Estimate:
        """
        share with unlimited spending, above 0 and at most 1
        """
    @property
    def rate(self) -> Estimate:
        """
        how quickly it is approached, per money; positive
        """
class BudgetSplit:
    """
    The best split of a budget.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> BudgetSplit:
        """
        The value in an archive made by `to_bytes`.
        
        Throws ArchiveError if the bytes are damaged or cut off, hold another kind of value or come from a newer version of
        the library. No more memory is used than the bytes can account for, whatever sizes they claim.
        """
    @staticmethod
    def load(path: os.PathLike | str | bytes) -> BudgetSplit:
        """
        The value in a file made by `save`.
        
        Throws ArchiveError, with the path, if the file cannot be read, is damaged or cut off, holds another kind of value
        or comes from a newer version of the library.
        """
    def __getstate__(self) -> bytes:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def curve(self, steps: typing.SupportsInt | typing.SupportsIndex = 100) -> Frame:
        """
        Customer equity by what share of the money goes to winning, on a grid of so many steps: winning_share, equity. As
        much is spent as by the best split.
        """
    def equity_of(self, per_prospect: typing.SupportsFloat | typing.SupportsIndex, per_customer: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        Customer equity if so much is spent on each prospect, and on each customer in every year.
        
        With the shares won a and kept r, margin m, discount d, P prospects and C customers, and R spent per customer and
        year, it is
        
            P (a L - A) + C (L - m),   L = m + (m r - R) / (1 + d - r),
        
        where L is the value of a customer won: the equity of Blattberg and Deighton (1996), with the customers there are
        beside the prospects, who have given this year's margin already. Throws ParameterError for a problem that is not
        valid, and negative spending.
        """
    def frame(self) -> Frame:
        """
        One row per figure: figure, value (with _lower and _upper), standard_error.
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
    def budget(self) -> float | None:
        ...
    @property
    def equity(self) -> Estimate:
        """
        customer equity
        """
    @property
    def keeping(self) -> Estimate:
        """
        money spent on all
        """
    @property
    def kept_share(self) -> Estimate:
        """
        of prospects, and of customers in each year
        """
    @property
    def kind(self) -> str:
        ...
    @property
    def level(self) -> float:
        ...
    @property
    def marginal_keeping(self) -> Estimate:
        """
        the same on keeping; NaN without customers
        """
    @property
    def marginal_winning(self) -> Estimate:
        """
        what one more unit of money on winning adds to the equity, net of it
        """
    @property
    def per_customer(self) -> Estimate:
        """
        money spent on each
        """
    @property
    def per_prospect(self) -> Estimate:
        """
        money spent on each
        """
    @property
    def value_of_new(self) -> Estimate:
        """
        of a customer won, before the cost of winning
        """
    @property
    def winning(self) -> Estimate:
        """
        money spent on all
        """
    @property
    def won_share(self) -> Estimate:
        """
        of prospects, and of customers in each year
        """
def accustoming_states() -> list[str]:
    """
    The steps of the ladder: not_adapted, enjoys, compares, advocates.
    
    A customer who is not used to a standardized service comes to enjoy it; what delighted becomes expected, and is
    compared with others; who finds it better advocates it. Source: a lecture on customer-service management; that what
    delights becomes expected is Kano, Seraku, Takahashi and Tsuji (1984), "Attractive quality and must-be quality".
    """
def airline_reasons_to_causes() -> LabelMapping:
    """
    The ten reasons of complaints about US airlines on Twitter (2015), as Keaveney's (1995) causes. The reasons of the
    rows are ours.
    """
def analyze_asymmetry(survey: Survey, outcome: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], dimensions: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]], missing: str, replicates: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> Asymmetry:
    """
    Splits each gap into its part below and above 0, and regresses the outcome on both: falling short hurts more than
    exceeding helps where the first slope is the greater (Anderson and Sullivan 1993, Marketing Science 12; Mittal, Ross
    and Baldasare 1998, Journal of Marketing 62).
    
    Of a dimension, and of the whole, the parts are means over a respondent's items. Each row is a regression of its
    own: slopes of items are not adjusted for other items. Intervals are those of the bootstrap over respondents; that
    of the ratio is taken on the angle of the two slopes, so that it stays an interval where the lower one passes 0.
    
    `outcome` has a number for each questionnaire of the survey, NaN where unknown. Throws ParameterError if its size is
    another, or for full information. A slope that cannot be found, as where nobody was exceeded, is NaN.
    """
def analyze_gaps(survey: Survey, dimensions: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]], missing: str = 'pairwise', replicates: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> GapAnalysis:
    """
    Measures the gap of every item, dimension and of the whole, after Parasuraman, Zeithaml and Berry (1988),
    "SERVQUAL", Journal of Retailing 64, and (1994) 70 for the zone of tolerance.
    
    A gap is experience less expectation, of one respondent; means are over respondents. The score of a dimension is the
    mean of a respondent's items in it, the overall score that of all items. Standard errors are those of samples
    (divisor n - 1 under the root): standard deviation over the root of n; where a respondent filled in several
    questionnaires, the standard deviation of the bootstrap over respondents.
    
    Intervals of gaps are simultaneous within items and within dimensions, by the bootstrap of the greatest t: the
    critical value is the quantile of max |gap* - gap| / se* over the family (Romano and Wolf 2005, "Exact and
    approximate stepdown methods for multiple hypothesis testing", JASA 100; one step). All other intervals are
    percentile intervals of the same replicates, one by one; shares of single items are Wilson's.
    
    The reliability of a dimension, and of all items, is Cronbach's alpha of the respondents who answered all of its
    items. That of a single item in a dimension follows from the correction for attenuation: the square of its
    correlation with the rest of the dimension, over alpha of the rest (Wanous and Reichers 1996, "Estimating the
    reliability of a single-item measure", Psychological Reports 78).
    
    Warnings name items that are constant or answered by few, and say when a gap is less reliable than its parts
    (Peter, Churchill and Brown 1993, Journal of Consumer Research 19). Throws ParameterError for a dimension that names
    an unknown item or none, an item in two dimensions, or full information; FitError if nobody answered.
    """
def blended_acquisition_cost(acquisition_cost: Estimate, referred_share: Estimate, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The mean cost of winning a customer if a share of the new ones comes by referral, without cost: it falls as
    referrals rise. Throws ParameterError unless the cost is not negative and the share from 0 to 1.
    """
def budget_split(*, budget: typing.SupportsFloat | typing.SupportsIndex | None, prospects: typing.SupportsFloat | typing.SupportsIndex, customers: typing.SupportsFloat | typing.SupportsIndex, margin: Estimate, discount: Estimate, winning: ResponseCurve, keeping: ResponseCurve, level: typing.SupportsFloat | typing.SupportsIndex) -> BudgetSplit:
    """
    The split of the budget between winning and keeping with the greatest customer equity.
    
    Where the budget binds, the marginal values of both are equal: the sign of their difference is bisected from a grid
    of brackets to the last bit, and the best of the roots and both ends is taken. Where it does not, the spending on
    keeping is the one root of the derivative of L, and that on winning is log(ceiling rate L) / rate (Pfeifer 2005,
    "The optimal ratio of acquisition and retention costs", Journal of Targeting, Measurement and Analysis for Marketing
    13). Errors come from those of margin, discount and curves, by the delta method through the conditions of the
    optimum.
    """
def business_overlap(first: BusinessDefinition, second: BusinessDefinition) -> BusinessOverlap:
    """
    Compares two definitions, neither of which may be empty (ParameterError).
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
    intervals of the least (from 0) and of the greatest (without end) are one-sided: see duration_estimates().
    """
def cause_needs(cases: typing.SupportsInt | typing.SupportsIndex, cause_rows: Column, causes: Column, need_rows: Column, needs: Column, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> CauseNeeds:
    """
    Counts causes against needs.
    
    Throws RecordError if the two do not have the same number of cases, and ParameterError unless 0 < level < 1.
    """
def cause_shares(cases: typing.SupportsInt | typing.SupportsIndex, rows: Column, causes: Column, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> CauseShares:
    """
    Counts the causes of cases. Throws ParameterError unless 0 < level < 1.
    """
def check_transition(from_stage: str, to_stage: str) -> None:
    """
    Throws ParameterError, naming both stages, unless the change is legal.
    """
def chi_square_upper_tail(x: typing.SupportsFloat | typing.SupportsIndex, degrees: typing.SupportsFloat | typing.SupportsIndex) -> float:
    """
    Probability that chi-square with `degrees` > 0 degrees of freedom exceeds x: the p-value of a chi-square test.
    """
def clopper_pearson(successes: typing.SupportsInt | typing.SupportsIndex, trials: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A proportion with the exact interval of Clopper and Pearson (1934), which covers at least `level` for every true
    value.
    
    The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
    ParameterError unless 0 <= successes <= trials and 0 < level < 1. The bounds are quantiles of beta distributions;
    Newcombe (1998), method 5.
    """
def closing_plan(names: collections.abc.Sequence[str], expectation: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], experience: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], importance: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], tolerance: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], spread: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], floors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], slopes: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], gap_draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], negative_draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], positive_draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], levers: collections.abc.Sequence[Lever], budget: typing.SupportsFloat | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex = 10, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ClosingPlan:
    """
    The best plan within the budget, and how sure of it one can be.
    
    All mixes of an item's levers are listed once (those that cannot be best left out), and one mix of every item is
    chosen by MultipleChoiceKnapsack; divisible levers are moved in steps. The same problem is solved again on every
    draw of gaps and slopes: a draw moves the gap, its experience taken as it is (so that the room to the top of the
    scale stays), and the plan's value on each draw gives its interval.
    
    Where several levers of a plan act on one item, the value of each is the mean of what it adds in the order of the
    levers and in the reverse order, which for two is their Shapley value (1953).
    
    Throws ParameterError for a budget that is not positive and finite, no levers, two levers of one name, a lever for
    an unknown item and as lever_levels does; RecordError, naming the item, for figures that are missing, not finite or
    off the scale, and for vectors or draws of a wrong length.
    """
@typing.overload
def cohort_purchases(model: BetaGeoModel, ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], customers: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: ModifiedBetaGeoModel, ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], customers: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: ParetoNBDModel, ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], customers: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: NBDModel, ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], customers: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, from_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], to_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, from_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], to_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
@typing.overload
def cohort_purchases(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, from_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], to_ages: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
    customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
    until an earlier age is taken off.
    
    Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
    
    Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
    """
def compare_gaps(first: GapAnalysis, second: GapAnalysis) -> GapComparison:
    """
    Compares the gaps of two groups that have no respondent in common, by the greatest Welch t of their bootstraps,
    which must have had different seeds. Throws ParameterError if items, dimensions or numbers of replicates differ.
    """
def complaint_meanings() -> Frame:
    """
    The meanings with their names, descriptions and Chinese names, in the order of the enumeration.
    """
def concentration(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], top: typing.SupportsFloat | typing.SupportsIndex = 0.2, level: typing.SupportsFloat | typing.SupportsIndex = 0.95, held: typing.SupportsFloat | typing.SupportsIndex = 0.8) -> Concentration:
    """
    How the values are concentrated, one value for each customer, in any order and any unit.
    
    `top` and `held` are shares above 0 and up to 1; 20 % and 80 % are Pareto's rule. A value below 0 enters as 0 and is
    counted. Without any value above 0 nothing can be said and all figures are NaN; one customer alone has figures but
    neither standard errors nor intervals. O(n log n). Throws RecordError with its position if a value is NaN or
    infinite, and ParameterError for shares or a level outside their domain.
    """
def continuous_rate(annual_discount: typing.SupportsFloat | typing.SupportsIndex, unit: str) -> float:
    """
    The rate of continuous discounting per unit of time that an annual discount amounts to: log(1 + annual) over the
    units in a year of 365.25 days. Money of a year ahead is worth 1 / (1 + annual).
    
    Throws ParameterError unless the discount is finite and not negative.
    """
def contracts_of(started: Column, ended: Column, until: typing.SupportsInt | typing.SupportsIndex, period: typing.SupportsInt | typing.SupportsIndex = 1, is_of_months: bool = True, zone: TimeZone = ...) -> ContractSummary:
    """
    How many renewals contracts have come to, from the days on which they started and ended.
    
    Columns of equal length: starts, and ends, missing where a contract stands. Renewals are due every period after the
    start; by months on the same day of the month, or the last one of a shorter month. Who left in the course of a
    period, or on the day of a renewal, ended at this renewal, the first not before the end. A contract without an end,
    or with one after `until`, has come to the renewals due until then and stands. One that starts after `until` is left
    out.
    
    Throws RecordError, with the row, for a start that is missing and an end before the start; ParameterError for a
    period that is not positive.
    """
@typing.overload
def count_probabilities(model: BetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: ModifiedBetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: ParetoNBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: NBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
@typing.overload
def count_probabilities(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, counts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> Frame:
    """
    The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
    
    Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
    sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
    data", Biometrics 65).
    
    Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
    """
def covariate_of_customers(covariates: Frame, name: str, summary: PurchaseSummary) -> Column:
    """
    The row of covariates of each customer of a summary.
    
    Where both have ids, those of the column customer_id, rows are found by them; rows of others are left aside. Else
    row i is that of customer i. Throws RecordError that names a customer without a row or with two, or if there are not
    as many rows as customers.
    """
@typing.overload
def customer_futures(model: BetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: ModifiedBetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: ParetoNBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: NBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_futures(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> CustomerFutures:
    """
    Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
    rate of purchases, dropout), then the purchases.
    
    Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
    ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
    ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
    """
@typing.overload
def customer_log_likelihoods(model: BetaGeoModel, summary: PurchaseSummary) -> Column:
    """
    The log-likelihood of each customer of a summary under a model, in the order of the customers: the terms of which
    PurchaseModel::log_likelihood is the sum, as tests of models that are not nested need them.
    """
@typing.overload
def customer_log_likelihoods(model: ModifiedBetaGeoModel, summary: PurchaseSummary) -> Column:
    """
    The log-likelihood of each customer of a summary under a model, in the order of the customers: the terms of which
    PurchaseModel::log_likelihood is the sum, as tests of models that are not nested need them.
    """
@typing.overload
def customer_log_likelihoods(model: ParetoNBDModel, summary: PurchaseSummary) -> Column:
    """
    The log-likelihood of each customer of a summary under a model, in the order of the customers: the terms of which
    PurchaseModel::log_likelihood is the sum, as tests of models that are not nested need them.
    """
@typing.overload
def customer_log_likelihoods(model: NBDModel, summary: PurchaseSummary) -> Column:
    """
    The log-likelihood of each customer of a summary under a model, in the order of the customers: the terms of which
    PurchaseModel::log_likelihood is the sum, as tests of models that are not nested need them.
    """
def customer_needs() -> Frame:
    """
    The six needs of customers that a requirement may serve: friendliness, importance, fairness, choice, understanding,
    information. A requirement may name another need in free text.
    """
@typing.overload
def customer_survival(model: BetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: ModifiedBetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: ParetoNBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: NBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
    """
@typing.overload
def customer_survival(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    The probability that each customer is alive at a time after the end of observation.
    
    A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
    ParameterError if the time is negative or not finite.
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
def days_in_unit(unit: str) -> float:
    """
    The unit in which times are counted: 1, 7, 365.25 / 12 or 365.25 days.
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
def discounted_opportunities(model: BetaGeoBetaBinomModel, summary: OpportunitySummary, discount: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected purchases of customers of each pattern at all opportunities to come (DERT, discounted expected
    residual transactions).
    
    The discount is that of one period between opportunities, above 0. A level of 0 asks for no intervals, which are by
    the delta method and normal on the scale of the logarithm. Source: Fader, Hardie and Shang (2010), "Customer-base
    analysis in a discrete-time noncontractual setting", Marketing Science 29, whose equation in 2F1 this sums. Throws
    ParameterError for a discount that is not positive and finite.
    """
@typing.overload
def discounted_purchases(model: BetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, rate: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected purchases of each customer after the end of observation (DERT, discounted expected residual
    transactions, where the horizon is infinite).
    
    The rate is that of continuous discounting per unit of time; see continuous_rate. A level of 0 asks for no
    intervals, which are by the delta method and normal on the scale of the logarithm. Throws ParameterError if the
    horizon or the rate is negative or NaN, the rate infinite, or the horizon infinite without discounting.
    """
@typing.overload
def discounted_purchases(model: ModifiedBetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, rate: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected purchases of each customer after the end of observation (DERT, discounted expected residual
    transactions, where the horizon is infinite).
    
    The rate is that of continuous discounting per unit of time; see continuous_rate. A level of 0 asks for no
    intervals, which are by the delta method and normal on the scale of the logarithm. Throws ParameterError if the
    horizon or the rate is negative or NaN, the rate infinite, or the horizon infinite without discounting.
    """
@typing.overload
def discounted_purchases(model: ParetoNBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, rate: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected purchases of each customer after the end of observation (DERT, discounted expected residual
    transactions, where the horizon is infinite).
    
    The rate is that of continuous discounting per unit of time; see continuous_rate. A level of 0 asks for no
    intervals, which are by the delta method and normal on the scale of the logarithm. Throws ParameterError if the
    horizon or the rate is negative or NaN, the rate infinite, or the horizon infinite without discounting.
    """
@typing.overload
def discounted_purchases(model: NBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, rate: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected purchases of each customer after the end of observation (DERT, discounted expected residual
    transactions, where the horizon is infinite).
    
    The rate is that of continuous discounting per unit of time; see continuous_rate. A level of 0 asks for no
    intervals, which are by the delta method and normal on the scale of the logarithm. Throws ParameterError if the
    horizon or the rate is negative or NaN, the rate infinite, or the horizon infinite without discounting.
    """
def discovery_channels() -> Frame:
    """
    The channels with their names, meanings and Chinese names, in the order of the enumeration.
    """
def drivers(answers: Frame, outcome: str, missing: str = 'pairwise', replicates: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Drivers:
    """
    The drivers of an outcome, which is the column of that name; all other columns are drivers.
    
    R-squared of every subset of the drivers is exact, of their moments (see ShapleyRSquared). Throws ParameterError if
    there is no such column, or for more than `most_drivers` drivers; FitError if the outcome does not vary, no driver
    does, or a pair of columns has fewer than two respondents who answered both.
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
def filter_expectations(series: RatingSeries, parameters: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex], every_visit: bool = False) -> tuple[float, Frame]:
    """
    Filters all series: what each customer expected at each visit and expects now.
    
    Variances and gains do not depend on what was answered. They are made once for series that answer every question at
    every visit, and followed from the first missing answer on for the others. `item_levels` has a level for each item.
    """
def fit_halo(scores: Frame, outcome: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> HaloFit:
    """
    Estimates alpha from an outcome, one for each row (NaN where not known), such as overall satisfaction.
    
    The outcome is regressed on mean and minimum of a customer's scores by least squares; with their coefficients b and
    c, alpha is c / (b + c) and the slope b + c. It is not forced into [0, 1]: an interval that reaches beyond says that
    the data allow it. Intervals come by the delta method from the covariance HC3 of MacKinnon and White (1985), "Some
    heteroskedasticity-consistent covariance matrix estimators", Journal of Econometrics 29; Student's t is not used, as
    the ratio is only normal in large samples anyway. Throws FitError with fewer than five customers, or if mean and
    minimum do not vary apart; RecordError as halo() does, and if the outcome is infinite or of another length.
    """
def fit_spend_values(customer: Column, amount: Column, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> GammaGammaModel:
    """
    Estimates the parameters by maximum likelihood from the values of single purchases (the individual form): a row
    per purchase, with its customer.
    
    All purchases have part in it, the first ones too. Rows without a customer or without a positive amount have none;
    a warning of kind without_value counts them. Throws RecordError for columns that differ in length or have a wrong
    type, and for an infinite amount; FitError if fewer than two customers are left, or all have the same mean value.
    """
def follows_frame(log: EventLog, replicates: typing.SupportsInt | typing.SupportsIndex = 200, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Frame:
    """
    The edges with their uncertainty, the most frequent first: from, to, count with its interval, and share, the
    probability that `to` comes after `from` (the end of the case is one of the things that may come), with its
    interval; by the bootstrap over sampling_units().
    """
@typing.overload
def frequency_correlation(model: GammaGammaModel, summary: PurchaseSummary, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    Whether those who buy more often spend more or less per purchase, which the model says they do not: the
    correlation of the logarithms of frequency x and mean value m of the customers who bought again for a positive
    amount.
    
    From log m is taken off what x does to its mean in the model, digamma(p x) - log(p x), so that the correlation is
    0 if the model holds, although the mean of few purchases is more skewed. The interval is normal on Fisher's scale,
    with the standard error of the correlation's influence function, for log m varies less the larger x is. NaN where
    fewer than four customers or no differences are left.
    """
@typing.overload
def frequency_correlation(model: GammaGammaModel, customer: Column, amount: Column, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    Whether those who buy more often spend more or less per purchase, which the model says they do not: the
    correlation of the logarithms of frequency x and mean value m of the customers who bought again for a positive
    amount.
    
    From log m is taken off what x does to its mean in the model, digamma(p x) - log(p x), so that the correlation is
    0 if the model holds, although the mean of few purchases is more skewed. The interval is normal on Fisher's scale,
    with the standard error of the correlation's influence function, for log m varies less the larger x is. NaN where
    fewer than four customers or no differences are left.
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
@typing.overload
def future_of_customer(model: BetaGeoModel, summary: PurchaseSummary, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: ModifiedBetaGeoModel, summary: PurchaseSummary, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: ParetoNBDModel, summary: PurchaseSummary, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: NBDModel, summary: PurchaseSummary, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
@typing.overload
def future_of_customer(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, customer: typing.SupportsInt | typing.SupportsIndex, horizon: typing.SupportsFloat | typing.SupportsIndex, draws: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, steps: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, parameters_vary: bool) -> Frame:
    """
    The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
    customer.
    """
def halo(scores: Frame, alpha: typing.SupportsFloat | typing.SupportsIndex = 0.5, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Halo:
    """
    The aggregate over customers: one row per customer, one column per touchpoint.
    
    Throws RecordError, naming the column, row and value, for a score beyond 1e12 and for a frame without columns,
    and ParameterError unless alpha is in [0, 1] and 0 < level < 1.
    """
def halo_score(scores: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], alpha: typing.SupportsFloat | typing.SupportsIndex) -> float:
    """
    What a customer makes of several touchpoints where one act colors the whole: (1 - alpha) mean + alpha min.
    
    With alpha = 0 every touchpoint counts alike, with alpha = 1 only the weakest does; for every alpha between, no
    score that rises lets the aggregate fall. A score that is NaN is left out; without any score the result is NaN.
    Throws ParameterError unless alpha is in [0, 1]. The form is ours (it is Hurwicz's criterion of 1951 with the mean
    in the place of the best); that a bad experience weighs more than a good one is what Baumeister et al. (2001), "Bad
    is stronger than good", Review of General Psychology 5, collect the evidence for.
    """
def halo_scores(scores: Frame, alpha: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> Column:
    """
    The aggregate of every customer, by row; NaN without a score.
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
def importance_performance(importance: Frame, performance: Frame, outcome: Frame | None = None, crosshair: str = 'mean', point: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex] | None = None, scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex] | None = None, replicates: typing.SupportsInt | typing.SupportsIndex = 10000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ImportancePerformance:
    """
    Importance against performance, by the means of the answers; with an outcome also derived importance.
    
    The outcome of a respondent is the mean of its items, such as the answers to several questions about satisfaction;
    it is missing where one of them is. What a respondent left out is left out of the figures that need it. Throws
    RecordError for different numbers of rows, and ParameterError for an item that only one of the two sets has, for an
    outcome without column, or unless the level is between 0 and 1.
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
def kano(functional: Frame, dysfunctional: Frame, table: KanoTable, replicates: typing.SupportsInt | typing.SupportsIndex = 10000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Kano:
    """
    Evaluates a Kano survey: two sets of answers from 1 to 5 with the same items, to the functional and to the
    dysfunctional question.
    
    Respondents who left out one of an item's two questions are left out of that item, and counted. Throws RecordError
    for answers that are not 1, 2, 3, 4 or 5, by item, row and value, and for different numbers of rows; ParameterError
    for an item that only one of the two has, or unless the level is between 0 and 1.
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
def levers_of_columns(lever: Column, item: Column, kind: Column, cost: Column, effect: Column, fixed_cost: Column = ..., divisible: Column = ...) -> list[Lever]:
    """
    Levers from columns with one row per point of a lever's cost curve, in any order of rows; levers come in the order
    of their first rows.
    
    `fixed_cost` and `divisible` may be absent. Throws RecordError, naming column, row and value, for a missing name, an
    unknown kind, a number that is missing, negative or infinite, and for rows of a lever that disagree about its item,
    kind, fixed cost or divisibility.
    """
def lifecycle_counts(book: Book, as_of: typing.SupportsInt | typing.SupportsIndex, rules: LifecycleRules = ..., step_days: typing.SupportsFloat | typing.SupportsIndex = 30.0, steps: typing.SupportsInt | typing.SupportsIndex = 12) -> LifecycleCounts:
    """
    Counts at `as_of`, and transitions over the `steps` steps before it.
    
    Throws ParameterError if `step` is not positive or `steps` is more than 10,000.
    """
@typing.overload
def lifetime_value(model: BetaGeoModel, spend: GammaGammaModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: ModifiedBetaGeoModel, spend: GammaGammaModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: ParetoNBDModel, spend: GammaGammaModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: NBDModel, spend: GammaGammaModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: BetaGeoRegression, spend: GammaGammaModel, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: ModifiedBetaGeoRegression, spend: GammaGammaModel, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
@typing.overload
def lifetime_value(model: ParetoNBDRegression, spend: GammaGammaModel, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex = ..., rate: typing.SupportsFloat | typing.SupportsIndex = 0.0, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Frame, Estimate]:
    """
    The present value of what customers will buy after the end of observation: the margin, times the expected spend per
    purchase, times the discounted expected purchases.
    
    How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
    without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
    both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
    total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
    infinite (q <= 1), so are the value and the total.
    
    Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
    Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
    and as discounted_purchases does.
    """
def log_densities_of_times(summary: PurchaseSummary) -> Column:
    """
    How many likelihoods there are of the times of one customer for one of the number of purchases: log(x! / T^x) of
    each customer, in their order.
    
    The likelihoods of BG/NBD, MBG/NBD and Pareto/NBD are densities of the times of purchases, that of NBD is the
    probability of their number. Given their number, purchases of a customer who never leaves lie anywhere in the time
    observed with equal density x! / T^x; times this, the likelihood of NBD is a density of times as well, and can be
    compared. (The times of a density of all purchases, in whatever unit, are those of the summary.)
    """
def mask_texts(texts: Column) -> tuple[Column, dict[str, int]]:
    """
    Masks the personal data that `find_personal_data` finds. Bytes that are no character become U+FFFD.
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
def motive_priorities(importance: Frame, satisfaction: Frame, importance_scale: AnswerScale, satisfaction_scale: AnswerScale, strategies: collections.abc.Mapping[str, str] = {}, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> MotivePriorities:
    """
    Priorities of motives from answers: a row per customer, the same columns in both frames.
    
    A motive is judged by those customers who gave both answers. The intervals of the means are Student's t, that of the
    priority is by the delta method with the covariance of the two answers. `strategies` says by name what is done about
    a motive. Throws RecordError, naming the column, row and value, for an answer that is not on its scale, and for
    frames that do not match; ParameterError for a strategy of a motive that is not there, or unless 0 < level < 1.
    """
def motive_priority(importance: typing.SupportsFloat | typing.SupportsIndex, satisfaction: typing.SupportsFloat | typing.SupportsIndex) -> float:
    """
    Priority of a motive: importance (1 - satisfaction), both from 0 to 1. It never falls with importance and never
    rises with satisfaction.
    """
def net_promoter_interval(promoters: typing.SupportsInt | typing.SupportsIndex, passives: typing.SupportsInt | typing.SupportsIndex, detractors: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The net promoter score of counts, in points from -100 to 100: the share of promoters less that of detractors.
    
    The standard error is sqrt((p + d - (p - d)^2) / n), from the variance of a trinomial number. The interval is the
    adjusted Wald one: the same formula after 3/4 has been added to promoters and to detractors and 3 to n in all. It is
    cut at -100 and 100 and holds the score itself. Source: Rocks (2016), "Interval estimation for the net promoter
    score", The American Statistician 70. Throws ParameterError for a negative count, or unless 0 < level < 1.
    """
def net_promoter_score(answers: Column, groups: Column | None, scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], promoter: typing.SupportsFloat | typing.SupportsIndex, detractor: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, name: str) -> SatisfactionScore:
    """
    The net promoter score of answers to how likely one is to recommend (Reichheld 2003, "The one number you need to
    grow", Harvard Business Review 81): promoters answer `promoter` or more, detractors `detractor` or less.
    
    `groups` (integers or texts) may be absent. Missing answers are left out and counted. Throws RecordError, with row
    and value, for an answer that is not a whole number on the scale, and ParameterError for a scale that is not of
    whole numbers, or unless `detractor` < `promoter` lie on it.
    """
def net_word_of_mouth(satisfied: WordOfMouth, dissatisfied: WordOfMouth, dissatisfied_share: Estimate, weight: typing.SupportsFloat | typing.SupportsIndex = 1.0, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> NetWordOfMouth:
    """
    Weighs good word against bad; a bad word counts `weight` times a good one.
    
    Errors of the inputs are independent. Throws ParameterError unless the share is from 0 to 1 and the weight is
    positive and finite.
    """
@typing.overload
def next_purchase(model: BetaGeoModel, summary: PurchaseSummary, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: ModifiedBetaGeoModel, summary: PurchaseSummary, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: ParetoNBDModel, summary: PurchaseSummary, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: NBDModel, summary: PurchaseSummary, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
@typing.overload
def next_purchase(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, quantiles: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], names: collections.abc.Sequence[str], level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    When each customer buys next, counted from the end of observation.
    
    No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
    which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
    dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
    on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
    """
def next_trust(trust: typing.SupportsFloat | typing.SupportsIndex, gap: typing.SupportsFloat | typing.SupportsIndex, rule: TrustRule) -> float:
    """
    Trust after one more experience; `gap` is experience less expectation.
    
    With the feeling f = gap / scale, kept within [-1, 1]:
    
        f >= 0:  trust + up f trust (1 - trust)        f < 0:  trust - down |f| trust
    
    Trust stays in [0, 1], a met need (f > 0) raises it, an unmet one lowers it, and at every level of trust the step
    down is larger than the step up for a gap of the same size, by the factor down / (up (1 - trust)). Growth needs
    trust to grow on, so that what is nearly lost returns slowly; loss takes the same share at any level. An experience
    just as expected, or a gap that is NaN, changes nothing. The teaching text says only that trust is slow to win and
    lost in a minute; the form is ours, in the class of update functions of Jonker and Treur (1999), "Formal analysis of
    models for the dynamics of trust based on experiences" (slow positive, fast negative); Slovic (1993), "Perceived
    risk, trust, and democracy", Risk Analysis 13, has the evidence for the asymmetry.
    """
def normal_cdf(x: typing.SupportsFloat | typing.SupportsIndex) -> float:
    """
    Probability that a standard normal number is at most x.
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
def opportunities_of(purchases: PurchaseSummary, starts: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> OpportunitySummary:
    """
    Opportunities to buy, one in each of several successive periods, from dated purchases.
    
    `starts` are the first days of the periods, since 1970, and behind them the day after the last one. The period of
    the first purchase makes a customer; each later one is an opportunity, which was taken if the customer bought in it
    at all. To who bought before the first period all of them are opportunities. Who has not had any, having first
    bought in the last period or after it, is left out. Source: Fader, Hardie and Shang (2010), "Customer-base analysis
    in a discrete-time noncontractual setting", Marketing Science 29, section 2.
    
    Throws ParameterError unless the summary has days and the starts ascend.
    """
def opportunity_score(importance: typing.SupportsFloat | typing.SupportsIndex, satisfaction: typing.SupportsFloat | typing.SupportsIndex) -> float:
    """
    Opportunity score on a scale from 0 to 20: 10 importance + max(10 importance - 10 satisfaction, 0), both from 0
    to 1.
    
    Source: Ulwick (2005), "What customers want", chapter 3, who takes for both the share of the answers in the two best
    boxes of five; here they may be such shares, or means on the rescaled scale.
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
    percentile_25_s, percentile_75_s, percentile_90_s, standard_deviation_s, least_s, greatest_s and sum_s with their
    intervals; in seconds, by the bootstrap over sampling_units(). The intervals of the least (from 0) and of the
    greatest (without end) are one-sided: see duration_estimates().
    """
def pooled(sources: collections.abc.Sequence[tuple[str, Estimate]], modified: bool = True, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Pooled:
    """
    Pools estimates by name. Of each, value and standard error are used; its interval is only shown.
    
    Throws ParameterError, naming the source, if there is none, a name stands twice, a value is not finite, a standard
    error is not above 0 and finite, or unless 0 < level < 1.
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
def purchase_course(summary: PurchaseSummary, joined_until: typing.SupportsInt | typing.SupportsIndex | None = None) -> Frame:
    """
    What happened on each day on which anybody bought: one row per day in ascending order with the columns day (days
    since 1970), new_customers (who bought for the first time), and repeat_purchases (by those who had bought before).
    
    Only of customers whose first purchase was at or before `joined_until`, if that is given. Throws ParameterError if
    the summary has no days.
    """
def purchase_days(summary: PurchaseSummary, customer: typing.SupportsInt | typing.SupportsIndex) -> list[int]:
    """
    The days on which a customer bought, since 1970, distinct and ascending. Only with days.
    """
def purchase_multiple(loyal: Column, others: Column, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    By how many times the mean purchases of loyal customers exceed those of others: the ratio of two means, which
    teaching gives as 10 (textbook figure loyal_purchase_multiple).
    
    `loyal` and `others` have the purchases or the spend of each customer. The interval is normal on the scale of the
    logarithm, by the delta method; the customers of both groups are independent samples. Throws ParameterError unless
    each group has two customers or more, all numbers are finite and not negative, and both means are positive.
    """
def pyramid(informal: typing.SupportsInt | typing.SupportsIndex | None, formal: typing.SupportsInt | typing.SupportsIndex | None, spoken: typing.SupportsInt | typing.SupportsIndex | None, prior: TierPrior, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Pyramid:
    """
    The pyramid of one group.
    
    Throws ParameterError unless at least one tier was counted, or both together and then neither alone, counts are
    between 0 and 1e12, the prior is valid, and 0 < level < 1.
    """
def pyramid_of_columns(informal: Column | None, formal: Column | None, spoken: Column | None, segments: Column | None, prior: TierPrior, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Pyramid:
    """
    The pyramid of one group.
    
    Throws ParameterError unless at least one tier was counted, or both together and then neither alone, counts are
    between 0 and 1e12, the prior is valid, and 0 < level < 1.
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
def ready_lexicon() -> Frame:
    """
    The functions that are ready: phrases in English and Chinese for the ready taxonomies, and the columns tenure_years,
    contacts and amount. Every one can be read in src/complaints/lexicon_*.cpp and as a frame.
    """
def ready_taxonomies() -> list[str]:
    """
    The taxonomies that are ready: type, cause, need, severity, meaning.
    """
def ready_taxonomy(name: str) -> Taxonomy:
    """
    The ready taxonomy of that name; throws ParameterError that lists them.
    """
def referral_value(word: WordOfMouth, conversion: Estimate, customer_value: Estimate, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ReferralValue:
    """
    The reach of a customer's word times the share of those who hear it that become customers times the value of one,
    who comes without a cost of acquisition.
    
    The chain is the value of all generations of customers, r / (1 - r) customers with r from each. For bad word of
    mouth the share is of customers lost and the value is what each was worth. Errors of the inputs are independent.
    Throws ParameterError unless the share is from 0 to 1 and the value finite.
    """
def reliability(answers: Frame, missing: str = 'pairwise', reversed: collections.abc.Sequence[str] = [], replicates: typing.SupportsInt | typing.SupportsIndex = 1000, seed: typing.SupportsInt | typing.SupportsIndex = 1, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Reliability:
    """
    Reliability of items that are meant to measure one thing.
    
    Throws FitError unless two items vary and each pair has two respondents who answered both, and ParameterError for a
    reversed item that is not there.
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
def replacement_cost(retention_cost: Estimate, ratio: Estimate, new_for_one_lost: Estimate, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> ReplacementCost:
    """
    Computes these from the cost of keeping a customer, the ratio of acquisition to retention cost (such as the textbook
    figure acquisition_cost_ratio) and the number of new customers who replace one lost (such as new_for_one_lost, or,
    computed, CustomerEconomics::new_for_one_lost).
    
    Errors of the inputs are independent. Throws ParameterError unless all are positive and finite.
    """
@typing.overload
def residual_lifetimes(model: ShiftedBetaGeoModel, renewals: typing.SupportsInt | typing.SupportsIndex, discount: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected renewals of contracts that have been renewed 0, 1, ..., `renewals` times, each just before its
    next renewal: what they will bring, in payments of now.
    
    The discount is that of one period between renewals, above 0. A new contract whose first payment is due now is worth
    1 and the figure of 0 renewals over 1 + discount. A level of 0 asks for no intervals, which are by the delta method
    and normal on the scale of the logarithm. Throws ParameterError for a discount that is not positive and finite.
    """
@typing.overload
def residual_lifetimes(model: BetaDiscreteWeibullModel, renewals: typing.SupportsInt | typing.SupportsIndex, discount: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.0) -> Frame:
    """
    Discounted expected renewals of contracts that have been renewed 0, 1, ..., `renewals` times, each just before its
    next renewal: what they will bring, in payments of now.
    
    The discount is that of one period between renewals, above 0. A new contract whose first payment is due now is worth
    1 and the figure of 0 renewals over 1 + discount. A level of 0 asks for no intervals, which are by the delta method
    and normal on the scale of the logarithm. Throws ParameterError for a discount that is not positive and finite.
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
def satisfaction_index(scores: Frame, weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = []) -> Column:
    """
    The index of every customer, by row; NaN where a layer has no score.
    """
def satisfaction_layers(scores: Frame, weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> SatisfactionLayers:
    """
    The layers of a frame: one row per customer, one column per layer, from the bottom up.
    
    `weights` has one for each layer, not negative and not all 0; they are divided by their sum, and equal if none are
    given. Throws RecordError, naming the column, row and value, for a score beyond 1e12 and for a frame without
    columns, and ParameterError for weights that cannot be used or unless 0 < level < 1.
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
def simulate_ratings(parameters: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex], customers: typing.SupportsInt | typing.SupportsIndex = 1000, visits: typing.SupportsInt | typing.SupportsIndex = 10, missing: typing.SupportsFloat | typing.SupportsIndex = 0.0, seed: typing.SupportsInt | typing.SupportsIndex = 1) -> Frame:
    """
    Ratings of customers from the population: customer_id, at (each visit 30 days after the one before), expectation
    (what is predicted), should, experience.
    
    The numbers of a customer do not depend on how many customers there are, nor on threads. Throws ParameterError for
    parameters that are not finite or outside their range, or a probability outside of it.
    """
def sketch(log: EventLog, keep: typing.SupportsFloat | typing.SupportsIndex = 0.95, most_steps: typing.SupportsInt | typing.SupportsIndex = 200) -> ServiceFlow:
    """
    A first drawing of a flow from the main paths of a log, to be edited by hand.
    
    Drawn are the most frequent variants, no more of them than it takes for the drawing to allow `keep` of the cases: it
    is tried with those that cover a twentieth of that share, two twentieths and so on. Only a log that needs more than
    `most_steps` steps for that may be allowed less. A drawing is made by the inductive miner (Leemans, Fahland and van
    der Aalst 2013, "Discovering block-structured process models from event logs: a constructive approach", Petri Nets
    2013): where the graph of which step follows which falls into an exclusive choice, a sequence, parallel parts or a
    loop, in this order, the cases are cut there and each part is drawn by itself; what some cases do without is
    optional. Members of a sequence of which one is never left out without the others are left out as a whole. Where
    there is no cut, (1) a step without which there is one, or that comes once in every case, stands beside the others
    in parallel; else (2) a loop is put around all if cases begin again; else (3) any of the steps may come any number
    of times. At most six parts are parallel. Parts of a choice stand in the order of how many cases take them. Every
    step is drawn once. A log without cases gives a flow without steps. Throws ParameterError unless 0 < keep <= 1.
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
def survey_of(expectation: Frame, experience: Frame, importance: Frame, adequate: Frame, scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex] | None = None) -> Survey:
    """
    A survey of frames with the same columns, in any order; `importance` and `adequate` may have no columns. Throws
    RecordError that names the column that one has and another lacks, or if numbers of rows differ.
    """
def survey_of_ratings(book: Book, scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex] | None = None) -> RatedSurvey:
    """
    The ratings of a book as a survey: a row for each customer and visit (or time, where no visit is named), a column
    per item. What a customer rates twice at the same visit is averaged. Throws RecordError if the book has no ratings,
    or they have neither expectation nor experience.
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
def test_free_slopes(survey: Survey, outcome: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], dimensions: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]], missing: str, replicates: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex) -> FreeSlopes:
    """
    Tests whether the difference of experience and expectation may stand for both.
    
    The outcome is regressed on the scores of the dimensions (of all items if there are none): on the gaps, on
    experience, and on expectation and experience with free slopes. A gap score says that the slopes of the two are
    equal and opposite, which the F test of that restriction judges (Edwards 1994, "The study of congruence in
    organizational behavior research", Organizational Behavior and Human Decision Processes 58; Cronin and Taylor 1992).
    Intervals are those of the bootstrap over respondents. A warning is given where the restriction is refused at the
    level.
    
    `outcome` has a number for each questionnaire of the survey, NaN where unknown. Throws ParameterError if its size is
    another, or for full information; FitError if there are too few questionnaires or the scores follow from each other.
    """
def textbook_figure(name: str) -> TextbookFigure:
    """
    The figures that have a name:
    
    - "dissatisfied_tell" 6 and "dissatisfied_pass_on" 5, "satisfied_tell" 5 and "satisfied_pass_on" 3: people told by a
      customer, and by each of them;
    - "acquisition_cost_ratio" 5 (5 to 6): the cost of winning a customer, in costs of keeping one;
    - "new_for_one_lost" 10: new customers who replace one lost;
    - "loyal_purchase_multiple" 10: purchases of a loyal customer, in those of a one-off one;
    - "five_points_of_retention" 0.25 (to 0.85): by which share profit rises if retention rises by 5 points.
    
    Throws ParameterError with the nearest name if there is no such figure.
    """
def textbook_figures(language: str = 'en') -> Frame:
    """
    All of them, in that order.
    """
def threads() -> int:
    """
    Number of threads that computations use; at first the number of cores that this process may run on.
    """
def tier_priors() -> Frame:
    """
    The priors that have a name, in the order of named_tier_prior().
    """
def top_box_share(answers: Column, groups: Column | None, scale: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], least: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex, name: str) -> SatisfactionScore:
    """
    The share of answers at or above `from`, with Wilson's interval: the top box of a scale, its two top boxes, or a
    customer satisfaction score. Groups, missing answers and errors as for net_promoter_score().
    """
@typing.overload
def total_purchases(model: BetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: ModifiedBetaGeoModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: ParetoNBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: NBDModel, summary: PurchaseSummary, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: BetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: ModifiedBetaGeoRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
@typing.overload
def total_purchases(model: ParetoNBDRegression, summary: PurchaseSummary, covariates: Frame, horizon: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> tuple[Estimate, Estimate]:
    """
    The purchases of all customers of a summary in the time `horizon` after the end of observation.
    
    What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
    0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
    """
def trust_paths(customer: Column, gap: Column, at: Column = ..., rule: TrustRule = ..., level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> TrustPaths:
    """
    Follows the trust of every customer over its gaps.
    
    `customer` and `gap` have one value for each experience. The experiences of one customer are in the order of `at`
    where it is given (equal times in the order of the rows), else in the order of the rows. Throws RecordError, naming
    the column and row, for a missing customer, an infinite gap, a time that is missing or cannot be read, and columns
    of different lengths; ParameterError for a rule out of its domain or unless 0 < level < 1.
    """
def unhappy_leavers(market: str) -> float:
    """
    The share of a market's unhappy customers who leave: "AU" 5 %, "US" 20 %.
    
    Source: a lecture on customer-service management, which names no study; take it as an assumption to be replaced by
    one's own figure. "CN" it leaves open: then, and for a market it does not name, throws ParameterError (of the codes
    missing_parameter and unknown_name); no share is guessed.
    """
def unhappy_leavers_by_market() -> Frame:
    """
    The share of a market's unhappy customers who leave: "AU" 5 %, "US" 20 %.
    
    Source: a lecture on customer-service management, which names no study; take it as an assumption to be replaced by
    one's own figure. "CN" it leaves open: then, and for a market it does not name, throws ParameterError (of the codes
    missing_parameter and unknown_name); no share is guessed.
    """
def unmet_needs(need: Column, source: Column, kind: Column = ..., importance: Column = ..., satisfaction: Column = ..., scale: AnswerScale = ..., level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> UnmetNeeds:
    """
    The unmet needs of records, one for each mention.
    
    `need` and `source` are needed; a source is one of discovery_channels(). `kind` is "opportunity" or "threat" (or
    机会 or 威胁), or missing where nobody has said. `importance` and `satisfaction` are answers on `scale`, or missing;
    a need of which no mention has both has no scores. Absent columns are Column(). Throws RecordError, naming the
    column, row and value, for a need or source that is missing, a source or kind that is none of the list, and an
    answer that is not on the scale; ParameterError unless 0 < level < 1.
    """
def usual_text_options() -> dict:
    """
    How texts become features if nothing else is said.
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
def weighted_gap(expectation: Frame, experience: Frame, weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [], level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> WeightedGap:
    """
    Weighted gaps with given weights: one for each column, not negative; they are divided by their sum, and equal if
    none are given.
    
    The frames have a row per customer and the same columns. Throws RecordError, naming the column (and row and value),
    for an answer beyond 1e12, columns that differ and frames of different length; ParameterError for weights that
    cannot be used or unless 0 < level < 1.
    """
def weighted_gap_by_importance(expectation: Frame, experience: Frame, importance: Frame, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> WeightedGap:
    """
    Weighted gaps with given weights: one for each column, not negative; they are divided by their sum, and equal if
    none are given.
    
    The frames have a row per customer and the same columns. Throws RecordError, naming the column (and row and value),
    for an answer beyond 1e12, columns that differ and frames of different length; ParameterError for weights that
    cannot be used or unless 0 < level < 1.
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
