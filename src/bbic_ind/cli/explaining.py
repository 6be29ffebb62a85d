"""From what was asked for to an explanation: choose, read, explain, write."""

from dataclasses import dataclass, replace
from pathlib import Path

from bbic_ind.cli.computing import Order, Plan, plan
from bbic_ind.cli.messages import doing, tell, tell_written
from bbic_ind.cli.parsing import one_of
from bbic_ind.cli.vouching import gather_vouched
from bbic_ind.definitions import Indicator
from bbic_ind.engine.explain import ID, Explanation, Found, explain, find_case, trace
from bbic_ind.errors import Fault, UsageError
from bbic_ind.output.evidence import summary_lines
from bbic_ind.output.explain.members import WRITERS
from bbic_ind.output.explain.places import may_be_shown, shown
from bbic_ind.output.explain.teller import Teller
from bbic_ind.output.explain.text import explanation
from bbic_ind.output.explain.trace import Followed
from bbic_ind.output.explain.trace import trace as trace_text
from bbic_ind.output.files import refuse_outputs, write_vouched
from bbic_ind.texts import Language, Text

EXPLAIN = "explain"
"""What manifests call this command."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to explain of an indicator: a variant, a case; how much to show, where to write."""

    variant: str = ""
    case: str | None = None
    most: int = 20
    outputs: tuple[Path, ...] = ()


def told(order: Order, wish: Wish) -> str:
    """The explanation as text; raises UserError for what is wrong.

    Cases are written to the files that the wish names, and the run is told about beside.
    """
    refuse_outputs(wish.outputs, WRITERS, order.sources)
    teller = carry_out(order, wish)
    text = explanation(teller) if wish.case is None else _case(teller, wish.case)
    tell(*summary_lines(teller.reading, order.lang))
    write_vouched(teller, WRITERS, wish.outputs)
    tell_written(wish.outputs, order.lang)
    return text


def carry_out(order: Order, wish: Wish) -> Teller:
    """Read the sources and explain what was asked; raises UserError for what is wrong."""
    planned = plan(order)
    indicator = _only(planned)
    if wish.case is not None:
        planned = _with_ids(planned)
    one_of("--variant", [wish.variant] if wish.variant else [], list(indicator.computations)[1:])
    reading, periods, origin = gather_vouched(planned, EXPLAIN, {"variant": wish.variant})
    if len(periods) > 1:
        raise UsageError(Fault("--period", _ONE_PERIOD))
    with doing(_EXPLAINING(order.lang)):
        model, dataset = planned.choice.model, reading.dataset
        said = explain(indicator, model, dataset, periods[0], wish.variant, order.lang)
    return Teller(said, reading, order.lang, wish.most, origin)


def _with_ids(planned: Plan) -> Plan:
    """The plan with the ids of every table read too, to tell where an id is if not here."""
    tables = planned.choice.model.tables.items()
    ids = frozenset((name, ID) for name, table in tables if ID in table.columns)
    return replace(planned, used={**planned.used, ("", ID): ids})


def _only(planned: Plan) -> Indicator:
    """The one indicator asked for."""
    indicators = planned.choice.indicators
    if len(indicators) != 1:
        raise UsageError(Fault("", _ONE_INDICATOR))
    return indicators[0]


def _case(teller: Teller, case: str) -> str:
    """Every row that the case's id stands for, followed through."""
    said = teller.said
    if not said.populations:
        raise UsageError(Fault("--case", _NO_CASES))
    followed: list[Followed] = []
    misses = []
    for population in said.populations:
        found = find_case(case.strip(), population, said.world)
        misses.append(found)
        followed += [
            (population, trace(population.computation, row, said.world)) for row in found.rows
        ]
    if not followed:
        raise UsageError(Fault("--case", _not_found(case, said, misses, teller.lang)))
    return trace_text(teller, followed)


def _not_found(case: str, said: Explanation, misses: list[Found], lang: Language) -> Text:
    """Where the id is instead, or the ids most like it; never one that names a person."""
    own = shown(case, lang)
    elsewhere = sorted({table for found in misses for table in found.elsewhere})
    if elsewhere:
        tables = ", ".join(elsewhere)
        counted = ", ".join(sorted({p.computation.table for p in said.populations}))
        return Text(
            f"”{own}” finns i {tables}, men {said.indicator.id} räknar {counted}.",
            f'"{own}" is in {tables}, but {said.indicator.id} counts {counted}.',
        )
    near = [one for found in misses for one in found.near if may_be_shown(one)]
    listed = ", ".join(dict.fromkeys(near))
    sv, en = (f" Menade du {listed}?", f" Did you mean {listed}?") if listed else ("", "")
    return Text(
        f"inget fall har id ”{own}”.{sv} Ange ärendets eget id, inte en persons nummer.",
        f"no case has the id \"{own}\".{en} Give the case's own id, not a person's number.",
    )


_EXPLAINING = Text("Förklarar", "Explaining")
_ONE_PERIOD = Text("ange bara en period i taget.", "name only one period at a time.")
_ONE_INDICATOR = Text(
    "ange id:t för en enda indikator, till exempel: bbic-ind explain 5:4 uttag.xlsx",
    "name the id of a single indicator, for example: bbic-ind explain 5:4 export.xlsx",
)
_NO_CASES = Text(
    "måttet räknar inga fall, eller kan inte räknas, så inget kan följas.",
    "the figure counts no cases, or cannot be computed, so none can be followed.",
)
