"""The survey as one of several outputs: answered by figures that were protected together."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from bbic_ind.cli.computing import Plan
from bbic_ind.cli.surveying import Order, answered_by, of_survey, with_evidence
from bbic_ind.errors import Fault, UsageError
from bbic_ind.output.caveats import without_words_on_groups
from bbic_ind.output.files import write_manifests, write_whole
from bbic_ind.output.run import Run
from bbic_ind.output.survey.answers import Answers
from bbic_ind.output.survey.as_xlsx import write_xlsx
from bbic_ind.output.survey.questionnaire import DEFAULT, Survey, load_survey, refuse_unanswerable
from bbic_ind.periods import Period, parse_period, unit_of
from bbic_ind.texts import Text


def with_survey(planned: Plan) -> Plan:
    """The plan with what the survey shows as evidence read too.

    Raises UsageError where what is computed does not answer it.
    """
    survey = load_survey(DEFAULT)
    pack = planned.choice.packs.get(survey.pack)
    known = {one.id for one in planned.choice.indicators if one.pack == survey.pack}
    if pack is None or not known.issuperset(one.indicator for one in survey.questions):
        raise UsageError(Fault(_KEY, _no_pack(survey.pack)))
    if planned.periods and not any(period.unit == _YEAR for period in planned.periods):
        raise UsageError(Fault(_KEY, _NO_YEAR))
    refuse_unanswerable(survey, pack, planned.choice.model)
    return replace(planned, used=with_evidence(planned, survey, planned.choice))


def write_survey(run: Run, planned: Plan, path: Path, municipality: str) -> None:
    """Answer the survey for the latest whole year of the run, and write it with its manifest."""
    survey, order = load_survey(DEFAULT), Order(planned.order, municipality=municipality)
    placed = replace(run, folder=path.parent)
    whole = of_survey(placed, order, [survey.document.path])
    answered = replace(_answered(run, planned, survey, order), run=whole)
    write_whole(path, partial(write_xlsx, answered))
    write_manifests(whole, [path])


def _answered(run: Run, planned: Plan, survey: Survey, order: Order) -> Answers:
    year = _latest_year(run, planned)
    return answered_by(_own(run, survey.pack), planned.choice.model, survey, year, order)


def _own(run: Run, pack: str) -> Run:
    """The undivided figures of one pack, with no word of how the run is divided."""
    undivided = [pl.col(group).is_null() for group in run.by]
    results = without_words_on_groups(run).results
    return replace(
        run,
        results=results.filter(pl.col("pack") == pack, *undivided),
        indicators=[one for one in run.indicators if one.pack == pack],
        packs={pack: run.packs[pack]},
    )


def _latest_year(run: Run, planned: Plan) -> Period:
    labels = run.results["period"].unique().to_list()
    years = sorted(label for label in labels if unit_of(label) == _YEAR)
    return parse_period(years[-1], planned.snapshot)


_KEY, _YEAR = "outputs: survey", "year"


def _no_pack(pack: str) -> Text:
    return Text(
        f"enkäten besvaras av uppsättningen {pack}. Ta med hela den under indicators.",
        f"the survey is answered by the pack {pack}. Name the whole of it under indicators.",
    )


_NO_YEAR = Text(
    "enkäten gäller ett helt kalenderår. Ta med ett under periods, till exempel 2025.",
    "the survey is for one whole calendar year. Name one under periods, for example 2025.",
)
