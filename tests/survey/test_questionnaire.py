"""The shipped survey asks all of the proposal, once, in its own words; a broken one is refused."""

import pytest

from bbic_ind.cli.choice import choose
from bbic_ind.errors import DefinitionError, UsageError
from bbic_ind.output.survey.asking import Of
from bbic_ind.output.survey.questionnaire import load_survey, refuse_unanswerable, shipped_surveys

SURVEY = load_survey("socialstyrelsen-2009")
CHOICE = choose((SURVEY.pack,))
[PACK] = CHOICE.packs.values()
KNOWN = {indicator.id: indicator for indicator in PACK.indicators}
QUESTIONS = [q for q in SURVEY.questions if q.number is None]
"""The questions of the 19; the one with a number of its own shows how 3:4 was answered."""


def printed(titles):
    """A text of the survey as the proposal prints it, with its own day and year."""
    return titles.sv.format(day="1 november", year="x")


@pytest.mark.parametrize("name", shipped_surveys())
def test_a_shipped_survey_can_be_answered(name):
    survey = load_survey(name)
    choice = choose((survey.pack,))
    [pack] = choice.packs.values()

    refuse_unanswerable(survey, pack, choice.model)


def test_every_indicator_and_part_is_asked_and_none_twice():
    asked = [(q.indicator, a.part, a.of) for q in SURVEY.questions for a in q.answers]
    every = {(i.id, part) for i in PACK.indicators for part in i.computation.part_ids or [""]}

    assert {(indicator, part) for indicator, part, _ in asked} == every
    assert len(asked) == len(set(asked))


def test_a_share_is_asked_for_as_both_its_counts():
    for question in QUESTIONS:
        if KNOWN[question.indicator].kind in ("share", "ratio"):
            assert [a.of for a in question.answers] == [Of.NUMERATOR, Of.DENOMINATOR]


def test_the_questions_stand_in_the_order_of_the_proposal():
    assert [q.indicator for q in QUESTIONS] == [i for i in KNOWN if i != "3:4-svar"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.indicator)
def test_a_title_is_the_proposals_own(question):
    assert question.title.sv == KNOWN[question.indicator].source["title"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.indicator)
def test_a_count_is_asked_for_in_the_proposals_words(question):
    source = KNOWN[question.indicator].source
    if not KNOWN[question.indicator].computation.part_ids:
        for answer in question.answers:
            assert printed(answer.label) == source[answer.of.value]


@pytest.mark.parametrize("id_", ["1:1", "2:1", "2:2", "3:3", "5:1"])
def test_a_yes_no_question_is_put_in_the_proposals_words(id_):
    [question] = [q for q in QUESTIONS if q.indicator == id_]
    between = " – " if id_ == "2:1" else " "
    items = [] if id_ == "1:1" else [printed(a.label) for a in question.answers]
    texts = [*([printed(question.text)] if question.text else []), *items]

    assert between.join(texts) == KNOWN[id_].source["question"]


def test_the_classes_of_competence_are_the_proposals_own():
    [question] = [q for q in QUESTIONS if q.indicator == "3:1"]
    classes = [printed(a.label) for a in question.answers[:3]]

    assert " – ".join([printed(question.text), *classes]) == KNOWN["3:1"].source["numerator"]


LINE = """format: 1
pack: {pack}
title: {{sv: Prov, en: Trial}}
evidence: [{evidence}]
sections:
  - area: {area}
    questions:
      - indicator: "{indicator}"
        title: {{sv: Fråga, en: Question}}
        answers:
          - {answer}
"""
LABEL = "label: {sv: Antal, en: Count}"
SOUND = {
    "pack": CHOICE.indicators[0].path.parent,
    "evidence": "underlag",
    "area": 5,
    "indicator": "5:4",
    "answer": f"{{of: numerator, {LABEL}}}",
}


def faults(tmp_path, **changed):
    path = tmp_path / "enkat.yaml"
    path.write_text(LINE.format(**SOUND | changed), "utf-8")
    survey = load_survey(str(path))
    choice = choose((survey.pack,))
    [pack] = choice.packs.values()
    refuse_unanswerable(survey, pack, choice.model)


def test_a_sound_survey_of_ones_own_is_taken(tmp_path):
    faults(tmp_path)


@pytest.mark.parametrize(
    ("changed", "line", "said"),
    [
        ({"area": 9}, 6, "inget område 9"),
        ({"indicator": "5:9"}, 8, "ingen indikator ”5:9”. Menade du"),
        ({"answer": f"{{of: answer, {LABEL}}}"}, 11, "är ett antal, inget ja eller nej"),
        ({"indicator": "2:2", "answer": "{of: numerator, part: bbic_licens}"}, 11, "inget antal"),
        ({"answer": "{of: numerator}"}, 11, "”label” saknas"),
        ({"answer": f"{{of: numerator, part: x, {LABEL}}}"}, 11, "har inga delar"),
        ({"indicator": "2:2", "answer": f"{{of: answer, {LABEL}}}"}, 11, "flera delar"),
        ({"indicator": "2:2", "answer": "{of: answer, part: bbic}"}, 11, "ingen del ”bbic”"),
        ({"evidence": "underlaget"}, 4, "kolumnen ”underlaget”. Menade du ”underlag”"),
        (
            {"answer": f"{{of: numerator, {LABEL}}}\n          - {{of: numerator, {LABEL}}}"},
            12,
            "frågas två gånger",
        ),
    ],
)
def test_a_survey_that_cannot_be_answered_is_refused_at_its_line(tmp_path, changed, line, said):
    with pytest.raises(DefinitionError) as refused:
        faults(tmp_path, **changed)

    [fault] = refused.value.faults
    assert fault.place == f"enkat.yaml:{line}"
    assert said in fault.message.sv


def test_a_survey_that_is_not_there_is_said_with_those_there_are():
    with pytest.raises(UsageError, match="socialstyrelsen-2009"):
        load_survey("socialstyrelsen-1809")
