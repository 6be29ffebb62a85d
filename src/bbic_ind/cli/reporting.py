"""What ``compute`` prints: the results, and beside them what they rest on."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from bbic_ind.cli.messages import on_terminal, show, tell, tell_warning, tell_written
from bbic_ind.definitions import Indicator
from bbic_ind.model import Finding
from bbic_ind.output.as_csv import csv
from bbic_ind.output.as_json import json
from bbic_ind.output.as_table import table
from bbic_ind.output.evidence import finding_lines, summary_lines
from bbic_ind.output.room import room
from bbic_ind.output.run import Run
from bbic_ind.output.too_early import too_early
from bbic_ind.results import Status, groups
from bbic_ind.texts import Text, counted

_MOST_FINDINGS = 10


def show_results(run: Run, form: str) -> None:
    """Print the results on standard output as ``table``, ``csv`` or ``json``."""
    texts = {"csv": csv, "json": json}
    show(texts[form](run) if form in texts else _table(run))


def _table(run: Run) -> str:
    """The table, no wider than the terminal that shows it."""
    return table(run, bold=on_terminal(), width=room(sys.stdout))


def tell_about(run: Run, files: Sequence[Path], *, every_finding: bool) -> None:
    """Say what was read, what was found, what was written and what to do next."""
    most = len(run.reading.findings) if every_finding else _MOST_FINDINGS
    tell(*summary_lines(run.reading, run.lang), *finding_lines(run, most))
    if uncertain := _uncertain(run):
        tell(uncertain(run.lang))
    tell_warning(too_early(run), run.lang)
    tell_written(files, run.lang)
    tell(_next_step(run, files)(run.lang))


def is_below_standard(run: Run) -> bool:
    """Whether ``--strict`` refuses: an error in the data, or a figure that cannot be computed."""
    has_error = any(found.severity == "error" for found in run.reading.findings)
    return has_error or _not_computable(run) > 0


def _uncertain(run: Run) -> Text | None:
    """How many units might belong to a denominator, by indicator; None where none might."""
    totals = run.results.filter(
        (pl.col("variant") == "")
        & (pl.col("denominator_undecided") > 0)
        & pl.all_horizontal(pl.lit(value=True), *(pl.col(g).is_null() for g in groups(run.results)))
    )
    counts = totals.group_by("indicator", maintain_order=True).agg(
        pl.col("denominator_undecided").max()
    )
    if counts.is_empty():
        return None
    told = ", ".join(f"{id_} ({count})" for id_, count in counts.iter_rows())
    return Text(
        f"Osäkra i nämnaren, inte med i talen: {told}.",
        f"Uncertain in the denominator, not in the figures: {told}.",
    )


def why_below_standard(run: Run) -> Text:
    """Why ``--strict`` ends with an exit code of its own."""
    errors = sum(found.severity == "error" for found in run.reading.findings)
    stopped = _not_computable(run)
    return Text(
        f"--strict: {errors} slags fel i underlaget och "
        f"{counted(stopped, 'indikator', 'indikatorer')} som inte kan räknas. "
        "Resultatet är skrivet; slutkod 6.",
        f"--strict: {counted(errors, 'kind', 'kinds')} of errors in the data and "
        f"{counted(stopped, 'indicator', 'indicators')} that cannot be computed. "
        "The results are written; exit code 6.",
    )


def _not_computable(run: Run) -> int:
    stopped = run.results.filter(
        (pl.col("status") == Status.NOT_COMPUTABLE) & (pl.col("variant") == "")
    )
    ids = set(stopped.select("pack", "indicator").iter_rows())
    return _distinct(one for one in run.indicators if (one.pack, one.id) in ids)


def _distinct(indicators: Iterable[Indicator]) -> int:
    """How many indicators there are in their source; several may show one of them."""
    return len({(one.pack, one.source.get("indicator", one.id)) for one in indicators})


def _is_of_cells(found: Finding) -> bool:
    """Whether it is about values that were registered wrongly, and not about a file's layout."""
    return bool(found.column and found.cells) and not found.value


_IN_THE_SYSTEM = Text(
    "Nästa steg: rätta felen ovan i verksamhetssystemet och ta ut filen på nytt.",
    "Next: mend the errors above in the case system and make the export again.",
)
_AS_SAID = Text(
    "Nästa steg: gör det som felen ovan säger, i filerna, i profilen eller i verksamhetssystemet.",
    "Next: do what the errors above say, in the files, in the profile or in the case system.",
)


def _next_step(run: Run, files: Sequence[Path]) -> Text:
    """The one thing most worth doing now."""
    errors = [found for found in run.reading.findings if found.severity == "error"]
    if errors:
        return _IN_THE_SYSTEM if all(map(_is_of_cells, errors)) else _AS_SAID
    if stopped := _not_computable(run):
        every = _distinct(run.indicators)
        return Text(
            f"Nästa steg: {stopped} av {counted(every, 'indikator', 'indikatorer')} saknar "
            "underlag. "
            "Lägg till filer eller kolumner som nämns i tabellen. Finns de redan med andra "
            "rubriker? bbic-ind inspect visar hur uttaget lästes, bbic-ind map gör en profil.",
            f"Next: {stopped} of {counted(every, 'indicator lacks', 'indicators lack')} data. "
            "Add the files or columns that the table names. Are they there under other "
            "headings? bbic-ind inspect shows how the export was read, bbic-ind map makes a "
            "profile.",
        )
    if not files:
        return Text(
            "Nästa steg: lägg till --output resultat.xlsx för att få allt i en arbetsbok.",
            "Next: add --output results.xlsx to get it all in a workbook.",
        )
    return Text("Klart.", "Done.")
