"""What the indicators still lack in the tables that a delivery feeds."""

from collections.abc import Iterable, Mapping

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.uses import uses
from bbic_ind.sources.delivery import Delivery
from bbic_ind.sources.profile_shapes import ColumnRule, Feed
from bbic_ind.sources.rows import fed_from, positions_in

Unfed = Mapping[str, list[str]]
"""The ids of the indicators that read a column without a heading, by ``table.column``."""


def unfed(delivery: Delivery, indicators: Iterable[Indicator]) -> Unfed:
    """The columns that indicators read, of tables that are fed, and nothing feeds."""
    fed = _fed(delivery)
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        for table, column in sorted(uses(indicator, delivery.model)):
            if table in fed and column not in fed[table]:
                found.setdefault(f"{table}.{column}", []).append(indicator.id)
    return found


def _fed(delivery: Delivery) -> dict[str, set[str]]:
    """The columns with a heading or another way to a value, by table."""
    found: dict[str, set[str]] = {}
    for sheet in delivery.sheets:
        match, _ = delivery.recognised(sheet)
        positions = positions_in(sheet)
        for table, feed in match.rule.feeds.items() if match else ():
            found.setdefault(table, set()).update(_columns(feed, positions))
    return found


def _columns(feed: Feed, positions: Mapping[str, int]) -> Iterable[str]:
    return (n for n, rule in feed.columns.items() if _supplied(rule, positions))


def _supplied(rule: ColumnRule, positions: Mapping[str, int]) -> bool:
    otherwise = rule.constant is not None or rule.default is not None or bool(rule.lookup)
    return otherwise or fed_from(rule, positions) is not None
