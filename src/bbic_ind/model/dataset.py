"""The canonical tables as read, and the day up to which they are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from bbic_ind.model.shapes import Column, ColumnType

SOURCE = "_source"
"""UInt32: which sheet or file of the reading the row came from."""

ADDRESS = "_row"
"""UInt32: the row's number in that sheet or file, counted from 1 as a spreadsheet does."""


STAND_IN = "\ue000"
"""What an id begins with that stands for one that may not be shown, and is another in every run."""

_TYPES: dict[ColumnType, pl.DataType] = {
    ColumnType.ID: pl.String(),
    ColumnType.TEXT: pl.String(),
    ColumnType.DATE: pl.Date(),
    ColumnType.END_DATE: pl.Date(),
    ColumnType.YES_NO: pl.Boolean(),
    ColumnType.NUMBER: pl.Float64(),
}


def data_type(column: Column) -> pl.DataType:
    """The type that holds the column's values in a frame."""
    return pl.Enum(column.values) if column.type is ColumnType.CATEGORY else _TYPES[column.type]


@dataclass(frozen=True)
class Dataset:
    """Canonical frames and the extraction date E.

    ``tables`` maps a table's name to a frame with one row per record.  A frame has the
    model's columns that the export supplied and no others, beside ``_source`` and
    ``_row``.  A table the export lacks is not in the mapping.  Types by column type:

    ======== ====================================================================
    id       String, or for the subject's key any hashable type; null is missing
    text     String
    date     Date; null is missing
    end_date Date; ``OPEN`` (9999-12-31) has not happened up to E, null is unknown
    yes_no   Boolean
    number   Float64
    category Enum of the model's values
    ======== ====================================================================
    """

    tables: Mapping[str, pl.DataFrame]
    extracted: date
