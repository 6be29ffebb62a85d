"""What ``compute`` prints: the results, and beside them what they rest on."""

from collections.abc import Sequence

from bbic_ind.cli.messages import on_terminal, show, tell
from bbic_ind.output.as_csv import csv
from bbic_ind.output.as_json import json
from bbic_ind.output.as_table import table
from bbic_ind.output.evidence import finding_lines, summary_lines
from bbic_ind.output.files import Target
from bbic_ind.output.run import Run
from bbic_ind.results import Status
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
    for target in files:
        tell(f"{_WRITTEN(run.lang)} {target.path}")
    tell(_next_step(run, files)(run.lang))


def is_below_standard(run: Run) -> bool:
    """Whether ``--strict`` refuses: an error in the data, or a figure that cannot be computed."""
    has_error = any(found.severity == "error" for found in run.reading.findings)
    return has_error or _not_computable(run) > 0


def _not_computable(run: Run) -> int:
    stopped = run.results.filter(run.results["status"] == Status.NOT_COMPUTABLE)
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
            "Lägg till filer eller kolumner som nämns i tabellen.",
            f"Next: {stopped} of {len(run.indicators)} indicators lack data. "
            "Add the files or columns that the table names.",
        )
    if not files:
        return Text(
            "Nästa steg: lägg till --output resultat.xlsx för en arbetsbok att skicka vidare.",
            "Next: add --output results.xlsx for a workbook to send on.",
        )
    return Text("Klart.", "Done.")
