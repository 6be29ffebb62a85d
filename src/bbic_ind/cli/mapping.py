"""Suggest, ask, and write the profile of what was accepted."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap

from bbic_ind.cli.choice import Choice, choose
from bbic_ind.cli.computing import refuse_absent
from bbic_ind.cli.messages import doing, hear, show, tell, typed
from bbic_ind.cli.parsing import one_of
from bbic_ind.errors import Fault, UsageError
from bbic_ind.output.files import write_text
from bbic_ind.output.paragraphs import paragraph
from bbic_ind.output.plain_text import printable
from bbic_ind.sources.delivery import Delivery, open_delivery
from bbic_ind.suggesting.effects import Moves
from bbic_ind.suggesting.profile_text import profile_text
from bbic_ind.suggesting.proposing import (
    Accept,
    Decision,
    Proposal,
    automatic,
    data_of,
    decided,
    delivery_by,
    propose,
)
from bbic_ind.suggesting.suggestion import Suggestion
from bbic_ind.suggesting.unfed import unfed
from bbic_ind.suggesting.wording import computable, effects, lacking, resembles_none, what, why
from bbic_ind.texts import Language, Text

_WIDTH = 84
"""How wide a comment in the profile may be, beside what it is indented by."""

_FEW = 2
"""How many moved figures a comment in the profile tells of."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for; ``least`` is the score from which suggestions are accepted."""

    sources: tuple[Path, ...]
    output: Path | None = None
    least: int | None = None
    extends: str | None = None
    indicators: tuple[str, ...] = ()
    extracted: date | None = None
    lang: Language = "sv"


def carry_out(order: Order) -> None:
    """Show every suggestion with its effect, and write those that are accepted."""
    _refuse(order)
    choice = choose(order.indicators)
    with doing(_LOOKING(order.lang)):
        delivery = open_delivery(
            order.sources, choice.model, profiles=choice.profiles, extracted=order.extracted
        )
        proposal = _proposal(delivery, choice, order)
    taken = decided(proposal, _acceptance(order))
    for one in proposal.unknown:
        show(_paragraph(f"{one.place}: {resembles_none(one, order.lang)}"))
    if not proposal.suggestions and not proposal.unknown:
        tell(_NOTHING(order.lang))
    elif order.output is None:
        tell(_ONLY_SHOWN(order.lang))
    elif proposal.suggestions and not taken:
        tell(_NONE_TAKEN(order.lang))
    else:
        _write(order.output, proposal, taken, order)


def _refuse(order: Order) -> None:
    """Raise UsageError for what cannot be, before a file is opened."""
    refuse_absent(order.sources)
    if order.output is None:
        return
    if order.output.suffix not in (".yaml", ".yml"):
        raise UsageError(Fault(str(order.output), _BAD_SUFFIX))
    if order.output.exists():
        raise UsageError(Fault(str(order.output), _EXISTS))
    if order.least is None and not _can_ask():
        raise UsageError(Fault("--yes", _CANNOT_ASK))


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _proposal(delivery: Delivery, choice: Choice, order: Order) -> Proposal:
    if order.extends is not None:
        one_of("--extends", [order.extends], [named.name for named in delivery.layouts])
    return propose(delivery, choice.profiles, choice.indicators, order.extracted, order.extends)


def _acceptance(order: Order) -> Accept:
    """Show each suggestion; accept by score, by asking, or not at all."""
    asking = _Asking(order.lang) if order.output is not None and order.least is None else None

    def accept(one: Suggestion, moves: Moves) -> bool | None:
        show(_shown(one, moves, order.lang))
        if asking is not None:
            return asking()
        return order.least is None or one.score >= order.least

    return accept


def _shown(one: Suggestion, moves: Moves, lang: Language) -> str:
    said = (why(one, lang), effects(moves, lang))
    return _paragraph(f"{one.place}: {what(one, lang)}") + "".join(
        _paragraph(line, "  ") for line in said
    )


def _paragraph(text: str, indent: str = "") -> str:
    return "".join(f"{printable(line)}\n" for line in paragraph(text, indent, "  "))


class _Asking:
    """Asks on the terminal, until told to accept the rest or to stop."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._all = False

    def __call__(self) -> bool | None:
        while not self._all:
            answer = (hear(f"  {_ASK(self._lang)} ") or "s").strip().lower()[:1]
            if answer in ("j", "y", "n"):
                return answer != "n"
            if answer in ("s", "q"):
                return None
            self._all = answer == "a"
        return True


def _write(path: Path, proposal: Proposal, taken: Sequence[Decision], order: Order) -> None:
    lang = order.lang
    told = {one.suggestion: _comment(one, lang) for one in taken}
    names = [source.name for source in order.sources]
    text = profile_text(data_of(proposal, taken), told, proposal.unknown, names, lang)
    write_text(path, text)
    before = proposal.bench.figures(automatic(proposal.bench.delivery))
    mapped = delivery_by(proposal, taken)
    after = proposal.bench.figures(automatic(mapped))
    written = _WRITTEN if proposal.suggestions else _TO_FILL_IN
    tell(written(lang).format(path=path, taken=len(taken), all=len(proposal.suggestions)))
    stopped = [one for one in proposal.bench.indicators if not after[one.id].computable]
    lacks = unfed(mapped, stopped)
    tell(computable(before, after, lang), *([lacking(lacks, lang)] if lacks else []))
    tell(_NEXT(lang).format(path=typed(path)))


def _comment(one: Decision, lang: Language) -> list[str]:
    """What the profile says of a line: the score, what it rests on and what it changes."""
    return wrap(f"{why(one.suggestion, lang)}; {effects(one.moves, lang, _FEW)}", _WIDTH)


_LOOKING = Text("Letar efter förslag", "Looking for suggestions")
_ASK = Text(
    "Ta med? [j]a, [n]ej, [a]lla som är kvar, [s]luta:",
    "Accept? [y]es, [n]o, [a]ll that is left, [q]uit:",
)
_NOTHING = Text(
    "Det finns inget att föreslå. bbic-ind inspect visar hur underlaget förstås.",
    "There is nothing to suggest. bbic-ind inspect shows how the sources are understood.",
)
_ONLY_SHOWN = Text(
    "Nästa steg: lägg till -o profil.yaml för att välja bland förslagen och skriva en profil.",
    "Next: add -o profile.yaml to choose among the suggestions and write a profile.",
)
_NONE_TAKEN = Text(
    "Inget förslag togs med, så ingen profil skrevs.",
    "No suggestion was accepted, so no profile was written.",
)
_WRITTEN = Text(
    "Skrev {path} med {taken} av {all} förslag.", "Wrote {path} with {taken} of {all} suggestions."
)
_TO_FILL_IN = Text(
    "Skrev {path} med de okända värdena att fylla i.",
    "Wrote {path} with the unknown values to fill in.",
)
_NEXT = Text(
    "Nästa steg: granska filen och kör bbic-ind compute UNDERLAG --profile {path}",
    "Next: review the file and run bbic-ind compute SOURCE --profile {path}",
)
_BAD_SUFFIX = Text(
    "en profil är en YAML-fil: namnet ska sluta på .yaml.",
    "a profile is a YAML file: its name must end in .yaml.",
)
_EXISTS = Text(
    "filen finns redan och kan vara ändrad för hand. Välj ett annat namn, eller ta bort den.",
    "the file exists and may have been changed by hand. Choose another name, or remove it.",
)
_CANNOT_ASK = Text(
    "här går det inte att ställa frågor. Ange från vilken poäng förslagen ska tas med, "
    "till exempel --yes 75.",
    "there is nobody to ask here. Say from which score suggestions are to be accepted, "
    "for example --yes 75.",
)
