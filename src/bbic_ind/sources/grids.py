"""One sheet or file as text: every cell as it was written, nothing interpreted yet."""

from dataclasses import dataclass

import polars as pl
import polars.selectors as cs

from bbic_ind.personal import without_numbers

ERROR, FORMULA = "#fel", "#formel"
"""What stands in for an error, and for a formula that was never calculated.

Both count as values that are missing, and are told of as such.
"""

NOTED = 3
"""Columns a table has at least where a single cell below it is taken for a note."""

_LONG = 10_000
"""Cells in a column worth looking through for repeats."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Marks without width that some systems leave around a value, and soft hyphens in one."""

_SPACE = f"\\s{INVISIBLE}"
_COMBINING = "[\u0300-\u036f]"
_UNTIDY = f"^[{_SPACE}]|[{_SPACE}]$|{_COMBINING}|^$"


@dataclass(frozen=True)
class Grid:
    """One sheet, csv file or parquet file.

    ``file`` is the name to show, relative to what the user named; a member of a zip is
    ``uttag.zip/lan.csv``.  ``sheet`` is empty where the file has no sheets.  A personal
    number in either is hidden.

    ``cells`` has String columns ``"0", "1", ...`` (``"0"`` is spreadsheet column A), one
    row per spreadsheet row or csv record.  Text is NFC and stripped; an empty or blank
    cell is null.  Wholly blank rows and columns at the end are cut off.

    ``rows`` (UInt32) is each row's number as the user sees it: the spreadsheet row, or
    the csv line on which the record starts.

    ``typed`` is a parquet file's own frame; ``cells`` is then empty.
    """

    file: str
    sheet: str
    cells: pl.DataFrame
    rows: pl.Series
    typed: pl.DataFrame | None = None

    @property
    def place(self) -> str:
        """``export.xlsx › Blad1``, or the file alone where it has no sheets."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file


def is_spoiled(text: pl.Series) -> pl.Series:
    """Whether each cell held an error, or a formula that was never calculated."""
    return ((text == ERROR) | (text == FORMULA)).fill_null(False)


def text_grid(file: str, sheet: str, cells: pl.DataFrame, rows: pl.Series) -> Grid:
    """A grid of untidied text cells and their row numbers."""
    tidied = trim(tidy(cells.rename(dict(zip(cells.columns, _positions(cells), strict=True)))))
    rows = rows.head(tidied.height)
    shown = without_numbers(sheet)
    return Grid(file, shown, tidied, rows)


def typed_grid(file: str, frame: pl.DataFrame) -> Grid:
    """A grid of a file that has types of its own; what is *not a number* is no value.

    Its text is as tidy as any other.
    """
    rows = row_numbers(frame.height)
    odd = frame.select(cs.nested() | cs.binary() | cs.duration()).iter_columns()
    words = (cs.categorical() | cs.enum()).cast(pl.String)
    typed = frame.with_columns(words, cs.float().fill_nan(None), *map(_as_text, odd))
    text = tidy(typed.select(cs.string()))
    return Grid(file, "", pl.DataFrame(), rows, typed=typed.with_columns(text.get_columns()))


def _as_text(column: pl.Series) -> pl.Series:
    """Values of a kind that no column holds, as text; bytes are mostly text already."""
    return pl.Series(column.name, [*map(_text, column.to_list())], dtype=pl.String)


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value is None else str(value)


def row_numbers(height: int, first: int = 1) -> pl.Series:
    """Row numbers of consecutive rows (UInt32)."""
    return pl.int_range(first, first + height, dtype=pl.UInt32, eager=True)


def tidy(cells: pl.DataFrame) -> pl.DataFrame:
    """Strip and NFC-normalise every String column, empty cells null.

    Most columns need nothing, so each is scanned before it is rewritten.
    """
    untidy = _columns_with(_UNTIDY, cells)
    stripped = cells.with_columns(_stripped(pl.col(name)) for name in untidy)
    combining = _columns_with(_COMBINING, stripped.select(untidy))
    return stripped.with_columns(pl.col(name).str.normalize("NFC") for name in combining)


def _columns_with(pattern: str, cells: pl.DataFrame) -> list[str]:
    """The columns with a cell that the pattern fits."""
    columns = (one for one in map(_without_repeats, cells.iter_columns()) if not _is_plain(one))
    return [column.name for column in columns if column.str.contains(pattern).any()]


def _is_plain(column: pl.Series) -> bool:
    """Whether all texts are ASCII with nothing to strip: quicker to see than a pattern."""
    size, text = column.str.len_bytes(), column.str
    ascii_only = (size == text.len_chars()).all()
    return ascii_only and not (size == 0).any() and (text.strip_chars() == column).all()


def _without_repeats(column: pl.Series) -> pl.Series:
    """The cells of a long column that says the same over and over, each text once."""
    if column.len() < _LONG:
        return column
    texts = column.hash()
    repeats = 2 * texts.head(_LONG).n_unique() < _LONG
    return column.gather(texts.arg_unique()) if repeats else column


def _stripped(text: pl.Expr) -> pl.Expr:
    # Marks and blanks may alternate; twice over is as often as they are met.
    clean = text.str.strip_chars().str.strip_chars(INVISIBLE).str.strip_chars()
    return pl.when(clean != "").then(clean)


def trim(cells: pl.DataFrame) -> pl.DataFrame:
    """Cut off the wholly blank rows and columns at the end."""
    filled = [name for name in cells.columns if cells[name].null_count() < cells.height]
    if not filled:
        return pl.DataFrame()
    kept = cells.select(cells.columns[: cells.columns.index(filled[-1]) + 1])
    if _has_value(kept, kept.height - 1):
        return kept
    last = kept.select(pl.any_horizontal(pl.all().is_not_null()).arg_true().last()).item()
    return kept.head(last + 1)


def _has_value(cells: pl.DataFrame, row: int) -> bool:
    return any(value is not None for value in cells.row(row))


def _positions(cells: pl.DataFrame) -> list[str]:
    return [str(position) for position in range(cells.width)]
