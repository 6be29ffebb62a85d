"""Commands whose help and faults are in the reader's language, headings included."""

import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bbic_ind.cli.language import LANG
from bbic_ind.errors import Fault, UsageError, UserError
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
_RANGE = r"(\d+<=)?x[<>]=\d+"
_RANGES = re.compile(rf";\s+{_RANGE}(?=\])|\s+\[{_RANGE}\]")


def _in_language(text: str) -> str:
    """Headings in Swedish, and no ranges of numbers, which say nothing to the reader."""
    text = _RANGES.sub("", text)
    for english, swedish in _SWEDISH.items() if LANG == "sv" else ():
        text = text.replace(english, swedish)
    return text


class Command(TyperCommand):
    """A command with help in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help as one text."""
        return _in_language(super().get_help(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Lay out arguments and options without their Python types, which no reader needs."""
        lay_out = formatter.write_dl
        formatter.write_dl = lambda rows: lay_out([(_TYPES.sub("", n), text) for n, text in rows])
        super().format_options(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What the command is asked for; raises UsageError with all that it cannot be asked."""
        faults = [fault for refused in self._refused(ctx, args) for fault in refused.faults]
        if faults:
            raise UsageError(faults)
        return super().parse_args(ctx, args)

    def _refused(self, ctx: Any, args: list[str]) -> Iterator[UserError]:
        try:
            given, rest, _ = self.make_parser(ctx).parse_args(list(args))
        except typer.TyperException as refused:
            yield usage_error(refused, ctx)
            option = getattr(refused, "option_name", "")
            others = [word for word in args if word.partition("=")[0] != option]
            yield from self._refused(ctx, others) if len(others) < len(args) else ()
            return
        for param in sorted(self.get_params(ctx), key=lambda one: not one.is_eager):
            if _is_empty(given.get(param.name)):
                yield UsageError(_empty(param))
                continue
            try:
                param.handle_parse_result(ctx, given, rest)
            except typer.TyperException as refused:
                yield usage_error(refused, ctx)
            except UserError as refused:
                yield refused


def _is_empty(given: Any) -> bool:
    """Whether the value given on the command line, or one of several, is no word at all."""
    words = given if isinstance(given, list | tuple) else (given,)
    return any(isinstance(word, str) and not word.strip(" ,") for word in words)


def _empty(param: Any) -> Fault:
    """What should stand where nothing does; the help is in the reader's language already."""
    place = param.opts[0] if param.param_type_name == "option" else param.metavar
    wanted = f"{param.metavar}: {param.help}"
    return Fault(
        place,
        Text(
            "värdet är tomt. I ett skript är det oftast en variabel som inte fått något värde. "
            f"Väntade {wanted}",
            "the value is empty. In a script it is mostly a variable without a value. "
            f"Expected {wanted}",
        ),
    )


class Group(TyperGroup):
    """The program itself, with help in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help as one text."""
        return _in_language(super().get_help(ctx))


def usage_error(refused: typer.TyperException, context: Any = None) -> UsageError:
    """What the command line could not be parsed for, as a fault with a way out."""
    context = context or getattr(refused, "ctx", None)
    help_ = f"{context.command_path if context else 'bbic-ind'} --help"
    place, message = _unlike(refused)
    return UsageError(
        Fault(
            place,
            Text(
                f"{message.sv} {help_} visar vad som går.",
                f"{message.en} {help_} shows what can be done.",
            ),
        )
    )


def _unlike(refused: typer.TyperException) -> tuple[str, Text]:
    """Where the command line is unlike any that can be parsed, and in what way."""
    said = refused.format_message()
    for pattern, told in _REFUSALS.items():
        if match := re.match(pattern, said):
            place, *facts = (part.replace("'", "") for part in match.groups())
            return place, Text(told.sv.format(*facts), told.en.format(*facts))
    return "", Text(
        f"kommandot kan inte tolkas ({said}).", f"the command cannot be understood ({said})."
    )


_VALUE = "Invalid value for '(.+?)': .*"
_REFUSALS = {
    r"Missing argument '(.+)'\.": Text("värdet saknas.", "the value is missing."),
    r"No such option: (\S+) \(Possible options: (.+)\)": Text(
        "valet finns inte. Menade du {}?", "there is no such option. Did you mean {}?"
    ),
    r"No such option: (\S+)": Text("valet finns inte.", "there is no such option."),
    r"No such command '(.+?)'\. Did you mean (.+)\?": Text(
        "kommandot finns inte. Menade du {}?", "there is no such command. Did you mean {}?"
    ),
    r"No such command '(.+)'\.": Text(
        "kommandot finns inte. Uttag räknas med bbic-ind compute UTTAG.",
        "there is no such command. Exports are computed by bbic-ind compute EXPORT.",
    ),
    r"Got unexpected extra argument\(s\) \((.+)\)": Text(
        "det är mer än kommandot tar emot.", "this is more than the command takes."
    ),
    r"Option '(.+)' requires": Text("valet behöver ett värde.", "the option needs a value."),
    r"Option '(.+)' does not take": Text("valet tar inget värde.", "the option takes no value."),
    rf"{_VALUE}(?:file|directory|path) '(.+)' is not readable": Text(
        "{} går inte att läsa. Kontrollera att du får läsa den.",
        "{} cannot be read. Check that you are allowed to read it.",
    ),
    rf"{_VALUE}valid integer": Text("väntade ett heltal.", "expected a whole number."),
    rf"{_VALUE}greater than or equal to (\S+)": Text(
        "talet får inte vara mindre än {}.", "the number must not be less than {}."
    ),
    rf"{_VALUE}less than or equal to (\S+)": Text(
        "talet får inte vara större än {}.", "the number must not be greater than {}."
    ),
}
"""What the parser of the command line says, with the place first, in words of ours."""
