"""What the groups that figures are divided by are called."""

from collections.abc import Iterable, Iterator, Mapping

from bbic_ind.model import Model
from bbic_ind.texts import Text

GroupNames = Mapping[tuple[str, str], Text]
"""The name of a group by the breakdown and the value; of the breakdown itself by no value."""


def group_names(model: Model, by: Iterable[str]) -> GroupNames:
    """What each breakdown and its groups are called, where the model says so."""
    return {(name, value): text for name in by for value, text in _names(model, name)}


def _names(model: Model, name: str) -> Iterator[tuple[str, Text]]:
    breakdown = model.breakdowns.get(name)
    sought = breakdown.column if breakdown else name
    columns = [one.columns[sought] for one in model.tables.values() if sought in one.columns]
    titles = [one.title for one in (breakdown,) if one]
    titles += [one.label for one in columns if one.label]
    yield from (("", title.text) for title in titles[:1])
    for one in (breakdown,) if breakdown and breakdown.bands else columns:
        yield from ((value, label.text) for value, label in one.labels.items())
