"""The chapter of the data: what was read, what was left out and what was found wrong."""

from collections.abc import Iterator

from bbic_ind.output import evidence
from bbic_ind.output.report.document import (
    Block,
    Cell,
    Group,
    Paragraph,
    Role,
    Section,
    Table,
    columns,
)
from bbic_ind.output.run import Run
from bbic_ind.texts import Text


def chapter(run: Run) -> Section:
    """Two sentences, a table of what was read and one of what was found."""
    lines = evidence.summary_lines(run.reading, run.lang)
    blocks = (*map(Paragraph, lines), _sheets(run), *_findings(run))
    return Section(_TITLE(run.lang), "uppgifterna", blocks)


def _sheets(run: Run) -> Table:
    """What was used of each file and sheet."""
    rows = tuple(
        (
            sheet.place,
            evidence.read_as(sheet, run.lang),
            str(sheet.rows),
            str(sheet.used),
            evidence.left_out(sheet, run.lang),
        )
        for sheet in run.reading.sheets
    )
    return Table(_SHEETS(run.lang), columns(_SHEET_COLUMNS, run.lang), (Group(rows),))


def _findings(run: Run) -> Iterator[Block]:
    """The findings, gravest first, without the cells: those are for whoever mends them."""
    rows = tuple[tuple[Cell, ...], ...](
        (
            found.message(run.lang),
            evidence.SEVERITIES[found.severity](run.lang),
            found.place,
            str(found.count),
            ", ".join(evidence.affected(found, run)),
        )
        for found in evidence.gravest_first(run.reading.findings)
    )
    if not rows:
        yield Paragraph(_NOTHING(run.lang))
        return
    yield Table(_FINDINGS(run.lang), columns(_FINDING_COLUMNS, run.lang), (Group(rows),))


_TITLE = Text("Uppgifterna", "The data")
_SHEETS = Text("Vad som lästes", "What was read")
_FINDINGS = Text("Vad som är fel eller osäkert i underlaget", "What is wrong or doubtful")
_NOTHING = Text(
    "Läsningen hade inget att anmärka på underlaget.", "The reading had nothing to remark."
)
_SHEET_COLUMNS: tuple[tuple[Text, Role], ...] = (
    (Text("Fil och blad", "File and sheet"), ""),
    (Text("Läst som", "Read as"), ""),
    (Text("Rader", "Rows"), "number"),
    (Text("Använda", "Used"), "number"),
    (Text("Utelämnat", "Left out"), ""),
)
_FINDING_COLUMNS: tuple[tuple[Text, Role], ...] = (
    (Text("Vad", "What"), ""),
    (Text("Allvar", "Severity"), ""),
    (Text("Plats", "Place"), ""),
    (Text("Antal", "Count"), "number"),
    (Text("Berör", "Affects"), ""),
)
