"""Commands whose help and faults are in the reader's language, headings included."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bbic_ind.cli.language import LANG
from bbic_ind.errors import Fault, UsageError
from bbic_ind.texts import Text

_SWEDISH = {
    "Usage:": "Användning:",
    "[OPTIONS]": "[VAL]",
    "COMMAND [ARGS]...": "KOMMANDO ...",
    "\nArguments:": "\nArgument:",
    "\nOptions:": "\nVal:",
    "\nCommands:": "\nKommandon:",
    "[required]": "[krävs]",
    "[default:": "[förval:",
    "Show this message and exit.": "Visa den här hjälpen.",
}


_TYPES = re.compile(r" <[a-z]+(\[\w+\])?>")
_RANGE_OF_DEFAULT = re.compile(r";\s+(\d+<=)?x[<>]=\d+(?=\])")


def _in_language(text: str) -> str:
    """Headings in Swedish, and no Python types or ranges, which say nothing to the reader."""
    text = _RANGE_OF_DEFAULT.sub("", _TYPES.sub("", text))
    for english, swedish in _SWEDISH.items() if LANG == "sv" else ():
        text = text.replace(english, swedish)
    return text


class Command(TyperCommand):
    """A command with help in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help as one text."""
        return _in_language(super().get_help(ctx))


class Group(TyperGroup):
    """The program itself, with help in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help as one text."""
        return _in_language(super().get_help(ctx))


def usage_error(refused: typer.TyperException) -> UsageError:
    """What the command line could not be parsed for, as a fault with a way out."""
    name = getattr(refused, "option_name", None)
    if name is None:
        message = Text(
            f"kommandot kan inte tolkas ({refused.format_message()}). {_SEE_HELP.sv}",
            f"the command cannot be understood ({refused.format_message()}). {_SEE_HELP.en}",
        )
    elif type(refused).__name__ == "NoSuchOption":
        near = ", ".join(getattr(refused, "possibilities", None) or ())
        message = Text(
            f"valet finns inte.{f' Menade du {near}?' if near else ''} {_SEE_HELP.sv}",
            f"there is no such option.{f' Did you mean {near}?' if near else ''} {_SEE_HELP.en}",
        )
    else:
        message = Text(
            f"valet behöver ett värde. {_SEE_HELP.sv}", f"the option needs a value. {_SEE_HELP.en}"
        )
    return UsageError(Fault(name or "", message))


_SEE_HELP = Text("bbic-ind --help visar vad som går.", "bbic-ind --help shows what can be done.")
