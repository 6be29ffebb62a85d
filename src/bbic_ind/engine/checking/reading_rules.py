"""What the reading found, and what indicators lack, in the words of the rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from bbic_ind.definitions import Indicator
from bbic_ind.definitions.rules import Catalogue, FromReading, Lacking, Rule, Severity
from bbic_ind.engine.availability import available
from bbic_ind.engine.checking.breach import COUNT, PLACE, SAID, Breach, shaped
from bbic_ind.engine.world import ROW, World
from bbic_ind.model import ADDRESS, SOURCE, Finding
from bbic_ind.texts import Text

_SEVERITIES: Mapping[str, Severity] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
}
Key = tuple[str, str, str]


def broken_when_read(
    catalogue: Catalogue, findings: Sequence[Finding], world: World
) -> Iterator[Breach]:
    """Every finding of the reading: under the rule that names it, else under its own id."""
    ruled = {
        name: rule
        for rule in catalogue.rules.values()
        if isinstance(rule.test, FromReading)
        for name in rule.test.findings
    }
    groups: dict[Key, list[Finding]] = {}
    for found in _told_once(findings):
        rule = ruled.get(found.rule, _unnamed(found))
        groups.setdefault((rule.id, found.table, found.column), []).append(found)
    for (_, table, _), same in groups.items():
        rule = ruled.get(same[0].rule, _unnamed(same[0]))
        rows = pl.concat(_rows(found, said, world) for said, found in enumerate(same))
        columns = _doubted(same[0], world)
        whole = isinstance(rule.test, FromReading) and rule.test.whole_rows
        yield Breach(rule, table, columns, tuple(one.message for one in same), rows, whole)


def _doubted(found: Finding, world: World) -> tuple[str, ...]:
    """The columns that may be wrong: of an end before its start it may be either."""
    table = world.model.tables.get(found.table)
    start = table.opens if table is not None and found.rule == _REVERSED else None
    return tuple(name for name in (found.column, start) if name)


_REVERSED = "date.reversed"


def _told_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, without cells that are told to be missing since they could not be read."""
    told: dict[tuple[str, str, int | None], list[pl.Series]] = {}
    for found in findings:
        if found.severity == "error" and found.rows is not None:
            told.setdefault((found.table, found.column, found.source), []).append(found.rows)
    for found in findings:
        before = told.get((found.table, found.column, found.source))
        if found.severity == "error" or found.rows is None or before is None:
            yield found
            continue
        rows = found.rows.filter(~found.rows.is_in(pl.concat(before).implode()))
        if not rows.is_empty():
            yield replace(found, rows=rows, count=len(rows))


def not_told_again(breach: Breach, read: Iterable[Breach]) -> Breach | None:
    """The breach without the cells that could not be read; None where nothing is left.

    Such a cell counts as empty, but it is not the emptiness that is to be put right.
    """
    told = [
        one.hits
        for one in read
        if (one.table, one.columns[:1]) == (breach.table, breach.columns)
        and one.rule.severity.grade <= breach.rule.severity.grade
        and not one.whole_rows
    ]
    if not told:
        return breach
    again = pl.col(ROW).is_in(pl.concat(told).implode()).fill_null(value=False)
    rows = breach.rows.filter(~again)
    return None if rows.is_empty() else replace(breach, rows=rows)


def _unnamed(found: Finding) -> Rule:
    """A rule for a finding that the catalogue does not name."""
    severity = _SEVERITIES[found.severity]
    return Rule(found.rule, severity, found.message, Text("", ""), FromReading((found.rule,)))


def _rows(found: Finding, said: int, world: World) -> pl.DataFrame:
    """One row for each cell, or one for the place where no cells are named."""
    if found.rows is None or found.source is None or found.rows.is_empty():
        cells = ", ".join(found.cells)
        place = " › ".join(part for part in (found.place, cells) if part)
        return shaped(pl.DataFrame({PLACE: [place], SAID: [said], COUNT: [found.count]}))
    rows = pl.DataFrame({ADDRESS: found.rows.cast(pl.UInt32)}).with_columns(
        pl.lit(found.source, pl.UInt32).alias(SOURCE), pl.lit(said).alias(SAID)
    )
    frame = world.tables.get(found.table)
    if frame is not None and SOURCE in frame.columns:
        known = frame.select(SOURCE, ADDRESS, ROW).unique([SOURCE, ADDRESS], keep="first")
        rows = rows.join(known, on=[SOURCE, ADDRESS], how="left", maintain_order="left")
    return shaped(rows)


def broken_by_lack(rule: Rule, indicators: Iterable[Indicator], world: World) -> Iterator[Breach]:
    """Each table or column that is not in the data, with the indicators it stops."""
    stopped: dict[str, set[tuple[str, str]]] = {}
    for indicator in indicators:
        for name in available(indicator.computation, world).missing:
            stopped.setdefault(name, set()).add((indicator.pack, indicator.id))
    for name, stops in sorted(stopped.items()):
        table, _, column = name.partition(".")
        message = Text(f"{rule.title.sv}: {name}.", f"{rule.title.en}: {name}.")
        yield Breach(
            rule,
            table,
            (column,) if column else (),
            (message,),
            shaped(pl.DataFrame({PLACE: [name]})),
            stops=frozenset(stops),
        )


def lacking_rules(catalogue: Catalogue) -> list[Rule]:
    """The rules about what indicators lack."""
    return [rule for rule in catalogue.rules.values() if isinstance(rule.test, Lacking)]
