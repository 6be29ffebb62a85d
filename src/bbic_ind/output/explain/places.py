"""Where a case or a value stands, as one finds it in a spreadsheet; and ids that may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bbic_ind.engine.explain import Cell
from bbic_ind.model import SheetRead
from bbic_ind.personal import holds_number, is_number
from bbic_ind.texts import Language, Text

_HIDDEN = Text("(dolt)", "(hidden)")
_ROW = Text("rad", "row")
_NOWHERE = Text("ingen plats i filerna", "no place in the files")


@dataclass(frozen=True)
class Places:
    """The sheets of a reading, by the number that rows carry.

    ``made_of`` tells by its table where a row stands that is made of others.
    """

    sheets: Sequence[SheetRead]
    lang: Language
    made_of: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, source: int | None) -> SheetRead | None:
        """The sheet of that number."""
        return None if source is None else self.sheets[source]

    def row(self, source: int | None, row: int | None) -> str:
        """``export.xlsx › Blad1 › rad 27``."""
        sheet = self.sheet(source)
        if sheet is None or row is None:
            return _NOWHERE(self.lang)
        return f"{sheet.place} › {_ROW(self.lang)} {row}"

    def cell(self, cell: Cell) -> str:
        """``export.xlsx › Blad1 › F27``, or the row where the column is fed from elsewhere."""
        sheet = self.sheet(cell.source)
        letter = sheet.letters.get(cell.column) if sheet is not None else None
        if sheet is None or letter is None:
            return self.row(cell.source, cell.row)
        return f"{sheet.place} › {letter}{cell.row}"

    def cells(self, source: int | None, row: int | None, columns: Sequence[str]) -> str:
        """The cells of several columns in one row: ``export.xlsx › Blad1 › B27, F27``."""
        sheet = self.sheet(source)
        known = sheet.letters if sheet is not None else {}
        letters = sorted({known[name] for name in columns if name in known}, key=_in_sheet)
        if sheet is None or row is None or not letters:
            return self.row(source, row)
        return f"{sheet.place} › {', '.join(f'{letter}{row}' for letter in letters)}"


def _in_sheet(letter: str) -> tuple[int, str]:
    """Columns as they stand in a sheet: Z before AA."""
    return len(letter), letter


def shown(case: str | None, lang: Language) -> str:
    """A case's own id, unless it looks like a personal number; a dash where it has none.

    >>> shown("A1042", "sv"), shown("20110203-XXXX", "sv"), shown(None, "sv")
    ('A1042', '(dolt)', '–')
    """
    if case is None:
        return "–"
    return case if may_be_shown(case) else _HIDDEN(lang)


def may_be_shown(case: str) -> bool:
    """Whether an id looks like one: it has a digit, as names have not, and is no personal number.

    >>> may_be_shown("A1042"), may_be_shown("110263-XXXX"), may_be_shown("Anna")
    (True, False, False)
    """
    return any(sign.isdigit() for sign in case) and not is_personal(case)


def is_personal(text: str) -> bool:
    """Whether a text holds what looks like a personal number, even a masked one."""
    return is_number(text) or holds_number(text)
