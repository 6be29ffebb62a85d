"""``bbic-ind verify``: compute again what a manifest tells of, and say what differs."""

from pathlib import Path
from typing import Annotated

import typer

from bbic_ind.cli import options
from bbic_ind.cli.language import LANG, said
from bbic_ind.cli.messages import show
from bbic_ind.errors import Exit


def verify(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=said("FIL", "FILE"),
            help=said(
                "En fil som programmet skrivit, eller körintyget bredvid den "
                "(resultat.csv.manifest.json).",
                "A file that the program wrote, or the manifest beside it "
                "(resultat.csv.manifest.json).",
            ),
            show_default=False,
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Option(
            metavar=said("MAPP", "FOLDER"),
            help=said(
                "Ange var underlaget finns, om det inte ligger kvar där det låg.",
                "Say where the sources are, if they no longer lie where they did.",
            ),
        ),
    ] = None,
    lang: options.Lang = LANG,
) -> int:
    """Give the exit code: 6 where a figure or a written cell is not what it was."""
    from bbic_ind.cli.verifying import Place, again, manifest_beside, outputs  # noqa: PLC0415 - slow to load, see compute
    from bbic_ind.output.as_verification import verification  # noqa: PLC0415
    from bbic_ind.provenance import compare, load  # noqa: PLC0415

    manifest = manifest_beside(file)
    old = load(manifest)
    remade = again(old, Place(manifest.parent, source, lang))
    found = compare(old, remade.manifest)
    written = outputs(old, manifest.parent, remade)
    show(verification(old, found, written, lang))
    holds = old.is_whole and found.figures_agree and all(one.holds for one in written)
    return Exit.DONE if holds else Exit.QUALITY
