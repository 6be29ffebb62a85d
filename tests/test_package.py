"""The wheel holds all it needs: it runs from another folder, without the checkout."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder with nothing but the wheel's content."""
    folder = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run(installed, *arguments, cwd):
    environment = os.environ | {"PYTHONPATH": str(installed), "LC_ALL": "sv_SE.UTF-8"}
    start = "import bbic_ind.cli.main as m; m.main()"
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_wheel_holds_the_definitions(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert "bbic_ind/indicators/socialstyrelsen-2009/pack.yaml" in names


def test_the_wheel_holds_no_tests_and_no_examples(wheel):
    tops = {Path(name).parts[0].split("-")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert tops == {"bbic_ind"}


def test_the_installed_program_computes_from_another_folder(installed, tmp_path):
    source = ROOT / "examples" / "enkel" / "utredningar.csv"

    done = run(
        installed, "compute", str(source), "--indicators", "5:4", "--year", "2025", cwd=tmp_path
    )

    assert (done.returncode, "5:4" in done.stdout) == (0, True), done.stderr


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_names_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)

    wanted = {normal(re.match(r"[\w.-]+", one).group()) for one in asked}
    assert wanted - {normal(name) for name in locked} == set()


def test_the_lock_says_nothing_of_where_packages_come_from():
    assert (
        re.search(r"https?:|--index|--find-links", (ROOT / "requirements.lock").read_text()) is None
    )
