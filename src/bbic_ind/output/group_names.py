"""What the groups that figures are divided by are called."""

from collections.abc import Iterable, Iterator, Mapping

from bbic_ind.model import Model
from bbic_ind.texts import Text

GroupNames = Mapping[tuple[str, str], Text]
"""The name of a group by the breakdown and the value; of the breakdown itself by no value."""


def group_names(model: Model, by: Iterable[str]) -> GroupNames:
    """What each breakdown and its groups are called, where the model says so."""
    return {key: text for name in by for key, text in _names(model, name)}


def _names(model: Model, name: str) -> Iterator[tuple[tuple[str, str], Text]]:
    breakdown = model.breakdowns.get(name)
    sought = breakdown.column if breakdown else name
    columns = [one.columns[sought] for one in model.tables.values() if sought in one.columns]
    titles = [breakdown.title.text] if breakdown else []
    titles += [column.label.text for column in columns if column.label]
    if titles:
        yield (name, ""), titles[0]
    if breakdown is None or not breakdown.bands:
        for column in columns:
            for value, label in column.labels.items():
                yield (name, value), label.text
