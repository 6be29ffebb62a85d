"""Slips of the pen that make a file no YAML, in words that help to find them."""

from typing import Any

import yaml

from bbic_ind.texts import Text


def slip(problem: yaml.YAMLError, text: str) -> tuple[int, Text]:
    """The line that a slip in the text stands on, and what is wrong there.

    What is begun and never ended is told where it begins.
    """
    found: Any = problem
    if isinstance(found, yaml.reader.ReaderError):
        return text.count("\n", 0, found.position) + 1, _CHARACTER
    what, mark = found.problem or "", found.problem_mark
    told = next((told for words, told in _SLIPS if words in what), _OTHER)
    if told in _BEGUN and found.context_mark is not None:
        mark = found.context_mark
    if told is _SIGN and _is_tab(text, mark):
        told = _TAB
    return mark.line + 1, told


def _is_tab(text: str, mark: Any) -> bool:
    line: str = text.split("\n")[mark.line]
    return line.startswith("\t", mark.column)


_TAB = Text(
    "raden är indragen med ett tabbtecken. Dra in med blanksteg.",
    "the line is indented with a tab. Indent with spaces.",
)
_SIGN = Text(
    "en text som börjar med @, % eller ` ska stå inom citattecken.",
    "a text that begins with @, % or ` must be quoted.",
)
_BRACE = Text(
    "klammern { som börjar här har inget slut, eller så ska en text i den stå inom citattecken.",
    "the brace { that begins here has no end, or a text within it must be quoted.",
)
_BRACKET = Text(
    "listan [ som börjar här har inget slut, eller så ska en text i den stå inom citattecken.",
    "the list [ that begins here has no end, or a text within it must be quoted.",
)
_QUOTE = Text(
    "citattecknet som börjar här har inget slut.", "the quote that begins here has no end."
)
_COLON = Text(
    "här kan inget kolon stå. En text med kolon ska stå inom citattecken; är det en nyckel är "
    "indragningen fel, eller så saknar raden ovanför sitt kolon.",
    "a colon cannot be used here. A text with a colon must be quoted; if it is a key, the "
    "indentation is wrong or the line above lacks its colon.",
)
_NO_COLON = Text(
    "efter nyckeln ska det stå ett kolon och ett vanligt blanksteg.",
    "a colon and a plain space must follow the key.",
)
_INDENTATION = Text(
    "raden passar inte ihop med raderna ovanför. Är den lika långt indragen som de, och står det "
    "något efter ett citattecken?",
    "the line does not fit those above. Is it indented as far as they are, and does something "
    "stand after a quote?",
)
_DOCUMENTS = Text(
    "filen delas av ---. Lägg det som står efter i en egen fil.",
    "the file is divided by ---. Put what follows it in a file of its own.",
)
_ALIAS = Text(
    "en text som börjar med * ska stå inom citattecken.",
    "a text that begins with * must be quoted.",
)
_PATH = Text(
    r"En sökväg med \ ska stå inom enkla citattecken, 'C:\uttag', eller skrivas med /.",
    r"A path with \ must be in single quotes, 'C:\uttag', or be written with /.",
)
_CHARACTER = Text(
    "filen har ett tecken som inte kan stå i en text. Ta bort det.",
    "the file holds a character that a text cannot have. Remove it.",
)
_OTHER = Text(
    "filen är inte giltig YAML. Text med kolon, citattecken eller # ska stå inom citattecken.",
    "the file is not valid YAML. Text with a colon, quotes or # must be quoted.",
)
_BEGUN = (_BRACE, _BRACKET, _QUOTE, _NO_COLON)
_SLIPS = (
    ("tab character", _TAB),
    ("cannot start any token", _SIGN),
    ("',' or '}'", _BRACE),
    ("',' or ']'", _BRACKET),
    ("end of stream", _QUOTE),
    ("mapping values are not allowed", _COLON),
    ("could not find expected ':'", _NO_COLON),
    ("expected key", _INDENTATION),
    ("'-' indicator", _INDENTATION),
    ("<block end>", _INDENTATION),
    ("another document", _DOCUMENTS),
    ("undefined alias", _ALIAS),
    ("escape", _PATH),
    ("hexdecimal", _PATH),
)
"""What the reader of YAML says, and what is meant."""
