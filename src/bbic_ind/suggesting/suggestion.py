"""One suggestion, and what several of them make of a profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bbic_ind.sources.profile_shapes import DateOrder
from bbic_ind.texts import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A heading for a column, or (``text``) what one text of its cells means.

    ``kind`` is the profile's name for the sheet and ``named`` the pattern its name is to
    be known by, empty where the sheet is recognised already.  ``score`` is 0 to 100 and
    ``why`` what it rests on.  ``order`` is the order of the dates, where not year first.
    """

    kind: str
    place: str
    table: str
    column: str
    heading: str
    score: int
    why: Text
    named: str = ""
    order: DateOrder | None = None
    text: str = ""
    means: str = ""
    count: int = 0

    @property
    def builds_on(self) -> tuple[str, str, str, str]:
        """What a value's column is told by, so that it falls with its heading."""
        return self.kind, self.table, self.column, self.heading


Data = dict[str, Any]


def profile_data(base: str | None, accepted: Iterable[Suggestion]) -> Data:
    """The profile that the suggestions make on top of ``base``, as its file would hold it."""
    data: Data = {"format": 1}
    if base is not None:
        data["extends"] = base
    sheets: Data = {}
    for one in accepted:
        sheet = sheets.setdefault(one.kind, {})
        if one.named and one.named not in sheet.setdefault("names", []):
            sheet["names"].append(one.named)
        columns = sheet.setdefault("feeds", {}).setdefault(one.table, {}).setdefault("columns", {})
        _add(columns.setdefault(one.column, {}), one)
    return {**data, "sheets": sheets} if sheets else data


def _add(rule: Data, one: Suggestion) -> None:
    if one.text:
        rule.setdefault("values", {})[one.text] = one.means
        return
    if one.heading not in rule.setdefault("from", []):
        rule["from"].append(one.heading)
    if one.order is not None:
        rule["dates"] = one.order
