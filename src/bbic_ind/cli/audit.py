"""``bbic-ind audit``: attack result files before they are handed out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import as_read, show, tell
from bbic_ind.disclosure import DEFAULT
from bbic_ind.errors import Exit, Fault, UsageError
from bbic_ind.texts import Text


def audit(
    result: Annotated[
        list[Path],
        typer.Argument(
            metavar=said("RESULTAT", "RESULT"),
            help=said(
                "Resultatfiler eller mappar med sådana, alla som någon kan komma att läsa.",
                "Result files or folders of them, all that somebody may come to read.",
            ),
            show_default=False,
        ),
    ],
    disclosure: options.Disclosure = DEFAULT,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code: 6 where anything can be worked out."""
    from bbic_ind.disclosure import intervals  # noqa: PLC0415 - slow to load, see compute
    from bbic_ind.disclosure.auditing import audit as attack  # noqa: PLC0415
    from bbic_ind.disclosure.profile import load_profile  # noqa: PLC0415
    from bbic_ind.disclosure.reading import read_results  # noqa: PLC0415
    from bbic_ind.disclosure.wording import report  # noqa: PLC0415

    profile = load_profile(disclosure)
    if profile is None:
        raise UsageError(Fault("--disclosure", _NO_LIMITS))
    files = read_results(result)
    found = attack(files, profile)
    if not intervals.is_available():
        tell(_BY_HAND(lang))
    show(as_read(report(found, files, lang), sys.stdout) + "\n")
    return Exit.QUALITY if found else Exit.DONE


_NO_LIMITS = Text(
    "utan gränser finns inget att granska. Välj kolada, socialstyrelsen eller en egen fil.",
    "without limits there is nothing to audit. Choose kolada, socialstyrelsen or a file of "
    "your own.",
)
_BY_HAND = Text(
    "Obs: scipy är inte installerat. Prövat är vad som kan läggas ihop och dras ifrån, men inte "
    "hur snävt flera summor tillsammans kan ringa in ett tal. Installera det i "
    "projektets mapp för en full granskning: python -m pip install '.[audit]'",
    "Note: scipy is not installed. What can be added up and subtracted was tried, but not how "
    "closely several sums together can enclose a number. Install it in the project's "
    "folder for a full audit: python -m pip install '.[audit]'",
)
