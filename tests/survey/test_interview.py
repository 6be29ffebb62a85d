"""Asking for the yes/no answers: what is heard, what is refused, and what is saved."""

import os
import select
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest
import yaml

from bbic_ind.cli.conversation import Conversation, Known
from bbic_ind.definitions.conditions import Anchor, DateExpression
from bbic_ind.definitions.indicator import Answers
from bbic_ind.errors import Exit
from bbic_ind.output.survey.attestation import Attestation
from bbic_ind.output.survey.items import Item

from .conftest import TOWN, survey

DAY = date(2025, 11, 1)
ANSWERS = Answers("fråga", "svar", "gäller", DateExpression(Anchor.DAY), ("a", "b"))
EVIDENCE = (("roll", "intygat av roll"), ("dokument", "dokument"))


def item(id_):
    return Item(
        "1:1", id_, "1:1  Rubrik", ("Frågan",), f"del {id_}", DAY, "svar", ANSWERS, EVIDENCE
    )


def known(*, answer=True, since=date(2024, 1, 1), own=False):
    behind = Attestation(("chef", "SN 1"), "svar.yaml, rad 2", since, None, disagree=False)
    return {("1:1", "a"): Known(answer, behind, own)}


def talk(*lines, before=None, items=("a",)):
    """The replies that come of what a person writes, and all that was said."""
    waiting, said = list(lines), []

    def hear(prompt):
        said.append(prompt)
        return waiting.pop(0) if waiting else None

    speaking = Conversation(said.append, hear, "sv")
    replies = list(speaking.replies([item(id_) for id_ in items], before or {}))
    return replies, "\n".join(said)


def test_an_answer_is_taken_with_its_day_role_and_document():
    [reply], _ = talk("j", "2025-03-01", "socialchef", "SN 2025:1")

    assert (reply.answer, reply.valid) == (True, date(2025, 3, 1))
    assert reply.evidence == {"roll": "socialchef", "dokument": "SN 2025:1"}


def test_no_line_is_wider_than_asked_for():
    said = []
    long = replace(item("a"), text=("Har nämnden det? " * 20,))
    list(Conversation(said.append, lambda _: None, "sv", 50).replies([long], {}))

    assert max(map(len, said)) <= 50


def test_enter_means_the_day_measured_and_nothing_beside_it():
    [reply], _ = talk("nej", "", "", "")

    assert (reply.answer, reply.valid) == (False, DAY)
    assert reply.evidence == {"roll": None, "dokument": None}


@pytest.mark.parametrize("word", ["", "h", "H"])
def test_a_question_can_be_skipped(word):
    assert talk(word)[0] == []


def test_what_is_not_understood_is_asked_again():
    [reply], said = talk("kanske", "j", "", "", "")

    assert reply.answer
    assert "Skriv j, n, h eller s." in said


@pytest.mark.parametrize("end", [["s"], []])
def test_stopping_keeps_what_was_answered(end):
    replies, _ = talk("j", "", "", "", *end, items=("a", "b"))

    assert [reply.item.id for reply in replies] == ["a"]


def test_the_answer_there_is_is_shown_and_kept_by_enter():
    replies, said = talk("", before=known())

    assert replies == []
    assert "Svaret nu: ja, gäller från 2024-01-01, chef, SN 1" in said


def test_the_earlier_role_and_document_are_taken_by_enter():
    [reply], _ = talk("n", "", "", "", before=known())

    assert reply.evidence == {"roll": "chef", "dokument": "SN 1"}


@pytest.mark.parametrize(
    ("day", "before", "said"),
    [
        ("1 mars", None, "Det är inget datum"),
        ("2025-11-02", None, "räknas inte på mätdagen 2025-11-01"),
        ("2023-12-31", known(), "svar.yaml, rad 2 gäller från 2024-01-01 och går före"),
        ("2024-01-01", known(), "går före"),
    ],
)
def test_a_day_on_which_the_answer_would_not_count_is_asked_again(day, before, said):
    [reply], heard = talk("j", day, "2025-01-01", "", "", before=before)

    assert reply.valid == date(2025, 1, 1)
    assert said in heard


def test_an_answer_in_the_file_itself_may_be_changed_from_the_same_day():
    [reply], _ = talk("n", "2024-01-01", "", "", before=known(own=True))

    assert reply.valid == date(2024, 1, 1)


def test_a_personal_number_is_never_taken(test_number):
    [reply], said = talk("j", "", test_number, "socialchef", "")

    assert reply.evidence["roll"] == "socialchef"
    assert "ser ut som ett personnummer" in said


@pytest.fixture
def test_number():
    with (TOWN.parent / "data" / "personnummer.csv").open(encoding="utf-8") as lines:
        return next(line.strip().split(";")[0] for line in lines if line[0].isdigit())


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
class TestAtATerminal:
    def test_the_answers_are_saved_as_a_side_sheet_that_the_survey_reads(self, tmp_path):
        code, said = at_terminal(tmp_path, ["j", "", "socialchef", "SN 1", "n", "", "", "", "s"])
        done = survey(tmp_path, sources=(tmp_path / "svar.yaml",))

        assert code == Exit.DONE, said
        assert yaml.safe_load((tmp_path / "svar.yaml").read_text("utf-8")) == {
            "nämndsvar": [
                {
                    "fråga": "råd_och_stöd_individuellt",
                    "svar": "ja",
                    "gäller": "2025-11-01",
                    "intygat_av_roll": "socialchef",
                    "underlag": "SN 1",
                },
                {"fråga": "råd_och_stöd_i_grupp", "svar": "nej", "gäller": "2025-11-01"},
            ]
        }
        assert "2 av 49 besvarade" in done.said

    def test_answers_given_before_are_kept_and_replaced_from_the_same_day(self, tmp_path):
        at_terminal(tmp_path, ["j", "", "", "", "j", "", "", "", "s"])
        code, said = at_terminal(tmp_path, ["", "n", "", "", "", "s"])
        rows = yaml.safe_load((tmp_path / "svar.yaml").read_text("utf-8"))["nämndsvar"]

        assert code == Exit.DONE, said
        assert [(row["fråga"], row["svar"]) for row in rows] == [
            ("råd_och_stöd_individuellt", "ja"),
            ("råd_och_stöd_i_grupp", "nej"),
        ]

    def test_a_csv_file_is_read_as_well(self, tmp_path):
        at_terminal(tmp_path, ["j", "", "", "", "s"], name="nämndsvar.csv")
        done = survey(tmp_path, sources=(tmp_path / "nämndsvar.csv",))

        assert "1 av 49 besvarade" in done.said

    def test_no_answer_writes_no_file(self, tmp_path):
        code, said = at_terminal(tmp_path, ["s"])

        assert (code, (tmp_path / "svar.yaml").exists()) == (Exit.DONE, False)
        assert "ingen fil skrevs" in said

    def test_a_file_with_more_than_answers_is_not_written_over(self, tmp_path):
        path = tmp_path / "svar.yaml"
        path.write_text("nämndsvar: [{fråga: x, svar: ja, anteckning: y}]", "utf-8")
        code, said = at_terminal(tmp_path, [])

        assert code == Exit.USAGE
        assert "skulle gå förlorade" in said


def test_without_a_terminal_nobody_is_asked(cli, tmp_path):
    done = cli("survey", "--ask", "--year", "2025", "-o", tmp_path / "svar.yaml")

    assert done.code == Exit.USAGE
    assert "här går det inte att ställa frågor" in done.err


def at_terminal(folder, lines, name="svar.yaml"):
    """Run the interview in a pseudo-terminal, a line for each prompt; gives code and screen."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    program = "import sys; from bbic_ind.cli.main import main; main()"
    words = ["survey", "--ask", "--year", "2025", "-o", name]
    running = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env=os.environ | {"LC_ALL": "sv_SE.UTF-8", "COLUMNS": "100"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    screen, waiting, until = "", list(lines), time.monotonic() + 60
    while time.monotonic() < until and (text := _read(ours, running)) is not None:
        screen += text
        if waiting and screen.endswith((": ", ":")) and text:
            os.write(ours, f"{waiting.pop(0)}\n".encode())
    os.close(ours)
    return running.wait(), " ".join(screen.split())


def _read(terminal, running):
    """What is on the screen since last; None when the program has ended."""
    ready, _, _ = select.select([terminal], [], [], 0.05)
    if not ready:
        return "" if running.poll() is None else None
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace") or None
    except OSError:
        return None
