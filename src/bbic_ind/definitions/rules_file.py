"""Read the catalogue of rules: strict YAML, checked against the model before any data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from bbic_ind.definitions.check import computation_faults
from bbic_ind.definitions.conditions import Name
from bbic_ind.definitions.indicator import Computation
from bbic_ind.definitions.naming import Scope, Unknown, no_table
from bbic_ind.definitions.parse_conditions import ConditionParser
from bbic_ind.definitions.parse_values import parse_let
from bbic_ind.definitions.rules import (
    Catalogue,
    Drop,
    FromReading,
    Lacking,
    Repeats,
    RowTest,
    Rule,
    Severity,
    Test,
    columns_of,
    table_of,
)
from bbic_ind.errors import DefinitionError, Fault, noting
from bbic_ind.model import ColumnType, Model, Titles
from bbic_ind.model.shapes import Shape
from bbic_ind.periods import parse_day
from bbic_ind.strict_yaml import Document, KeyPath, read, validate
from bbic_ind.texts import Text

CATALOGUE_FILE = "catalogue.yaml"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NEVER_SHOWN = (ColumnType.ID, ColumnType.TEXT)

Kind = Literal["rows", "repeats", "drop", "reading", "lacking"]
_KEYS: Mapping[Kind, tuple[frozenset[str], frozenset[str]]] = {
    "rows": (frozenset({"from_", "where", "columns"}), frozenset({"let", "message", "doubts"})),
    "repeats": (frozenset({"from_", "same"}), frozenset({"message"})),
    "drop": (frozenset({"from_", "dated"}), frozenset({"below", "median_at_least"})),
    "reading": (frozenset({"findings"}), frozenset({"doubts"})),
    "lacking": (frozenset(), frozenset()),
}
"""The keys each kind needs, and those it may have beside them."""
_KINDS_KEYS = frozenset().union(*(needed | allowed for needed, allowed in _KEYS.values()))


class CatalogueFile(Shape):
    """The keys of ``catalogue.yaml``."""

    format: Annotated[int, Field(ge=1, le=1)]
    version: str
    group_by: str = ""


class ValidEntry(Shape):
    """The days a rule holds for."""

    first: str | None = Field(None, alias="from")
    last: str | None = Field(None, alias="to")


class RuleEntry(Shape):
    """The keys of one rule; conditions are parsed apart."""

    kind: Kind = "rows"
    severity: Severity
    title: Titles
    message: Titles | None = None
    action: Titles
    valid: ValidEntry = Field(default_factory=ValidEntry)
    from_: str | None = Field(None, alias="from")
    let: dict[str, Any] | None = None
    where: Any = None
    columns: tuple[str, ...] | None = None
    doubts: Literal["cells", "rows"] | None = None
    same: tuple[str, ...] | None = None
    dated: str | None = None
    below: float | None = None
    median_at_least: int | None = None
    findings: tuple[str, ...] | None = None


class RulesFile(Shape):
    """The keys of a file of rules."""

    format: Annotated[int, Field(ge=1, le=1)]
    rules: dict[str, RuleEntry]


def load_catalogue(folders: Sequence[Path], model: Model) -> Catalogue:
    """Every rule of the folders, a later one in place of an earlier with the same id.

    Raises DefinitionError with every fault at its line.
    """
    rules: dict[str, Rule] = {}
    about = CatalogueFile(format=1, version="")
    faults: list[Fault] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            with noting(faults):
                if path.name == CATALOGUE_FILE:
                    about = validate(read(path), CatalogueFile)
                else:
                    rules |= {rule.id: rule for rule in load_rules(path, model)}
    if faults:
        raise DefinitionError(faults)
    return Catalogue(rules, about.version, about.group_by)


def load_rules(path: Path, model: Model) -> list[Rule]:
    """The rules of one file; raises DefinitionError with every fault at its line."""
    document = read(path)
    file = validate(document, RulesFile)
    parser = ConditionParser.of(document, model)
    faults: list[Fault] = []
    rules = []
    for name, entry in file.rules.items():
        at: KeyPath = ("rules", name)
        wrong = [document.fault(at, message) for message in _wrong_keys(entry)]
        faults += wrong
        if not wrong:
            rules.append(_rule(parser, name, entry))
    faults += parser.faults
    if not faults:
        faults = [fault for rule in rules for fault in _faults(rule, document, model)]
    if faults:
        raise DefinitionError(faults)
    return rules


def _wrong_keys(entry: RuleEntry) -> Iterator[Text]:
    needed, allowed = _KEYS[entry.kind]
    given = {name for name in _KINDS_KEYS if getattr(entry, name) is not None}
    for name in sorted(needed - given):
        yield _needs(entry.kind, name.removesuffix("_"))
    for name in sorted(given - needed - allowed):
        yield _foreign(entry.kind, name.removesuffix("_"))


def _rule(parser: ConditionParser, name: str, entry: RuleEntry) -> Rule:
    at: KeyPath = ("rules", name)
    return Rule(
        id=name,
        severity=entry.severity,
        title=entry.title.text,
        message=entry.message.text if entry.message else None,
        action=entry.action.text,
        test=_test(parser, entry, at),
        first=_day(parser, entry.valid.first, (*at, "valid", "from")),
        last=_day(parser, entry.valid.last, (*at, "valid", "to")),
        place=f"{parser.document.path.name}:{parser.line(at)}",
    )


def _test(parser: ConditionParser, entry: RuleEntry, at: KeyPath) -> Test:
    table, whole_rows = entry.from_ or "", entry.doubts == "rows"
    match entry.kind:
        case "rows":
            return RowTest(_rows(parser, entry, at), entry.columns or (), whole_rows)
        case "repeats":
            return Repeats(table, entry.same or ())
        case "drop":
            share = _THIRD if entry.below is None else entry.below
            least = _LEAST_MEDIAN if entry.median_at_least is None else entry.median_at_least
            return Drop(table, entry.dated or "", share, least)
        case "reading":
            return FromReading(entry.findings or (), whole_rows)
        case "lacking":
            return Lacking()


_THIRD = 1 / 3
_LEAST_MEDIAN = 6


def _rows(parser: ConditionParser, entry: RuleEntry, at: KeyPath) -> Computation:
    let = parse_let(parser, entry.let or {}, (*at, "let"))
    where = parser.all_of(entry.where, (*at, "where"))
    return Computation(entry.from_ or "", let=let, denominator=where)


def _day(parser: ConditionParser, text: str | None, at: KeyPath) -> date | None:
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        parser.fault(at, _NO_DAY)
    return day


def _faults(rule: Rule, document: Document, model: Model) -> Iterable[Fault]:
    """What the model does not bear out."""
    table = table_of(rule.test)
    if not table:
        return
    if model.table(table) is None:
        yield Fault(rule.place, no_table(table, model))
        return
    if isinstance(rule.test, RowTest):
        for line, message in dict.fromkeys(computation_faults(rule.test.rows, model)):
            yield Fault(f"{document.path.name}:{line}" if line else rule.place, message)
    let = rule.test.rows.let if isinstance(rule.test, RowTest) else {}
    scope = Scope(model, table, let)
    for name in columns_of(rule.test):
        if isinstance(found := scope.column(Name((name,))), Unknown):
            yield Fault(rule.place, found.message)
    for name in placeholders(rule):
        kind = scope.type_of(Name((name,)))
        if isinstance(kind, Unknown):
            yield Fault(rule.place, kind.message)
        elif kind in _NEVER_SHOWN:
            yield Fault(rule.place, _hidden(name))


def placeholders(rule: Rule) -> list[str]:
    """The columns and named values that the rule's message shows."""
    texts = (rule.message.sv, rule.message.en) if rule.message else ()
    return list(dict.fromkeys(name for text in texts for name in _PLACEHOLDER.findall(text)))


def _needs(kind: str, key: str) -> Text:
    return Text(f"en regel av slaget {kind} behöver {key}.", f"a rule of kind {kind} needs {key}.")


def _foreign(kind: str, key: str) -> Text:
    return Text(
        f"en regel av slaget {kind} kan inte ha {key}.", f"a rule of kind {kind} cannot have {key}."
    )


def _hidden(name: str) -> Text:
    return Text(
        f"”{name}” får inte visas i ett meddelande: beteckningar och fri text kan röja en person.",
        f'"{name}" may not be shown in a message: ids and free text can reveal a person.',
    )


_NO_DAY = Text("skriv dagen som ÅÅÅÅ-MM-DD.", "write the day as YYYY-MM-DD.")
