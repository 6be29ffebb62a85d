"""From saved files to a comparison: read ours, read the others', place, show and write."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import polars as pl

from bbic_ind.cli.choice import Choice, choose, shipped_packs
from bbic_ind.cli.exporting import require_code
from bbic_ind.cli.messages import show, tell, tell_written
from bbic_ind.cli.origin import origin
from bbic_ind.cli.recalling import paths, recalled
from bbic_ind.cli.report_writing import WRITERS, places
from bbic_ind.disclosure import DEFAULT
from bbic_ind.disclosure.hiding import protect
from bbic_ind.disclosure.profile import load_profile
from bbic_ind.disclosure.reading import read_results
from bbic_ind.errors import Fault, UsageError
from bbic_ind.output.as_csv import frame_bytes
from bbic_ind.output.comparison.compared import Comparison
from bbic_ind.output.comparison.page import page
from bbic_ind.output.comparison.table import manifest_in, table
from bbic_ind.output.comparison.text import text
from bbic_ind.output.files import format_of, refuse_sources, vouch, write_whole
from bbic_ind.output.outward.kolada import is_kpi, kolada
from bbic_ind.output.room import room
from bbic_ind.peers.group import read_group
from bbic_ind.peers.payload import Saved, read_saved
from bbic_ind.peers.placing import place
from bbic_ind.provenance import Manifest, Origin, digests
from bbic_ind.texts import Language, Text, counted

COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    results: tuple[Path, ...]
    others: tuple[Path, ...]
    municipality: str
    group: Path | None = None
    indicators: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    disclosure: str = DEFAULT
    lang: Language = "sv"


def carry_out(order: Order) -> None:
    """Compare, show and write; raises UserError for what is wrong."""
    require_code(order.municipality)
    if not order.others:
        raise UsageError(Fault("--with", _NOTHING_TO_COMPARE))
    outputs = _outputs(order)
    saved = read_saved(order.others)
    told = compared(order, saved)
    show(text(told, room(sys.stdout)))
    for path in outputs:
        write_whole(path, partial(fill, told, path))
        tell_written([path], order.lang)
    vouch(outputs, partial(manifest_in, told))
    tell(*(note(order.lang) for note in _notes(saved)))


def compared(order: Order, saved: Saved) -> Comparison:
    """Our figures of the results placed among the saved ones."""
    frames = read_results(order.results)
    results = _ours(order, frames.values())
    choice = _definitions(order, results)
    own = kolada(results, choice.indicators, choice.model, order.municipality)
    if own.is_empty():
        raise UsageError(Fault(", ".join(map(str, order.results)), _NO_KPI))
    group = read_group(order.group) if order.group else None
    kpis = {one.id: one for one in choice.indicators if is_kpi(one)}
    shares = [id_ for id_, one in kpis.items() if one.kind == "share"]
    return Comparison(
        order.municipality,
        tuple(place(own, saved.values, shares, group.codes if group else None)),
        kpis,
        {**saved.names, **(group.names if group else {})},
        order.lang,
        group.title if group else "",
        _origin(order, choice, [*map(Path, frames), *order.others]),
    )


def recalled_order(old: Manifest, folder: Path, source: Path | None) -> Order:
    """The order that a manifest in ``folder`` tells of; its files may lie in ``source``."""
    asked = recalled(old, Order, folder, source)
    del asked["sources"]
    results, others = (paths(old.settings, name, folder, source) for name in ("sources", "beside"))
    group = Path(asked["group"]) if asked.get("group") else None
    return Order(**{**asked, "results": results, "others": others, "group": group})


def _origin(order: Order, choice: Choice, read: Sequence[Path]) -> Origin:
    """What was read and asked for, as the manifest tells it."""
    asked = {
        "sources": order.results,
        "beside": order.others,
        "municipality": order.municipality,
        "group": order.group,
        "indicators": order.indicators,
        "disclosure": order.disclosure,
        "lang": order.lang,
    }
    inputs = digests([*read, *((order.group,) if order.group else ())])
    return origin(asked, choice, (), inputs, COMPARE)


def _ours(order: Order, frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The results, protected unless that was declined."""
    results = pl.concat(frames, how="diagonal").unique(maintain_order=True)
    # A CSV file does not tell an empty text from a null.
    results = results.with_columns(pl.col("variant", "part").fill_null(""))
    profile = load_profile(order.disclosure)
    return results if profile is None else protect(results, profile, order.lang).results


def _definitions(order: Order, results: pl.DataFrame) -> Choice:
    """The definitions of the packs that the results are of."""
    packs = set(results["pack"])
    shipped = [folder.name for folder in shipped_packs() if folder.name in packs]
    words = (*shipped, *order.indicators)
    if not words:
        raise UsageError(Fault(", ".join(map(str, order.results)), _NO_KPI))
    return choose(words)


def _outputs(order: Order) -> list[Path]:
    """The files to write; raises UsageError for what cannot be written."""
    tables = [path for path in order.outputs if format_of(path) == _CSV]
    pages = [path for path in order.outputs if path not in tables]
    found = [*tables, *(places(pages, (), also_docx=False) if pages else [])]
    given = (*order.results, *order.others, *((order.group,) if order.group else ()))
    refuse_sources(found, given)
    return found


_CSV = "csv"


def fill(told: Comparison, path: Path, stream: IO[bytes]) -> None:
    """Write the comparison as the name of the file says."""
    if format_of(path) == _CSV:
        stream.write(frame_bytes(table(told)))
    else:
        WRITERS[format_of(path)](page(told), stream)


def _notes(saved: Saved) -> list[Text]:
    notes = [_more_pages(name) for name in saved.unfinished]
    return [*notes, *((_left_out(saved.left_out),) if saved.left_out else ())]


def _more_pages(name: str) -> Text:
    return Text(
        f"Obs: {name} är en sida av flera. Spara de andra också (next_url i filen) och ange dem "
        "med --with.",
        f"Note: {name} is one page of several. Save the others too (next_url in the file) and "
        "name them by --with.",
    )


def _left_out(number: int) -> Text:
    return Text(
        f"{counted(number, 'värde', 'värden')} för riket, regioner och grupper är inte med.",
        f"Left out: {counted(number, 'value', 'values')} of the country, regions and groups.",
    )


_NOTHING_TO_COMPARE = Text(
    "ange filen med andras nyckeltal, till exempel --with kolada.json. Programmet hämtar inget; "
    "spara svaret från Koladas gränssnitt i webbläsaren.",
    "name the file of others' key figures, for example --with kolada.json. The program fetches "
    "nothing; save the answer of Kolada's interface in a web browser.",
)
_NO_KPI = Text(
    "resultatet har inget nyckeltal i Kolada för ett helt år. Räkna dem med: bbic-ind compute "
    "uttag.xlsx --indicators kolada --year 2025 --output egna.csv. Egna definitioner anges med "
    "--indicators.",
    "the result has no key figure of Kolada for a whole year. Compute them by: bbic-ind compute "
    "export.xlsx --indicators kolada --year 2025 --output own.csv. Name definitions of your own "
    "by --indicators.",
)
