"""Every message of the reading has its bad file."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bbic_ind.errors import UserError
from bbic_ind.model import Model, Reading
from bbic_ind.packaged import indicators_folder
from bbic_ind.sources import read
from tests.messages import SRC, unsaid

from .bad_files import BAD, HOW, PROFILES, SOUND
from .deliveries import E, write
from .test_bad_profiles import BAD as BAD_PROFILES
from .test_bad_profiles import RING


def delivered(rule: str, folder: Path, model: Model) -> Reading:
    """The bad files of a rule, read beside a sound one."""
    profiles = folder / "profiler" if rule in PROFILES else indicators_folder() / "profiles"
    for name, content in PROFILES.get(rule, {}).items():
        write(profiles / name, content)
    files = {"utredningar.csv": SOUND, **BAD[rule]}
    for name, content in files.items():
        write(folder / name, content)
    how: dict[str, Any] = {"extracted": E, "profiles": profiles, **HOW.get(rule, {})}
    return read([folder / name for name in files], model, **how)


@pytest.mark.parametrize("rule", BAD)
def test_a_bad_file_gives_its_message_in_both_languages(
    rule: str, tmp_path: Path, model: Model
) -> None:
    found = [
        f
        for f in delivered(rule, tmp_path, model).findings
        if f.rule == rule.split(",", maxsplit=1)[0]
    ]

    assert found, rule
    assert found[0].message.sv != found[0].message.en


def test_every_message_of_the_sources_has_its_bad_file(tmp_path: Path, model: Model) -> None:
    said = [*_of_files(tmp_path, model), *_of_profiles(tmp_path, model)]

    assert unsaid(sorted((SRC / "sources").glob("*.py")), said) == []


def _of_files(folder: Path, model: Model) -> Iterator[str]:
    for number, rule in enumerate(BAD):
        reading = delivered(rule, folder / str(number), model)
        yield from (found.message.sv for found in reading.findings)
        yield from (reason.sv for sheet in reading.sheets for reason in sheet.left_out)
    yield from _faults({"annat.csv": "Färg;Form\n1;2\n"}, None, folder, model)


def _of_profiles(folder: Path, model: Model) -> Iterator[str]:
    (folder / "own.yaml").touch()
    yield from _faults({"a.csv": SOUND}, "saknas", folder, model)
    for text in (RING, *(text for text, _, _ in BAD_PROFILES.values())):
        (folder / "own.yaml").write_text(text, "utf-8")
        yield from _faults({"a.csv": SOUND}, str(folder / "own.yaml"), folder, model)


def _faults(
    files: dict[str, str], profile: str | None, folder: Path, model: Model
) -> Iterable[str]:
    for name, content in files.items():
        write(folder / "fel" / name, content)
    with pytest.raises(UserError) as caught:
        read(
            [folder / "fel" / name for name in files],
            model,
            profiles=indicators_folder() / "profiles",
            profile=profile,
        )
    return [fault.message.sv for fault in caught.value.faults]
