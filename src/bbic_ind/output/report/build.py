"""The report as a document: what came out, why it can be trusted, and what it rests on."""

from bbic_ind.model import Model
from bbic_ind.output.report import definitions, doubts, indicators, overview, provenance, quality
from bbic_ind.output.report.document import Document
from bbic_ind.output.report.lines import chapters
from bbic_ind.output.run import Run
from bbic_ind.texts import Text


def build(run: Run, model: Model, title: str, municipality: str) -> Document:
    """The report of a run; ``title`` and ``municipality`` may be empty."""
    areas = chapters(run)
    return Document(
        run.lang,
        title or (run.title if len(run.packs) == 1 else _SEVERAL(run.lang)),
        municipality,
        overview.standfirst(run),
        (
            overview.chapter(run, areas),
            *(indicators.chapter(area, number, model, run) for number, area in enumerate(areas)),
            doubts.chapter(run, areas),
            quality.chapter(run),
            definitions.chapter(run, model),
            provenance.chapter(run),
        ),
    )


_SEVERAL = Text("Kvalitetsrapport", "Quality report")
