"""Asking a person the yes/no questions of a survey, one at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.room import WIDTH
from bbic_ind.output.survey.attestation import Attestation
from bbic_ind.output.survey.items import Item
from bbic_ind.periods import parse_day
from bbic_ind.personal import holds_number
from bbic_ind.texts import NO, YES, Language, Text


@dataclass(frozen=True, slots=True)
class Known:
    """What answers an item already; ``own`` tells that it stands in the file to be written."""

    answer: bool
    behind: Attestation
    own: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was given: the day it holds from, and what stands beside it."""

    item: Item
    answer: bool
    valid: date
    evidence: Mapping[str, str | None]


class Ended(Exception):  # noqa: N818 -- it is no error
    """The person wants to stop, and to keep what has been answered."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Speaks with a person: ``say`` shows a line, ``hear`` shows a prompt and gives the reply.

    ``hear`` gives None when nothing more will come.  ``width`` is the longest line said.
    """

    say: Callable[[str], None]
    hear: Callable[[str], str | None]
    lang: Language
    width: int = WIDTH

    def replies(
        self, items: Sequence[Item], known: Mapping[tuple[str, str], Known]
    ) -> Iterator[Reply]:
        """Ask every item, and give each new answer; an answer that is kept gives none."""
        heading = ""
        for number, item in enumerate(items, start=1):
            if item.heading != heading:
                heading = item.heading
                self._introduce(item)
            try:
                reply = self._ask(item, known.get((item.indicator, item.id)), number, len(items))
            except Ended:
                return
            if reply is not None:
                yield reply

    def _introduce(self, item: Item) -> None:
        self.say("")
        self._tell(item.heading)
        for text in item.text:
            self._tell(text, "  ")

    def _tell(self, text: str, indent: str = "") -> None:
        for line in paragraph(text, indent, width=self.width):
            self.say(line)

    def _ask(self, item: Item, known: Known | None, number: int, of: int) -> Reply | None:
        self.say("")
        self._tell(f"({number}/{of}) {item.label}", "  ")
        if known is not None:
            self._tell(self._earlier(known), "  ")
        answer = self._yes_or_no(known)
        if answer is None:
            return None
        day = self._day(item, known)
        evidence = {
            name: self._evidence(label, self._before(known, place))
            for place, (name, label) in enumerate(item.evidence)
        }
        return Reply(item, answer, day, evidence)

    def _earlier(self, known: Known) -> str:
        """The answer that there is, with the day it holds from and what stands beside it."""
        word = (YES if known.answer else NO)(self.lang)
        since = known.behind.valid(self.lang).rstrip(".")
        told = [since[:1].lower() + since[1:], *known.behind.shown]
        return f"{_BEFORE(self.lang)}: {', '.join([word, *filter(None, told)])}"

    def _yes_or_no(self, known: Known | None) -> bool | None:
        """The answer; None to go on without a new one."""
        while True:
            reply = self._heard((_ANSWER if known is None else _ANSWER_OR_KEEP)(self.lang))
            if reply[:1].lower() in ("s", "q"):
                raise Ended
            if reply == "" or reply[:1].lower() == "h":
                return None
            if reply[:1].lower() in ("j", "y", "n"):
                return reply[:1].lower() != "n"
            self._tell(_NOT_UNDERSTOOD(self.lang), "  ")

    def _day(self, item: Item, known: Known | None) -> date:
        """The day the answer holds from, such that it is the one that counts."""
        while True:
            reply = self._heard(_SINCE(self.lang).format(day=item.day)) or item.day.isoformat()
            day = parse_day(reply)
            wrong = _NO_DAY if day is None else _too_late(day, item) or _too_early(day, known)
            if day is not None and wrong is None:
                return day
            self._tell((wrong or _NO_DAY)(self.lang), "  ")

    def _evidence(self, label: str, before: str) -> str | None:
        while True:
            shown = f" [{before}]" if before else ""
            reply = self._heard(f"{label[:1].upper()}{label[1:]}{shown}:") or before
            if not holds_number(reply):
                return reply or None
            self._tell(_NUMBER(self.lang), "  ")

    def _before(self, known: Known | None, place: int) -> str:
        return known.behind.shown[place] if known is not None else ""

    def _heard(self, prompt: str) -> str:
        reply = self.hear(f"  {prompt} ")
        if reply is None:
            raise Ended
        return reply.strip()


def _too_late(day: date, item: Item) -> Text | None:
    if day <= item.day:
        return None
    return Text(
        f"Ett svar som gäller först från {day} räknas inte på mätdagen {item.day}.",
        f"An answer that holds only from {day} does not count on the day measured, {item.day}.",
    )


def _too_early(day: date, known: Known | None) -> Text | None:
    """An earlier day than that of the answer there is would not count; nor the same elsewhere."""
    since = known.behind.since if known is not None else None
    if known is None or since is None or day > since or (known.own and day == since):
        return None
    return Text(
        f"Svaret i {known.behind.place} gäller från {since} och går före. Skriv en senare dag, "
        "eller ändra svaret där.",
        f"The answer in {known.behind.place} holds from {since} and goes before it. Write a "
        "later day, or change the answer there.",
    )


_BEFORE = Text("Svaret nu", "The answer now")
_ANSWER = Text("[j]a, [n]ej, [h]oppa över, [s]luta:", "[y]es, [n]o, [h]old over, [s]top:")
_ANSWER_OR_KEEP = Text(
    "[j]a, [n]ej, [s]luta; Enter behåller svaret:", "[y]es, [n]o, [s]top; Enter keeps the answer:"
)
_NOT_UNDERSTOOD = Text("Skriv j, n, h eller s.", "Write y, n, h or s.")
_SINCE = Text("Gäller från [{day}]:", "Holds from [{day}]:")
_NO_DAY = Text(
    "Det är inget datum. Skriv år-månad-dag, till exempel 2025-03-01.",
    "That is no date. Write year-month-day, for example 2025-03-01.",
)
_NUMBER = Text(
    "Det ser ut som ett personnummer. Skriv rollen eller dokumentet i stället.",
    "That looks like a personal number. Write the role or the document instead.",
)
