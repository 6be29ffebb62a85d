"""The columns that no heading of a sheet feeds, and the headings that come near them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from bbic_ind.model import Finding, Table
from bbic_ind.sources import heading_messages, messages
from bbic_ind.sources.headers import TextTable, normal
from bbic_ind.sources.profile_shapes import ColumnRule, Feed
from bbic_ind.sources.recognise import missing_required
from bbic_ind.sources.rows import fed_from, positions_in

NEAR = 0.86
"""How alike two headings are (0 to 1) when one may well be the other misspelled."""


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
    """The heading most like one of the known ones, and that one, if any is near."""
    pairs = [(_likeness(heading, one), heading, one) for one in known for heading in left]
    likeness, heading, one = max(pairs, default=(0.0, "", ""))
    return (heading, one) if likeness >= NEAR else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, normal(one), normal(other)).ratio()
