"""From a run file to a dated folder: lock, compute, write, publish, and say how it went."""

import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from bbic_ind.cli import report_writing
from bbic_ind.cli.alarms import ALARMS, findings, outside_ids, raised
from bbic_ind.cli.computing import Plan, computed, plan
from bbic_ind.cli.exporting import of_export
from bbic_ind.cli.journal import Journal, journal
from bbic_ind.cli.messages import show, tell
from bbic_ind.cli.run_file import Recipe
from bbic_ind.cli.survey_beside import with_survey, write_survey
from bbic_ind.errors import Exit, UserError
from bbic_ind.output.dated import half_made, point_at, publish
from bbic_ind.output.files import (
    FILE_NAME,
    WRITERS,
    format_of,
    write,
    write_manifests,
)
from bbic_ind.output.lock import held
from bbic_ind.output.outward.writing import Asked, describe, write_tables
from bbic_ind.output.run import Run
from bbic_ind.texts import Text, counted, listed

__all__ = ["ALARMS", "carry_out"]


@dataclass(frozen=True)
class Done:
    """A run that is written: its figures, the folder they are in and the alarms it raised."""

    run: Run
    place: Path
    raised: Sequence[str]

    @property
    def code(self) -> Exit:
        """The exit code."""
        return Exit.QUALITY if self.raised else Exit.DONE


def carry_out(recipe: Recipe, alarms: Sequence[str], *, quiet: bool) -> int:
    """Run it once and give the exit code; every line of the journal is written on the way.

    ``alarms`` are added to those of the file.  Faults are raised where the journal is a
    file, so that they are seen as well.
    """
    with journal(recipe.log, recipe.asked.lang) as log, _stopped_in_order():
        try:
            done = _run(recipe, (*recipe.asked.fail_on, *alarms), log)
        except UserError as error:
            with suppress(UserError):
                log.write_faults(error)
            if log.is_file:
                raise
            return error.exit_code
        except SystemExit as stop:
            with suppress(UserError):
                log.write("stopped", "error", exit_code=stop.code)
            raise
        except BaseException as bug:
            with suppress(UserError):
                log.write_bug(bug)
            raise
    _say(_summary(done)(recipe.asked.lang), done, quiet=quiet)
    return done.code


def _say(summary: str, done: Done, *, quiet: bool) -> None:
    if done.raised:
        tell(summary)
    elif not quiet:
        show(f"{summary}\n")


def _run(recipe: Recipe, alarms: Sequence[str], log: Journal) -> Done:
    log.write("started", file=recipe.path.name)
    with held(recipe.lock):
        planned, reports = _planned(recipe), _reports(recipe)
        run = computed(planned)
        log.write("computed", **_about(run))
        with half_made(recipe.folder) as half:
            _write(run, planned, recipe, half, reports)
            place = publish(half, date.today())
        if not point_at(place):
            log.write("not_linked", "warning", folder=str(recipe.folder))
    done = Done(run, place, raised(run, list(dict.fromkeys(alarms))))
    written = sorted(path.name for path in place.iterdir())
    log.write(
        "finished",
        "error" if done.raised else "info",
        folder=str(place),
        files=written,
        raised=list(done.raised),
        exit_code=int(done.code),
    )
    return done


def _planned(recipe: Recipe) -> Plan:
    planned = plan(recipe.order)
    return with_survey(planned) if recipe.asked.outputs.survey else planned


def _reports(recipe: Recipe) -> list[str]:
    """The formats of the report; raises UsageError where what they need is not installed."""
    wanted = recipe.asked.outputs.report
    paths = [recipe.folder / f"{_REPORT}.{name}" for name in wanted]
    if paths:
        report_writing.places(paths, (), also_docx=False)
    return list(wanted)


_REPORT, _SURVEY = "rapport", "enkat"


def _write(run: Run, planned: Plan, recipe: Recipe, folder: Path, reports: Sequence[str]) -> None:
    """Write every output into a folder, with the manifests and dictionaries of them."""
    asked, model = recipe.asked, planned.choice.model
    results = _files(folder, FILE_NAME, asked.outputs.results)
    pages = _files(folder, _REPORT, reports)
    for path in results:
        write(run, WRITERS, path)
    tables = [path for path in results if format_of(path) in _TABLES]
    dictionaries = describe(run.worded(), model, "results", tables)
    report_writing.write_all(run, model, pages, asked.title, asked.municipality.name)
    write_manifests(run, [*results, *dictionaries])
    about = report_writing.of_report(run, asked.title, asked.municipality.name)
    write_manifests(about, pages)
    for path in _files(folder, _SURVEY, asked.outputs.survey):
        write_survey(run, planned, path, asked.municipality.name)
    for form, name in _BESIDE.items():
        tables = _files(folder, f"{FILE_NAME}.{name}", getattr(asked.outputs, form))
        if tables:
            code = asked.municipality.code or ""
            dictionaries = write_tables(Asked(run, model, code), form, tables)
            write_manifests(of_export(run, form, code), [*tables, *dictionaries])


_TABLES = ("csv", "parquet")
_BESIDE = {"values": "tal", "kolada": "kolada", "series": "serier"}
"""What the other tables are called after the name of the results, by their form."""


def _files(folder: Path, name: str, formats: Sequence[str]) -> list[Path]:
    return [folder / f"{name}.{format_}" for format_ in formats]


def _about(run: Run) -> dict[str, Any]:
    """What the journal tells of the figures: numbers of things, and ids of indicators."""
    return {
        "extracted": run.reading.dataset.extracted,
        "periods": run.results["period"].unique(maintain_order=True).to_list(),
        "sheets": len(run.reading.sheets),
        "rows": sum(sheet.used for sheet in run.reading.sheets),
        "findings": dict(findings(run)),
        "figures": dict(Counter(run.results["status"])),
        "outside_limits": outside_ids(run),
    }


def _summary(done: Done) -> Text:
    told = [_counts(done.run), *_outside(done.run), *_raised(done)]
    hint = _LOOK if {"error", "warning"} & set(done.raised) else Text("", "")
    return Text(
        f"{'; '.join(text.sv for text in told)}.{hint.sv}\nSkrev {done.place}",
        f"{'; '.join(text.en for text in told)}.{hint.en}\nWrote {done.place}",
    )


_LOOK = Text(
    " Vilka fel, och var, visar bbic-ind check med samma underlag.",
    " Which errors, and where, is shown by bbic-ind check with the same sources.",
)


def _counts(run: Run) -> Text:
    figures, errors = run.results.height, findings(run).get("error", 0)
    return Text(
        f"{counted(figures, 'siffra', 'siffror')}; {errors or 'inga'} slags fel i underlaget",
        f"{counted(figures, 'figure', 'figures')}; "
        f"{counted(errors, 'kind', 'kinds') if errors else 'no kinds'} of errors in the data",
    )


def _outside(run: Run) -> Iterator[Text]:
    if ids := outside_ids(run):
        yield Text(f"utanför gränsvärdet: {listed(ids)}", f"outside their limits: {listed(ids)}")


def _raised(done: Done) -> Iterator[Text]:
    if done.raised:
        code, why = int(done.code), ", ".join(done.raised)
        yield Text(f"slutkod {code} för {why}", f"exit code {code} for {why}")


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Let a service manager that ends the program leave nothing half done behind."""

    def stop(number: int, _: FrameType | None) -> None:
        sys.exit(_SIGNALLED + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


_SIGNALLED = 128
