"""Which reports to write, whether that can be done here, and writing them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from bbic_ind.cli.computing import Order, computed, plan
from bbic_ind.cli.messages import doing, tell, tell_warning, tell_written
from bbic_ind.cli.protecting import protection
from bbic_ind.errors import Fault, UsageError
from bbic_ind.model import Model
from bbic_ind.output.evidence import summary_lines
from bbic_ind.output.files import (
    format_of,
    no_output,
    other_format,
    refuse_sources,
    write_manifests,
    write_whole,
)
from bbic_ind.output.report.as_docx import write_docx
from bbic_ind.output.report.as_html import write_html
from bbic_ind.output.report.as_markdown import write_markdown
from bbic_ind.output.report.build import build
from bbic_ind.output.report.document import Document
from bbic_ind.output.run import Run
from bbic_ind.output.too_early import too_early
from bbic_ind.texts import Language, Text

Writer = Callable[[Document, IO[bytes]], None]

WRITERS: dict[str, Writer] = {"html": write_html, "docx": write_docx, "md": write_markdown}
"""What a report can be written as, by the suffix of its name."""

EARLIER = 4
"""How many years before the latest one a report shows, where the data reaches so far."""

_EXTRAS = {"html": ("jinja2", "vl_convert"), "docx": ("docx", "vl_convert"), "md": ()}
"""The libraries that each kind needs beside those always installed."""


def places(outputs: Sequence[Path], sources: Sequence[Path], *, also_docx: bool) -> list[Path]:
    """The files to write; raises UsageError for what cannot be written, here or at all."""
    beside = [path.with_suffix(".docx") for path in outputs[:1] if also_docx]
    paths = list(dict.fromkeys([*outputs, *beside]))
    faults = [fault for path in paths for fault in _faults(path)]
    if not paths:
        faults = [no_output("rapport.html", "report.html")]
    if faults:
        raise UsageError(faults)
    refuse_sources(paths, sources)
    return paths


def _faults(path: Path) -> list[Fault]:
    if other := other_format(path, WRITERS):
        return other
    lacking = [name for name in _EXTRAS[format_of(path)] if find_spec(name) is None]
    return [Fault(str(path), _lacks(lacking))] if lacking else []


def write(
    order: Order, paths: Sequence[Path], title: str, municipality: str, *, quiet: bool
) -> None:
    """Compute and write every report, each with its manifest beside it; raises UserError."""
    planned = plan(order)
    run = computed(planned)
    write_all(run, planned.choice.model, paths, title, municipality)
    write_manifests(of_report(run, title, municipality), paths)
    if not quiet:
        _tell(run, order, paths)


def of_report(run: Run, title: str, municipality: str) -> Run:
    """The run with what was asked of the report."""
    return run.made_by(_REPORT, {"title": title, "municipality": municipality})


_REPORT = "report"
"""What manifests call the command."""


def write_all(run: Run, model: Model, paths: Sequence[Path], title: str, municipality: str) -> None:
    """Write the report of a run to files, without manifests."""
    with doing(_WRITING(run.lang)):
        for path in paths:
            placed = replace(run, folder=path.parent)
            report = build(placed, model, title, municipality)
            write_whole(path, partial(WRITERS[format_of(path)], report))


def _tell(run: Run, order: Order, paths: Sequence[Path]) -> None:
    tell(*summary_lines(run.reading, run.lang))
    tell_warning(too_early(run), run.lang)
    tell(*protection(run.results, order.disclosure, run.lang, to_files=True))
    tell_written(paths, run.lang)
    tell(_next_step(paths, run.lang))


def _next_step(paths: Sequence[Path], lang: Language) -> str:
    page = any(format_of(path) == "html" for path in paths)
    return (_OPEN_PAGE if page else _READ_IT)(lang)


def _lacks(names: Sequence[str]) -> Text:
    told = ", ".join(names)
    return Text(
        f"tillägg saknas ({told}). Installera dem i projektets mapp: "
        "python -m pip install '.[report]'. "
        "Utan dem kan rapporten skrivas som .md.",
        f"extras are missing ({told}). Install them in the project's folder: "
        "python -m pip install '.[report]'. "
        "Without them the report can be written as .md.",
    )


_WRITING = Text("Skriver rapporten", "Writing the report")
_OPEN_PAGE = Text(
    "Nästa steg: öppna sidan i en webbläsare, läs den och skriv ut den därifrån.",
    "Next: open the page in a browser, read it and print it from there.",
)
_READ_IT = Text(
    "Nästa steg: läs rapporten och skriv in vad ni drar för slutsatser.",
    "Next: read the report and write in what you conclude.",
)
