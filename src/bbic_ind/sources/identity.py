"""Personal identity numbers understood, and every id replaced by a pseudonym.

A personal number is a birth date, three digits of which the last is even for women, and
a check digit.  A coordination number has 60 added to the day, and its month or day may
be unknown.  An interim number has a letter in place of the first of the three.
"""

import hmac
import secrets
from collections.abc import Sequence
from datetime import date

import polars as pl

from bbic_ind.sources.parsing import completed

_LENGTH, _MONTHS, _DAYS = 12, 12, 31
_COORDINATION = 60
_TWO_DIGITS = 5  # from 5 a doubled digit has two, whose sum is 9 less than the double
_LETTERS = "TRSUWXJKLMN"

_SEED = secrets.randbits(64)
"""Thrown away with the process, so that no number outside it tells of an id."""

_WRITTEN = (
    r"^(?<century>18|19|20)?(?<date>\d{6})(?<mark>[-+]?)"
    rf"(?<serial>[\d{_LETTERS}]\d{{3}})(?:\.0)?$"
)
_STARTS_AS_NUMBER = r"^\s*\d"
_INTERIM = rf"^\d{{8}}[{_LETTERS}]\d{{3}}$"


def identities(text: pl.Series, today: date | None = None) -> pl.DataFrame:
    """What each id says of its bearer, one row per id.

    Columns: ``normal`` (String), the id in the one form in which all ways of writing it
    agree, twelve characters for a number; ``born`` (Date), null where the number gives
    no calendar date or its check digit is wrong; ``female`` (Boolean), null where
    unknown; ``valid_check`` (Boolean), whether the check digit is right, null where the
    id has none; ``kind`` (String), ``personal``, ``coordination``, ``interim`` or
    ``other``, null for a null id.

    A number of ten digits belongs to the latest century that does not lie after
    ``today``, and with ``+`` to the one before.
    """
    told = bearers(text.alias("id").unique().drop_nulls(), today)
    rows = text.alias("id").to_frame().join(told, on="id", how="left", maintain_order="left")
    return rows.drop("id")


def bearers(ids: pl.Series, today: date | None = None) -> pl.DataFrame:
    """What distinct ids say, one row per id: ``id`` and the columns of :func:`identities`."""
    if not ids.str.contains(_STARTS_AS_NUMBER).any():
        return pl.DataFrame({"id": ids, "normal": ids}).with_columns(*_NOTHING_TOLD)
    return _told(_normal(ids, today or date.today())).with_columns(ids.alias("id"))


_NOTHING_TOLD = (
    pl.lit(None, pl.Date).alias("born"),
    pl.lit(None, pl.Boolean).alias("female"),
    pl.lit(None, pl.Boolean).alias("valid_check"),
    pl.when(pl.col("id").is_not_null()).then(pl.lit("other")).alias("kind"),
)


def _normal(ids: pl.Series, today: date) -> pl.Series:
    return completed(ids, _plain_numbers(ids), lambda left: _otherwise_written(left, today))


def _told(normal: pl.Series) -> pl.DataFrame:
    number = pl.col("normal").cast(pl.Int64, strict=False)
    frame = pl.DataFrame({"normal": normal}).with_columns(
        number=pl.when(_is_number(number)).then(number)
    )
    return frame.with_columns(kind=_kind(), valid_check=_luhn()).select(
        "normal",
        born=pl.when(pl.col("valid_check") | (pl.col("kind") == "interim")).then(_birth_date()),
        female=pl.when("valid_check").then(pl.col("number") // 10 % 2 == 0),
        valid_check="valid_check",
        kind="kind",
    )


def number_of(ids: pl.Series, key: bytes | None = None) -> pl.Series:
    """A number (UInt64) for each id (String), the same wherever the id stands; null has none.

    Without a key it is a hash that holds in this process alone; ten million ids have two
    of the same in three runs of a million.  With a key it is the start of the id's
    HMAC-SHA256, the same every run with that key.
    """
    if key is not None:
        codes = [None if one is None else _keyed(one, key) for one in ids]
        return pl.Series(ids.name, codes, dtype=pl.UInt64)
    numbers = ids.hash(_SEED)
    return numbers.set(ids.is_null(), None) if ids.has_nulls() else numbers


def _keyed(name: str, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, name.encode(), "sha256")[:8])


def pseudonyms(columns: Sequence[pl.Series], key: bytes | None = None) -> list[pl.Series]:
    """Replace the ids (String) of several columns, the same id by the same pseudonym in all.

    Without a key the pseudonyms are serial numbers (UInt32) in the order in which the ids
    were first seen; they hold nothing of the id and are other ones in another run.  With
    a key they are those of :func:`number_of`.  A null id stays null.
    """
    if not columns:
        return []
    ids = pl.concat([column.alias("id") for column in columns])
    distinct = ids.drop_nulls().unique(maintain_order=True)
    given = _serials(distinct.len()) if key is None else number_of(distinct, key)
    table = pl.DataFrame({"id": distinct, "pseudonym": given})
    rows = ids.to_frame().join(table, on="id", how="left", maintain_order="left")["pseudonym"]
    starts = [0, *pl.Series([column.len() for column in columns]).cum_sum()]
    return [
        rows.slice(start, column.len()).alias(column.name)
        for start, column in zip(starts, columns, strict=False)
    ]


def _serials(height: int) -> pl.Series:
    return pl.int_range(1, height + 1, dtype=pl.UInt32, eager=True)


def _plain_numbers(text: pl.Series) -> pl.Series:
    """The twelve digits of what is written ``YYYYMMDDNNNN`` or ``YYYYMMDD-NNNN``, else null."""
    dashed = (text.str.len_bytes() == _LENGTH + 1) & (text.str.slice(8, 1) == "-")
    digits = text.str.replace("-", "", literal=True) if dashed.any() else text
    right = dashed | (text.str.len_bytes() == _LENGTH)
    frame = pl.DataFrame({"digits": digits, "right": right})
    sound = pl.col("right") & _is_number(pl.col("digits").cast(pl.Int64, strict=False))
    return frame.select(pl.when(sound).then("digits").alias(text.name)).to_series()


def _otherwise_written(text: pl.Series, today: date) -> pl.Series:
    """The normal form of every other id; one that begins with no digit stands as it is."""
    numeric = text.str.contains(_STARTS_AS_NUMBER)
    if not numeric.any():
        return text
    written = text.filter(numeric)
    read = pl.DataFrame({"id": written, "read": _written_out(written, today)}).unique("id")
    rows = text.alias("id").to_frame().join(read, on="id", how="left", maintain_order="left")
    return rows.select(pl.coalesce("read", "id")).to_series()


def _written_out(text: pl.Series, today: date) -> pl.Series:
    """The normal form of ids with ten digits, ``+`` or letters, or the id as it stands."""
    parts = (
        text.str.to_uppercase().str.replace_all(r"[\s\u2010-\u2015]", "-").str.replace("--+", "-")
    )
    read = parts.str.extract_groups(_WRITTEN).struct.unnest()
    read = read.with_columns(pl.col("century").fill_null(_century(today)), id=text)
    twelve = pl.concat_str("century", "date", "serial")
    zeroed = twelve.str.replace(f"[{_LETTERS}]", "0").cast(pl.Int64, strict=False)
    as_it_stands = pl.col("id").str.replace(r"^(\d+)\.0$", "$1")
    return read.select(pl.when(_is_number(zeroed)).then(twelve).otherwise(as_it_stands)).to_series()


def _century(today: date) -> pl.Expr:
    """The century of a ten-digit number, read from ``date`` and ``mark``."""
    now, short = today.year // 100, today.year % 100 * 10_000 + today.month * 100 + today.day
    written = pl.col("date").cast(pl.Int32, strict=False)
    day = written % 100
    birth = pl.when(day > _COORDINATION).then(written - _COORDINATION).otherwise(written)
    century = now - (birth > short).cast(pl.Int32) - (pl.col("mark") == "+").cast(pl.Int32)
    return century.cast(pl.String)


def _is_number(number: pl.Expr) -> pl.Expr:
    """Whether twelve digits have the build of a personal or coordination number.

    An unknown month is 00, an unknown day 60; both are only met in coordination numbers.
    """
    month, day = number // 1_000_000 % 100, number // 10_000 % 100
    personal = month.is_between(1, _MONTHS) & day.is_between(1, _DAYS)
    coordination = (month <= _MONTHS) & day.is_between(_COORDINATION, _COORDINATION + _DAYS)
    return number.is_between(1800_00_00_0000, 2099_12_99_9999) & (personal | coordination)


def _kind() -> pl.Expr:
    day = pl.col("number") // 10_000 % 100
    interim = pl.col("number").is_null() & pl.col("normal").str.contains(_INTERIM)
    return (
        pl.when(day > _DAYS).then(pl.lit("coordination"))
        .when(day.is_not_null()).then(pl.lit("personal"))
        .when(interim).then(pl.lit("interim"))
        .when(pl.col("normal").is_not_null()).then(pl.lit("other"))
    )  # fmt: skip


def _luhn() -> pl.Expr:
    """Whether the last ten digits, every second doubled, have digit sums that add up to tens."""
    digits = [pl.col("number") // 10**place % 10 for place in range(10)]
    doubled = [2 * digit - 9 * (digit >= _TWO_DIGITS).cast(pl.Int64) for digit in digits[1::2]]
    return pl.sum_horizontal(*digits[::2], *doubled, ignore_nulls=False) % 10 == 0


def _birth_date() -> pl.Expr:
    date_part = pl.col("normal").str.slice(0, 8)
    day = pl.col("number") // 10_000
    plain = pl.when(day % 100 > _COORDINATION).then((day - _COORDINATION).cast(pl.String))
    return plain.otherwise(date_part).str.to_date("%Y%m%d", strict=False)
