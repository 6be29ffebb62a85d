"""From what was asked for to a table for another system: compute, make, write and tell."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bbic_ind.cli.computing import Order, Plan, computed, plan
from bbic_ind.cli.messages import tell, tell_written
from bbic_ind.cli.protecting import protection
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.output.evidence import summary_lines
from bbic_ind.output.files import no_output, refuse_outputs, write_manifests
from bbic_ind.output.outward.kolada import sexes
from bbic_ind.output.outward.writing import (
    FORMS,
    WRITERS,
    Asked,
    write_tables,
)
from bbic_ind.output.run import Run
from bbic_ind.texts import Text

NAMES = tuple(FORMS)
EXPORT = "export"
_KOLADA = "kolada"
_CODE = re.compile(r"\d{4}")


def carry_out(
    order: Order, form: str, outputs: Sequence[Path], municipality: str, *, quiet: bool
) -> int:
    """Compute, write the table to every output, and tell; raises UserError."""
    if not outputs:
        raise UsageError(no_output("kolada.csv", "kolada.csv"))
    refuse_outputs(outputs, WRITERS, order.sources)
    planned = _for_kolada(order, municipality) if form == _KOLADA else plan(order)
    run = computed(planned)
    dictionaries = write_tables(Asked(run, planned.choice.model, municipality), form, outputs)
    written = [*outputs, *dictionaries]
    write_manifests(of_export(run, form, municipality), written)
    if not quiet:
        _tell(run, planned.order, written)
    return Exit.DONE


def of_export(run: Run, form: str, municipality: str) -> Run:
    """The run with what was asked of the export."""
    return run.made_by(EXPORT, {"as": form, "municipality": municipality})


def _for_kolada(order: Order, municipality: str) -> Plan:
    """The plan divided by sex, of the pack of key figures where no other is named."""
    require_code(municipality)
    planned = plan(replace(order, indicators=order.indicators or (_KOLADA,)))
    sex = sexes(planned.choice.model)
    by = (*order.by, *((sex,) if sex and sex not in order.by else ()))
    return replace(planned, order=replace(planned.order, by=by))


def require_code(municipality: str) -> None:
    """Raise UsageError for what is no code of a municipality."""
    if not _CODE.fullmatch(municipality):
        raise UsageError(Fault("--municipality", _NO_CODE))


def _tell(run: Run, order: Order, written: Sequence[Path]) -> None:
    tell(*summary_lines(run.reading, run.lang))
    tell(*protection(run.results, order.disclosure, run.lang, to_files=True))
    tell_written(written, run.lang)


_NO_CODE = Text(
    "ange kommunens kod med fyra siffror, till exempel 0182. Den första nollan hör till.",
    "give the municipality's code with four digits, for example 0182. The first zero belongs "
    "to it.",
)
