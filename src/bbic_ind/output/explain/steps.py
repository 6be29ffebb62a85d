"""The attrition table: what each condition leaves, in order and alone."""

import sys
from collections.abc import Iterator, Sequence

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.prose import Speaker, sentence
from bbic_ind.engine.explain import KEY, Population, Stage, Standing
from bbic_ind.output.explain.wording import COUNTED_SIDE, SIDES
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.room import room
from bbic_ind.texts import Language, Text

_TITLES = (Text("kvar", "left"), Text("oklart", "unclear"), Text("ensamt", "alone"))
_COLUMN = 8
_INDENT, _STEP = "  ", "    "


def steps(population: Population, indicator: Indicator, speaker: Speaker) -> Iterator[str]:
    """The table of one population, stage by stage."""
    lang = speaker.lang
    for number, stage in enumerate(population.stages):
        first = _ALL if number == 0 else _OF_DENOMINATOR
        only_counted = number == 0 and stage.side == "numerator"
        title = (COUNTED_SIDE if only_counted else SIDES[stage.side])(lang)
        if stage.part:
            title = f"{title}, {indicator.label(stage.part)(lang)}"
        yield _line(f"{_INDENT}{title}", [word(lang) for word in _TITLES])
        yield _line(_STEP + speaker.say(first, rows=speaker.rows()), [str(stage.start)])
        yield from _conditions(stage, speaker)
        if stage.side == "denominator":
            yield from _units(population, speaker)


def legend(lang: Language) -> list[str]:
    """What the columns of the table mean."""
    return paragraph(_LEGEND(lang), _INDENT, _INDENT)


def _conditions(stage: Stage, speaker: Speaker) -> Iterator[str]:
    for step in stage.steps:
        alone = str(step.alone) + (f"+{step.alone_doubtful}" if step.alone_doubtful else "")
        numbers = [str(step.left), str(step.left_doubtful or ""), alone]
        *above, last = paragraph(sentence(step.condition, speaker), _STEP, _INDENT, _first() - 1)
        yield from above
        yield _line(last, numbers)


def _units(population: Population, speaker: Speaker) -> Iterator[str]:
    """How many are counted of the rows, where not each row is."""
    computation = population.computation
    same = computation.unit or (computation.one_per.column if computation.one_per else None)
    if same is None:
        return
    is_certain = population.cases["standing"] != Standing.UNCERTAIN
    certain = set(population.cases.filter(is_certain)[KEY])
    uncertain = set(population.cases[KEY]) - certain
    numbers = [str(len(certain)), str(len(uncertain) or "")]
    yield _line(_STEP + speaker.say(_UNITS, same=speaker.column(same)), numbers)


def _line(first: str, numbers: Sequence[str]) -> str:
    return (first.ljust(_first()) + "".join(n.rjust(_COLUMN) for n in numbers)).rstrip()


def _first() -> int:
    """How wide the conditions are, the numbers beside them."""
    return room(sys.stdout) - len(_TITLES) * _COLUMN


_ALL = Text("alla {rows} i underlaget", "all {rows} in the data")
_OF_DENOMINATOR = Text("de som räknas i nämnaren", "those in the denominator")
_UNITS = Text("rader med samma {same} räknade en gång", "rows with the same {same} counted once")
_LEGEND = Text(
    "kvar: rader där detta och allt ovanför gäller; oklart: går inte att avgöra; ensamt: rader där "
    "bara detta prövas, + de oklara.",
    "left: rows where this and all above it hold; unclear: cannot be decided; alone: rows where "
    "only this is asked, + the unclear.",
)
