"""Identity: personal numbers understood, and replaced by pseudonyms."""

import hmac
from collections.abc import Sequence
from datetime import date

import polars as pl


def identities(text: pl.Series, today: date | None = None) -> pl.DataFrame:
    """What each id says of its bearer."""
    digits = text.str.replace_all(r"[-+ ]", "").str.replace(r"\.0$", "")
    number = digits.str.contains(r"^\d{12}$")
    return pl.DataFrame({"normal": digits}).select(
        "normal",
        born=pl.lit(digits.str.slice(0, 8)).str.to_date("%Y%m%d", strict=False),
        female=pl.lit(digits.str.slice(10, 1)).cast(pl.Int8, strict=False) % 2 == 0,
        valid_check=pl.lit(None, pl.Boolean),
        kind=pl.when(pl.lit(number)).then(pl.lit("personnummer")).otherwise(pl.lit("other")),
    )


def pseudonyms(columns: Sequence[pl.Series], key: bytes | None = None) -> list[pl.Series]:
    """Replace the ids of several columns, the same id by the same pseudonym everywhere."""
    distinct = pl.concat([column.rename("id") for column in columns]).unique(maintain_order=True)
    names = distinct.drop_nulls()
    given: Sequence[object]
    if key is None:
        given = pl.int_range(1, names.len() + 1, dtype=pl.UInt32, eager=True).to_list()
    else:
        given = [hmac.digest(key, name.encode(), "sha256").hex()[:16] for name in names]
    kind = pl.UInt32 if key is None else pl.String
    return [c.replace_strict(names.to_list(), given, return_dtype=kind) for c in columns]
