"""Tell what an indicator counts, passage by passage, in the order one counts by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bbic_ind.definitions.conditions import All, Name
from bbic_ind.definitions.indicator import Computation, Indicator, Kind, Term
from bbic_ind.definitions.prose.named_values import value_sentence
from bbic_ind.definitions.prose.names import Speaker
from bbic_ind.definitions.prose.sentences import Clause, outline
from bbic_ind.model import Model
from bbic_ind.texts import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A beginning and the clauses that end it; a passage without clauses is a full sentence."""

    lead: str
    clauses: tuple[Clause, ...] = ()

    @property
    def opening(self) -> tuple[str, tuple[Clause, ...]]:
        """Its first line, which a single clause ends, and the clauses that stand below it."""
        if len(self.clauses) != 1:
            return self.lead + (":" if self.clauses else ""), self.clauses
        [clause] = self.clauses
        return f"{self.lead} {clause.text}{':' if clause.below else '.'}", clause.below


def passages(
    indicator: Indicator, computation: Computation, model: Model, speaker: Speaker
) -> list[Passage]:
    """What one reading of an indicator counts.

    ``speaker`` speaks of the computation's table.
    """
    if computation.answers is not None:
        return list(_answers(indicator, computation, speaker))
    if computation.terms:
        return list(_ratio(computation, model, speaker))
    return [
        *_named_values(computation, speaker),
        *_population(indicator, computation, speaker),
        *_counted(indicator, computation, speaker),
    ]


def clauses(where: All, speaker: Speaker) -> tuple[Clause, ...]:
    """Each of the conditions that must all hold, as a clause."""
    return tuple(outline(condition, speaker) for condition in where.conditions)


def _named_values(computation: Computation, speaker: Speaker) -> Iterator[Passage]:
    for name, value in computation.let.items():
        yield Passage(
            speaker.say(
                _MEANS, name=speaker.name(Name((name,))), meaning=value_sentence(value, speaker)
            )
        )


def _population(
    indicator: Indicator, computation: Computation, speaker: Speaker
) -> Iterator[Passage]:
    if indicator.kind != "count":
        where = computation.denominator
        lead = _BELONGS if where.conditions else _ALL_BELONG
        yield Passage(speaker.say(lead, rows=speaker.rows()), clauses(where, speaker))
    if computation.unit is not None:
        yield Passage(speaker.say(_UNIT, unit=speaker.column(computation.unit)))
    if (one_per := computation.one_per) is not None:
        column, latest = speaker.column(one_per.column), speaker.name(one_per.latest)
        yield Passage(speaker.say(_ONE_PER, column=column, latest=latest))


def _counted(indicator: Indicator, computation: Computation, speaker: Speaker) -> Iterator[Passage]:
    if computation.parts:
        yield from _parts(indicator, computation, speaker)
    elif computation.value is not None:
        lead = _VALUES[indicator.kind]
        yield Passage(speaker.say(lead, value=speaker.name(computation.value)))
    else:
        lead = _COUNTED if indicator.kind == "count" else _OF_THESE
        told = clauses(computation.numerator, speaker)
        yield Passage(speaker.say(lead, rows=speaker.rows()), told)


def _parts(indicator: Indicator, computation: Computation, speaker: Speaker) -> Iterator[Passage]:
    for part in computation.parts:
        label = indicator.label(part.id)(speaker.lang)
        yield Passage(speaker.say(_PART, part=label), clauses(part.where, speaker))
    if computation.rest is not None:
        yield Passage(speaker.say(_REST, part=indicator.label(computation.rest)(speaker.lang)))


def _ratio(computation: Computation, model: Model, speaker: Speaker) -> Iterator[Passage]:
    for side, terms in (
        (_ABOVE, computation.numerator_terms),
        (_BELOW, computation.denominator_terms),
    ):
        for number, term in enumerate(terms):
            yield _term(term, side if number == 0 else _PLUS, model, speaker)


def _term(term: Term, lead: Text, model: Model, speaker: Speaker) -> Passage:
    own = Speaker.of(model, term.table, speaker.lang, dates=speaker.dates)
    suffix = own.say(_SO_THAT) if term.where.conditions else ""
    return Passage(own.say(lead, amount=_amount(term, own) + suffix), clauses(term.where, own))


def _amount(term: Term, speaker: Speaker) -> str:
    if term.of is not None:
        return speaker.say(_SUM, of=speaker.column(term.of), rows=speaker.rows())
    if term.unit is not None:
        return speaker.say(_DISTINCT, unit=speaker.column(term.unit), rows=speaker.rows())
    return speaker.say(_NUMBER, rows=speaker.rows())


def _answers(indicator: Indicator, computation: Computation, speaker: Speaker) -> Iterator[Passage]:
    answers = computation.answers
    if answers is None:
        return
    items = (f"{indicator.label(item)(speaker.lang)} ({item})" for item in answers.items)
    lead = _ITEM if len(answers.items) == 1 else _ITEMS
    yield Passage(
        speaker.say(lead, rows=speaker.rows(), question=speaker.column(answers.question)),
        tuple(Clause(item) for item in items),
    )
    valid, on = speaker.column(answers.valid), speaker.day(answers.on)
    yield Passage(speaker.say(_HOLDS, valid=valid, on=on))


_MEANS = Text("Med {name} menas {meaning}.", "By {name} is meant {meaning}.")
_BELONGS = Text("Räknas i nämnaren: {rows} där", "The denominator counts: {rows} where")
_ALL_BELONG = Text("Räknas i nämnaren: alla {rows}.", "The denominator counts: all {rows}.")
_COUNTED = Text("Räknas: {rows} där", "Counted: {rows} where")
_OF_THESE = Text(
    "Räknas i täljaren: av dessa, de där", "The numerator counts: of these, those where"
)
_UNIT = Text(
    "Rader med samma {unit} räknas en gång.", "Rows with the same {unit} are counted once."
)
_ONE_PER = Text(
    "Har flera rader samma {column} räknas bara den som har senast {latest}.",
    "Of several rows with the same {column} only the one with the latest {latest} counts.",
)
_VALUES: Mapping[Kind, Text] = {
    "mean": Text(
        "Medelvärdet av {value} räknas för dessa.", "The mean of {value} is taken of these."
    ),
    "median": Text(
        "Medianen av {value} räknas för dessa.", "The median of {value} is taken of these."
    ),
    "max": Text("Det högsta av {value} tas bland dessa.", "The highest {value} of these is taken."),
    "min": Text("Det lägsta av {value} tas bland dessa.", "The lowest {value} of these is taken."),
}
_PART = Text("Delen ”{part}”: av dessa, de där", 'The part "{part}": of these, those where')
_REST = Text("Delen ”{part}”: alla andra.", 'The part "{part}": all others.')
_ABOVE = Text("Täljaren är {amount}", "The numerator is {amount}")
_BELOW = Text("Nämnaren är {amount}", "The denominator is {amount}")
_PLUS = Text("Därtill kommer {amount}", "To that is added {amount}")
_NUMBER = Text("antalet {rows}", "the number of {rows}")
_DISTINCT = Text("antalet olika {unit} bland {rows}", "the number of different {unit} among {rows}")
_SUM = Text("summan av {of} för {rows}", "the sum of {of} of {rows}")
_SO_THAT = Text(" där", " where")
_ITEM = Text("Ja eller nej bland {rows} på", "Yes or no among {rows} to")
_ITEMS = Text(
    "Ja eller nej på varje {question} bland {rows}", "Yes or no to each {question} among {rows}"
)
_HOLDS = Text(
    "Av flera räknas det vars ”{valid}” är senast, men inget efter {on}. Det som är utan dag "
    "gäller alltid, men får vika för det som har en. Det som saknas är obesvarat, inte nej.",
    'Of several the one whose "{valid}" is latest counts, but none after {on}. One without a day '
    "always holds, but gives way to one with a day. What is not there is unanswered, not no.",
)
