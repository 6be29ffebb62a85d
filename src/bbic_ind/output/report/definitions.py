"""The chapter of definitions: every indicator in words, from the same file as its figures."""

from collections.abc import Iterator, Sequence

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.prose import Clause
from bbic_ind.model import Model
from bbic_ind.output import description
from bbic_ind.output.report.document import Block, Item, Items, Paragraph, Section
from bbic_ind.output.run import Run
from bbic_ind.texts import Text


def chapter(run: Run, model: Model) -> Section:
    """A section for each indicator of the run."""
    sections = tuple(_section(indicator, run, model) for indicator in run.indicators)
    return Section(_TITLE(run.lang), "definitioner", sections, dense=True)


def _section(indicator: Indicator, run: Run, model: Model) -> Section:
    facts = description.facts(indicator, run.packs[indicator.pack], run.lang)
    told = description.chapters(indicator, model, run.lang)
    sections = (Section(one.title, "", tuple(_blocks(one))) for one in told)
    title = f"{indicator.id} {indicator.title(run.lang)}"
    return Section(title, "", (Paragraph(facts, quiet=True), *sections))


def _blocks(told: description.Chapter) -> Iterator[Block]:
    yield from map(Paragraph, told.texts)
    for passage in told.passages:
        line, below = passage.opening
        yield Paragraph(line)
        if below:
            yield Items(_items(below))


def _items(clauses: Sequence[Clause]) -> tuple[Item, ...]:
    return tuple(
        Item(clause.text + (":" if clause.below else ""), _items(clause.below))
        for clause in clauses
    )


_TITLE = Text("Så räknas indikatorerna", "How the indicators are counted")
