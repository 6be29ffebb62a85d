"""From a form of somebody else's to the form filled in."""

from pathlib import Path

from bbic_ind.cli.computing import computed, plan
from bbic_ind.cli.messages import tell, tell_written
from bbic_ind.cli.surveying import (
    Order,
    asked_year,
    computation,
    of_survey,
    place,
    snapshot_of,
    tell_reading,
    tell_text,
)
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.output.files import format_of, write_manifests, write_whole
from bbic_ind.output.run import Run
from bbic_ind.output.survey.form import Facts, Filled, fill
from bbic_ind.output.survey.form_cells import open_form, refuse_unfillable
from bbic_ind.output.survey.form_file import Form, load_form
from bbic_ind.output.survey.form_parts import lost_parts
from bbic_ind.output.survey.sheet_in_front import HIDDEN_ANSWERS
from bbic_ind.periods import Period, parse_period
from bbic_ind.texts import Text


def carry_out(order: Order) -> int:
    """Fill in the form and write it; raises UserError for what is wrong."""
    form = load_form(order.form or Path())
    output = _place(order, form)
    book = open_form(form)
    planned = plan(computation(order, form.packs, _years(order, form)))
    refuse_unfillable(form, book, planned.choice.indicators)
    run = of_survey(computed(planned), order, [form.document.path, form.workbook])
    year = asked_year(order) or parse_period(run.results["period"][0], snapshot_of(order))
    filled = fill(form, book, run, _facts(order, run, year), int(year.label))
    write_whole(output, filled.write)
    write_manifests(run, [output])
    _tell(filled, form, run, output)
    return Exit.DONE


def _place(order: Order, form: Form) -> Path:
    """The file to write, of the form's own kind; never the form itself."""
    output = place(order, (format_of(form.workbook),))
    if output.exists() and output.samefile(form.workbook):
        raise UsageError(Fault(str(output), _IS_FORM))
    return output


def _years(order: Order, form: Form) -> list[str]:
    """Every year that the form asks about, the one asked for first; none for the latest."""
    year = asked_year(order)
    if year is None:
        if any(entry.period for entry in form.file.cells):
            raise UsageError(Fault("--year", _NEEDS_YEAR))
        return []
    asked = (str(form.year(entry, int(year.label))) for entry in form.file.cells)
    return list(dict.fromkeys([year.label, *asked]))


def _facts(order: Order, run: Run, year: Period) -> Facts:
    return {
        "municipality": order.municipality or None,
        "year": int(year.label),
        "day": year.day,
        "extracted": run.reading.dataset.extracted,
    }


def _tell(filled: Filled, form: Form, run: Run, output: Path) -> None:
    """Say what was filled in, what was not and why, and what the form lost on the way."""
    lang = run.lang
    tell_reading(run)
    tell(_FILLED(lang).format(cells=filled.cells, all=len(form.file.cells), path=form.workbook))
    for left in filled.unfilled:
        tell_text(f"{left.cell} ({left.what}): {left.why}", "  ")
    if any(left.hidden for left in filled.unfilled):
        tell_text(HIDDEN_ANSWERS(lang))
    if lost := lost_parts(form.workbook):
        tell_text(_LOST(lang).format(parts=", ".join(part(lang) for part in lost)))
    tell_written([output], lang)
    tell_text(_NEXT(lang))


_FILLED = Text(
    "Fyllde i {cells} av {all} celler i {path}.", "Filled in {cells} of {all} cells of {path}."
)
_LOST = Text(
    "Obs: det här i formuläret följer inte med till den ifyllda filen: {parts}. Behövs det, för "
    "över svaren till originalet för hand.",
    "Note: these parts of the form are not in the filled-in file: {parts}. If they are needed, "
    "copy the answers into the original by hand.",
)
_NEXT = Text(
    "Nästa steg: öppna filen, gå igenom svaren och fyll i det som är tomt.",
    "Next: open the file, go through the answers and fill in what is empty.",
)
_IS_FORM = Text(
    "det är själva formuläret, som skulle skrivas över. Välj ett annat namn.",
    "this is the form itself, which would be overwritten. Choose another name.",
)
_NEEDS_YEAR = Text(
    "formuläret frågar om flera år. Ange det år enkäten gäller, till exempel --year 2025.",
    "the form asks about several years. Give the year of the survey, for example --year 2025.",
)
