"""The results as JSON: an object with ``run``, ``results`` and ``series``.

``run`` tells what the figures rest on, ``results`` has their rows, and ``series`` the rows of
figures in time, none for a single period.
"""

import json as encoder
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import IO, Any

import bbic_ind
from bbic_ind.model import Finding, SheetRead
from bbic_ind.output.evidence import affected, gravest_first
from bbic_ind.output.run import Run
from bbic_ind.provenance import Manifest
from bbic_ind.texts import Language


def write_json(run: Run, stream: IO[bytes]) -> None:
    """Write the results as UTF-8."""
    stream.write(json(run).encode())


def json(run: Run) -> str:
    """The results as JSON text, dates as ISO, numbers exact."""
    whole = {
        "run": about(run),
        "results": [_exact(row) for row in run.worded().to_dicts()],
        "series": [_exact(row) for row in run.series.to_dicts()],
    }
    return encoded(whole)


def about(run: Run) -> dict[str, Any]:
    """What was read and with which settings."""
    reading = run.reading
    return {
        "program": "bbic-ind",
        "version": bbic_ind.__version__,
        "language": run.lang,
        "packs": {pack.id: pack.version for pack in run.packs.values()},
        "extracted": reading.dataset.extracted,
        "extracted_from": reading.extracted_from,
        "profile": reading.profile,
        "by": run.by,
        **from_manifest(run.manifest),
        "sheets": [_sheet(sheet, run.lang) for sheet in reading.sheets],
        "findings": [_finding(finding, run) for finding in gravest_first(reading.findings)],
    }


def from_manifest(manifest: Manifest) -> dict[str, Any]:
    """What a JSON output tells of its run as the manifest does."""
    plain = manifest.plain()
    return {name: plain[name] for name in ("settings", "inputs", "definitions", "result")}


def encoded(whole: Mapping[str, Any]) -> str:
    """An object as JSON text, days as ISO."""
    return encoder.dumps(whole, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _sheet(sheet: SheetRead, lang: Language) -> dict[str, Any]:
    told = {field.name: getattr(sheet, field.name) for field in fields(sheet)}
    reasons = {reason(lang): rows for reason, rows in sheet.left_out.items()}
    return told | {"left_out": reasons, "columns": dict(sheet.columns)}


_OF_FINDINGS = ("rule", "severity", "place", "message", "table", "column", "cells", "count")


def _finding(finding: Finding, run: Run) -> dict[str, Any]:
    told = {"message": finding.message(run.lang), "affects": affected(finding, run)}
    return {name: getattr(finding, name) for name in _OF_FINDINGS} | told


def _exact(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _whole(value) for name, value in row.items()}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _iso(value: date) -> str:
    return value.isoformat()
