"""What the texts of a category that no map knows could mean."""

from collections.abc import Iterable, Iterator, Mapping

from bbic_ind.model import Finding
from bbic_ind.personal import HIDDEN
from bbic_ind.sources.delivery import Delivery
from bbic_ind.sources.mapping import Mapped, map_sheet
from bbic_ind.sources.profile_shapes import ColumnRule
from bbic_ind.sources.wanted import needed
from bbic_ind.suggesting.headings import LEAST
from bbic_ind.suggesting.likeness import nearest
from bbic_ind.suggesting.suggestion import Suggestion
from bbic_ind.texts import Text


def meanings(delivery: Delivery) -> tuple[Suggestion, ...]:
    """The likeliest meaning of each unknown text, the most frequent first.

    A text that resembles nothing is given with a score of 0 and no meaning.
    """
    found: dict[tuple[str, str, str, str], Suggestion] = {}
    for one in _unknown(delivery):
        key = (one.kind, one.table, one.column, one.text)
        found.setdefault(key, one)
    return tuple(sorted(found.values(), key=lambda one: (one.place, one.column, -one.count)))


def _unknown(delivery: Delivery) -> Iterator[Suggestion]:
    wanted = needed(None, delivery.model, delivery.layouts)
    for sheet in delivery.sheets:
        match, _ = delivery.recognised(sheet)
        if match is None:
            continue
        for table, feed in match.rule.feeds.items():
            one = map_sheet(sheet, delivery.target(sheet, table, feed, wanted[table], 0))
            for finding in one.findings:
                if finding.value not in ("", HIDDEN):
                    yield _meaning(finding, match.kind, one)


def _meaning(finding: Finding, kind: str, one: Mapped) -> Suggestion:
    column = one.target.table.columns[finding.column]
    rule = one.target.feed.columns.get(finding.column, ColumnRule())
    words = _words(column.values, rule.values)
    likeness, word = nearest(finding.value, words)
    score = round(100 * likeness)
    likely = score >= LEAST
    return Suggestion(
        kind=kind,
        place=finding.place,
        table=one.table,
        column=finding.column,
        heading=one.read.columns.get(finding.column, ""),
        score=score if likely else 0,
        why=_why(word) if likely else _NOTHING,
        text=finding.value,
        means=words[word] if likely else "",
        count=finding.count,
    )


def _words(values: Iterable[str], mapped: Mapping[str, str | None]) -> dict[str, str]:
    """Every text with a meaning, the column's own values meaning themselves."""
    given = {text: meaning for text, meaning in mapped.items() if meaning is not None}
    return {**{value: value for value in values}, **given}


def _why(word: str) -> Text:
    return Text(f"värdet liknar ”{word}”", f'the value resembles "{word}"')


_NOTHING = Text("värdet liknar inget känt", "the value resembles none that is known")
