"""The columns that no heading of a sheet feeds, and the headings that come near them."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bbic_ind.model import Finding, Table
from bbic_ind.sources import heading_messages, messages
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import ColumnRule, Feed
from bbic_ind.sources.recognise import missing_required
from bbic_ind.sources.rows import fed_from, positions_in

_LETTERS = 8
"""One slip of the pen is looked through in any heading, one more for every so many letters."""


def lacks(sheet: TextTable, name: str, table: Table, feed: Feed) -> Iterator[Finding]:
    """A finding for each required column that nothing in the sheet supplies."""
    left = _left_over(sheet, feed)
    for column in missing_required(table, feed, set(positions_in(sheet))):
        near = _nearest(_known(column, feed), left)
        yield heading_messages.missing_column(sheet, name, column, near[0] if near else "")


def near_misses(
    sheet: TextTable, name: str, table: Table, feed: Feed, wanted: Collection[str]
) -> Iterator[Finding]:
    """A finding for each wanted column that only a misspelled heading may feed."""
    left, positions = _left_over(sheet, feed), positions_in(sheet)
    for column in left and table.columns:
        rule = feed.columns.get(column, _NONE)
        fed = rule.constant is not None or fed_from(rule, positions) is not None
        if column in wanted and not table.columns[column].required and not fed:
            near = _nearest(_known(column, feed), left)
            if near:
                yield heading_messages.near_heading(sheet, name, column, *near)


_NONE = ColumnRule()


def _known(column: str, feed: Feed) -> tuple[str, ...]:
    return (*feed.columns.get(column, _NONE).from_, column)


def _left_over(sheet: TextTable, feed: Feed) -> list[str]:
    """The headings that feed no column."""
    used = {normal(known) for rule in feed.columns.values() for known in rule.from_}
    shown = messages.headings(sheet, recognised=True)
    return [heading for heading in shown if normal(heading) not in used]


def _nearest(known: Iterable[str], left: Sequence[str]) -> tuple[str, str] | None:
    """The heading most like one of the known ones, and that one, if it may be it misspelled."""
    pairs = [
        (slips, heading, one)
        for one in known
        for heading in left
        if (slips := _slips(normal(heading), normal(one))) is not None
    ]
    return min(pairs)[1:] if pairs else None


def _slips(one: str, other: str) -> int | None:
    """How many letters tell two headings apart; None for two that are not the same misspelled.

    Headings that begin otherwise are other words, however many letters they share.

    >>> _slips("returned", "retruned"), _slips("returned", "returns on"), _slips("lent", "sent")
    (2, None, None)
    """
    if one[:1] != other[:1]:
        return None
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        above, row = row, [at]
        for before, beside in enumerate(other):
            row.append(min(above[before + 1] + 1, row[-1] + 1, above[before] + (letter != beside)))
    return row[-1] if row[-1] <= 1 + min(len(one), len(other)) // _LETTERS else None
