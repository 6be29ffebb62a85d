"""What ``compute`` prints: the results, and beside them what they rest on."""

from collections.abc import Sequence

import polars as pl

from bbic_ind.cli.messages import on_terminal, show, tell
from bbic_ind.output.as_csv import csv
from bbic_ind.output.as_json import json
from bbic_ind.output.as_table import table
from bbic_ind.output.evidence import finding_lines, summary_lines
from bbic_ind.output.files import Target
from bbic_ind.output.run import Run
from bbic_ind.results import Status, groups
from bbic_ind.texts import Text

_MOST_FINDINGS = 10


def show_results(run: Run, form: str) -> None:
    """Print the results on standard output as ``table``, ``csv`` or ``json``."""
    texts = {"csv": csv, "json": json}
    show(texts[form](run) if form in texts else table(run, bold=on_terminal()))


def tell_about(run: Run, files: Sequence[Target], *, every_finding: bool) -> None:
    """Say what was read, what was found, what was written and what to do next."""
    tell("")
    for line in summary_lines(run.reading, run.lang):
        tell(line)
    most = len(run.reading.findings) if every_finding else _MOST_FINDINGS
    for line in finding_lines(run, most):
        tell(line)
    if uncertain := _uncertain(run):
        tell(uncertain(run.lang))
    for target in files:
        tell(f"{_WRITTEN(run.lang)} {target.path}")
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
        f"--strict: {errors} slags fel i underlaget och {stopped} indikatorer som inte kan "
        "räknas. Resultatet är skrivet; slutkod 6.",
        f"--strict: {errors} kinds of errors in the data and {stopped} indicators that cannot "
        "be computed. The results are written; exit code 6.",
    )


def _not_computable(run: Run) -> int:
    stopped = run.results.filter(
        (pl.col("status") == Status.NOT_COMPUTABLE) & (pl.col("variant") == "")
    )
    return stopped.select("pack", "indicator").n_unique()


_WRITTEN = Text("Skrev", "Wrote")


def _next_step(run: Run, files: Sequence[Target]) -> Text:
    """The one thing most worth doing now."""
    if any(found.severity == "error" for found in run.reading.findings):
        return Text(
            "Nästa steg: rätta felen ovan i verksamhetssystemet och ta ut filen på nytt.",
            "Next: mend the errors above in the case system and make the export again.",
        )
    if stopped := _not_computable(run):
        return Text(
            f"Nästa steg: {stopped} av {len(run.indicators)} indikatorer saknar underlag. "
            "Lägg till filer eller kolumner som nämns i tabellen. Finns de redan med andra "
            "rubriker? bbic-ind inspect visar hur uttaget lästes, bbic-ind map gör en profil.",
            f"Next: {stopped} of {len(run.indicators)} indicators lack data. "
            "Add the files or columns that the table names. Are they there under other "
            "headings? bbic-ind inspect shows how the export was read, bbic-ind map makes a "
            "profile.",
        )
    if not files:
        return Text(
            "Nästa steg: lägg till --output resultat.xlsx för en arbetsbok att skicka vidare.",
            "Next: add --output results.xlsx for a workbook to send on.",
        )
    return Text("Klart.", "Done.")
