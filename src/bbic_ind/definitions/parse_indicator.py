"""Turn one definition file into an Indicator, telling every mistake with its line."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from bbic_ind.definitions.conditions import NOTHING_ASKED, All, ColumnTest, Name, Operator
from bbic_ind.definitions.contradictions import ill_parted
from bbic_ind.definitions.definition_file import (
    DefinitionFile,
    ExampleEntry,
    ValidEntry,
    VariantEntry,
)
from bbic_ind.definitions.indicator import (
    RATIOS,
    Answers,
    Computation,
    Example,
    Indicator,
    Law,
    OnePer,
    Part,
    Term,
    Variant,
)
from bbic_ind.definitions.limits import misfits
from bbic_ind.definitions.parse_conditions import ConditionParser
from bbic_ind.definitions.parse_dates import parse_date
from bbic_ind.definitions.parse_values import parse_let
from bbic_ind.errors import DefinitionError
from bbic_ind.model import Model
from bbic_ind.strict_yaml import Document, KeyPath, did_you_mean, validate
from bbic_ind.texts import Text


def parse_indicator(document: Document, pack: str, model: Model) -> Indicator:
    """Make an Indicator of a file; raises DefinitionError with every mistake found."""
    file = validate(document, DefinitionFile)
    parser = ConditionParser.of(document, model)
    data = document.data
    indicator = Indicator(
        pack=pack,
        id=file.id,
        title=file.title,
        kind=file.kind,
        period=file.period,
        computation=_computation(parser, file, data, ()),
        area=file.area,
        level=file.level,
        measure=file.measure,
        low_is_good=file.low_is_good,
        source=file.source,
        law=tuple(Law(entry.section, entry.first, entry.last) for entry in file.law),
        interpretation=file.interpretation,
        labels=file.labels,
        variants=tuple(
            Variant(name, entry.why, _variant(parser, file, entry, data, name))
            for name, entry in file.variants.items()
        ),
        examples=tuple(_example(parser, entry, i) for i, entry in enumerate(file.examples)),
        limits=file.limits,
        baseline=file.baseline.until if file.baseline else None,
        breaks=file.breaks,
        path=document.path,
    )
    _note_faults(parser, file, indicator)
    if parser.faults:
        raise DefinitionError(parser.faults)
    return indicator


def _note_faults(parser: ConditionParser, file: DefinitionFile, indicator: Indicator) -> None:
    """Note parts, variants, labels and limits that do not fit one another."""
    parts = indicator.computation.part_ids
    if file.kind == "distribution" and not parts:
        parser.fault(("kind",), _NO_PARTS)
    for part in dict.fromkeys(one for one in parts if parts.count(one) > 1):
        parser.fault(("rest",) if part == file.rest else (), _part_twice(part))
    for variant in indicator.variants:
        if variant.computation == indicator.computation:
            parser.fault(("variants", variant.name), _SAME_READING)
    for name in file.labels:
        if name not in indicator.names:
            parser.fault(("labels", name), _names_nothing(name, indicator.names))
    for message in misfits(file.kind, parts, file.limits) if file.limits else ():
        parser.fault(("limits",), message)


def _variant(
    parser: ConditionParser,
    file: DefinitionFile,
    entry: VariantEntry,
    data: Mapping[str, Any],
    name: str,
) -> Computation:
    """The main computation with the variant's keys in place of its own."""
    own = {key: value for key, value in data["variants"][name].items() if key != "why"}
    changed = file.model_copy(update={key: getattr(entry, key) for key in entry.given})
    return _computation(parser, changed, {**data, **own}, ("variants", name), frozenset(own))


def _computation(
    parser: ConditionParser,
    file: DefinitionFile,
    data: Mapping[str, Any],
    at: KeyPath,
    own: frozenset[str] = frozenset(),
) -> Computation:
    """Read the computing keys; those in ``own`` stand under ``at``, the rest in the file's root."""

    def where(key: str) -> KeyPath:
        return (*at, key) if key in own else (key,)

    if file.kind in RATIOS:
        return Computation(
            table="",
            numerator_terms=_terms(parser, data["numerator"], where("numerator")),
            denominator_terms=_terms(parser, data["denominator"], where("denominator")),
        )
    return Computation(
        table=file.from_ or "",
        unit=file.unit,
        let=parse_let(parser, file.let, where("let")),
        denominator=_conditions(parser, data, "denominator", where),
        one_per=_one_per(parser, file, where("one_per")),
        numerator=_conditions(parser, data, "numerator", where),
        parts=_parts(parser, file),
        rest=file.rest,
        value=parser.name(file.value, ("value",)) if file.value else None,
        answers=_answers(parser, file) if file.kind == "yes_no" else None,
        dated=parser.day(file.dated, ("dated",)) if file.dated else None,
        lines={key: parser.document.lines.get(where(key), 0) for key in data},
    )


def _conditions(
    parser: ConditionParser, data: Mapping[str, Any], key: str, where: Callable[[str], KeyPath]
) -> All:
    return parser.all_of(data[key], where(key)) if key in data else NOTHING_ASKED


def _one_per(parser: ConditionParser, file: DefinitionFile, at: KeyPath) -> OnePer | None:
    if file.one_per is None:
        return None
    return OnePer(file.one_per.column, parser.name(file.one_per.latest, (*at, "latest")))


def _terms(parser: ConditionParser, data: Any, at: KeyPath) -> tuple[Term, ...]:
    if not isinstance(data, list) or not data:
        parser.fault(at, _TERMS)
        return ()
    return tuple(_term(parser, item, (*at, i)) for i, item in enumerate(data))


def _term(parser: ConditionParser, data: Any, at: KeyPath) -> Term:
    key = next(iter(data)) if isinstance(data, Mapping) and len(data) == 1 else None
    if key not in ("count", "sum") or not isinstance(data[key], Mapping):
        parser.fault(at, _TERMS)
        return Term("", NOTHING_ASKED)
    content, inside = data[key], (*at, key)
    parser.known_keys(content, inside, ("in", "where", "of" if key == "sum" else "unit"))
    of = parser.text(content, "of", inside) if key == "sum" else None
    unit = parser.text(content, "unit", inside) if "unit" in content else None
    where = NOTHING_ASKED
    if "where" in content:
        where = parser.all_of(content["where"], (*inside, "where"))
    return Term(parser.text(content, "in", inside), where, of, unit, line=parser.line(at))


def _parts(parser: ConditionParser, file: DefinitionFile) -> tuple[Part, ...]:
    if file.categories is not None:
        name = parser.name(file.categories.of, ("categories", "of"))
        return tuple(_category(name, value) for value in file.categories.values)
    if file.bands is not None:
        of, at = file.bands.of, ("bands", "parts")
        parts = tuple(
            Part(part, parser.all_of([{of: limits}], (*at, part)))
            for part, limits in file.bands.parts.items()
        )
        bands = {part.id: part.where.conditions for part in parts}
        for part, wrong in ill_parted(bands, with_rest=file.rest is not None):
            parser.fault((*at, part), wrong)
        return parts
    return tuple(
        Part(part, parser.all_of(content, ("parts", part)))
        for part, content in (file.parts or {}).items()
    )


def _category(name: Name, value: str) -> Part:
    return Part(value, All((ColumnTest(name, Operator.IS, value),)))


def _answers(parser: ConditionParser, file: DefinitionFile) -> Answers:
    valid = file.valid or ValidEntry(column="")
    return Answers(
        question=file.question or "",
        answer=file.answer or "",
        valid=valid.column,
        on=parser.day(valid.on, ("valid", "on")) or parse_date("day"),
        items=file.items,
    )


def _example(parser: ConditionParser, entry: ExampleEntry, index: int) -> Example:
    at: KeyPath = ("examples", index)
    tables = {}
    for table, rows in (entry.model_extra or {}).items():
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            parser.fault((*at, table), _EXAMPLE_ROWS)
            continue
        tables[table] = tuple(rows)
    return Example(
        name=entry.name,
        period=str(entry.period),
        extracted=entry.extracted,
        tables=tables,
        without=entry.without,
        expect=entry.expect,
        line=parser.line(at),
    )


def _names_nothing(name: str, names: Collection[str]) -> Text:
    sv, en = did_you_mean(name, names)
    return Text(
        f"”{name}” är ingen del, fråga eller variant och inget namn under let.{sv}",
        f'"{name}" is no part, question or variant, and no name under let.{en}',
    )


def _part_twice(part: str) -> Text:
    return Text(f"delen ”{part}” står två gånger.", f'the part "{part}" stands twice.')


_SAME_READING = Text(
    "varianten räknar likadant som indikatorn själv. Skriv om en nyckel, eller ta bort den.",
    "the variant counts as the indicator itself does. Write a key anew, or remove it.",
)
_NO_PARTS = Text("fördelningen har inga delar.", "the distribution has no parts.")
_TERMS = Text(
    "här ska stå en lista av {count: {in: ..., where: [...]}} och {sum: {in: ..., of: ...}}.",
    "a list of {count: {in: ..., where: [...]}} and {sum: {in: ..., of: ...}} belongs here.",
)
_EXAMPLE_ROWS = Text(
    "här ska stå en lista av rader, till exempel [{id: A1, ...}].",
    "a list of rows belongs here, for example [{id: A1, ...}].",
)
