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
def duplicate_candidates(book: Book, on: collections.abc.Sequence[str]) -> DuplicateCandidates:
    """
    Groups the customers who agree on all the given attributes of the table of customers.
    
    Texts are compared by normalized_text, those of columns whose name says telephone ("phone", "mobile" or "fax"
    anywhere in it, "tel" as a word of it, or 电话, 手机, 传真) by normalized_phone; flags, whole numbers and times by
    value. A customer without value, or with one of which normalizing leaves nothing, is in no group. Throws RecordError
    for an attribute that is not there or holds numbers that are not whole, and ParameterError if none is given.
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
def normal_interval(value: typing.SupportsFloat | typing.SupportsIndex, standard_error: typing.SupportsFloat | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A value whose error is normal with the given standard deviation.
    
    Throws ParameterError if the standard error is negative, or unless 0 < level < 1.
    """
def parse_iso8601(text: str) -> tuple[int, int | None, bool] | None:
    """
    Reads an ISO 8601 date or date and time: "2026-06-30", "2026-06-30 14:05", "2026-06-30T14:05:09.25+08:00",
    "20260630". Nothing is guessed: any other text gives no value.
    """
def parties(book: Book) -> Parties:
    """
    Counts the parties of a book by role.
    
    Parties are all customers of all tables and all who serve (staff_id of the touches); the same id is the same party,
    unless ids of customers are integers and those of staff texts, or the other way round. A role is never guessed: who
    has none in the table of customers is "(unstated)", whether serving or not. Each party is in one group.
    """
def problem_catalogue() -> Frame:
    """
    Every problem that the library looks for, in the order of the enumeration.
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
def rfm(history: PurchaseHistory, as_of: typing.SupportsInt | typing.SupportsIndex, groups: typing.SupportsInt | typing.SupportsIndex = 5) -> Rfm:
    """
    Scores the customers of a history at an instant.
    
    Throws ParameterError if `groups` is not from 2 to 100, or a purchase lies after `as_of`.
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
def stages(book: Book, as_of: typing.SupportsInt | typing.SupportsIndex, rules: LifecycleRules = ...) -> Stages:
    """
    The stages of all customers known at `as_of`. Throws ParameterError for rules that make no sense.
    """
def student_t_interval(mean: typing.SupportsFloat | typing.SupportsIndex, standard_deviation: typing.SupportsFloat | typing.SupportsIndex, count: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    The mean of `count` numbers with Student's t interval; `standard_deviation` is that of the sample (divisor count -
    1).
    
    One number has a mean but neither standard error nor interval (NaN), none has not even a mean. Throws ParameterError
    if count or standard_deviation is negative, or unless 0 < level < 1.
    """
def threads() -> int:
    """
    Number of threads that computations use; at first the number of cores that this process may run on.
    """
def wilson(successes: typing.SupportsInt | typing.SupportsIndex, trials: typing.SupportsInt | typing.SupportsIndex, level: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    A proportion with Wilson's score interval.
    
    The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
    ParameterError unless 0 <= successes <= trials and 0 < level < 1. Source: Wilson (1927); recommended by Newcombe
    (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, method 3.
    """
__version__: str = '0.1.0'
