"""From what was asked for to a finished check: choose rules, read, check, write."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import IO

from bbic_ind.cli.choice import RULES, rule_folders
from bbic_ind.cli.computing import Order, Plan, breakdowns, plan
from bbic_ind.cli.messages import doing
from bbic_ind.cli.parsing import one_of
from bbic_ind.cli.vouching import gather_vouched
from bbic_ind.definitions.rules import Catalogue, Severity, as_computation
from bbic_ind.definitions.rules_file import load_catalogue
from bbic_ind.definitions.uses import Use, computation_uses
from bbic_ind.engine.checking import check
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Model
from bbic_ind.output.check.as_json import write_json
from bbic_ind.output.check.inspection import Inspection
from bbic_ind.output.check.wording import SEVERITIES
from bbic_ind.sources.files import Opening
from bbic_ind.texts import Text, counted

CHECK = "check"
"""What manifests call this command."""


def _write_xlsx(inspection: Inspection, stream: IO[bytes]) -> None:
    """Import the workbook library, a quarter of a second, only when a workbook is written."""
    from bbic_ind.output.check.as_xlsx import write_xlsx  # noqa: PLC0415

    write_xlsx(inspection, stream)


WRITERS: Mapping[str, Callable[[Inspection, IO[bytes]], None]] = {
    "xlsx": _write_xlsx,
    "json": write_json,
}
"""What a check can be written as, by the suffix of the file."""

WORDS: Mapping[str, Severity] = {
    **{severity.value: severity for severity in Severity},
    "blocks": Severity.BLOCKS,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
}
"""What a severity is called on the command line, in both languages."""


def carry_out(order: Order, opening: Opening | None = None) -> Inspection:
    """Read the sources and try the rules; raises UserError for what is wrong."""
    planned = plan(order, opening)
    choice = planned.choice
    rules = rule_folders(choice)
    catalogue = load_catalogue(rules, choice.model)
    wider = _reading_rules_too(planned, catalogue)
    reading, periods, origin = gather_vouched(wider, CHECK, {"by": order.by}, rules)
    if len(periods) > 1:
        raise UsageError(Fault("--period", _ONE_PERIOD))
    with doing(_CHECKING(order.lang)):
        checkup = check(catalogue, choice.indicators, choice.model, reading, periods[0])
    title = ", ".join(pack.title(order.lang) for pack in choice.packs.values())
    return Inspection(checkup, catalogue, reading, periods[0], title, order.lang, origin)


def _reading_rules_too(planned: Plan, catalogue: Catalogue) -> Plan:
    """The plan, with the columns read that the rules and the work list need."""
    model = planned.choice.model
    groups = (catalogue.group_by,) if catalogue.group_by in breakdowns(model) else ()
    return replace(
        planned,
        order=replace(planned.order, by=groups),
        used={**planned.used, ("", RULES): _uses(catalogue, model)},
    )


def _uses(catalogue: Catalogue, model: Model) -> frozenset[Use]:
    tests = (as_computation(rule.test) for rule in catalogue.rules.values())
    return frozenset(
        use for computation in tests if computation for use in computation_uses(computation, model)
    )


def severity(word: str | None) -> Severity | None:
    """The severity a word means; raises UsageError for any other word."""
    if word is None:
        return None
    one_of("--fail-on", [word], list(WORDS))
    return WORDS[word]


def fails(inspection: Inspection, at: Severity) -> bool:
    """Whether there is a finding as grave as ``at``."""
    return _as_grave(inspection, at) > 0


def refusal(inspection: Inspection, at: Severity) -> Text:
    """Why the data are below what was demanded."""
    number, word = _as_grave(inspection, at), SEVERITIES[at]
    found = counted(number, "finding", "findings")
    return Text(
        f"Underlaget når inte kravet: {number} fynd av allvaret {word.sv.lower()} eller värre "
        f"(--fail-on {at.value}).",
        f"The data are below the demand: {found} of severity {word.en.lower()} or worse "
        f"(--fail-on {at.value}).",
    )


def _as_grave(inspection: Inspection, at: Severity) -> int:
    return sum(inspection.count(one) for one in Severity if one.grade <= at.grade)


_CHECKING = Text("Prövar reglerna", "Trying the rules")
_ONE_PERIOD = Text(
    "kontrollen gäller en period åt gången. Ange en, till exempel 2025.",
    "a check is for one period at a time. Give one, for example 2025.",
)
