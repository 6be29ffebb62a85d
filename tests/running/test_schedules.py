"""The README's crontab line and the systemd units beside it do what they are shown to do."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme.markdown import README, ROOT, blocks
from tests.running.conftest import ASKED

TEXT = README.read_text("utf-8")
UNITS = ROOT / "examples" / "drift"
PROGRAM, FILE = "/opt/bbic-ind/.venv/bin/bbic-ind", "/data/bbic-ind.yaml"
INSTALLED = Path(sys.executable).with_name("bbic-ind")


@pytest.mark.skipif(not INSTALLED.exists(), reason="the program is not installed")
def test_the_crontab_line_runs_in_the_empty_environment_of_cron(desk):
    (desk / "bbic-ind.yaml").write_text(ASKED + "log: körning.log\n", "utf-8")
    [line] = blocks(TEXT, "crontab")
    command = line.split(maxsplit=5)[5].replace(PROGRAM, str(INSTALLED))
    command = command.replace(FILE, str(desk / "bbic-ind.yaml"))

    done = subprocess.run(
        ["env", "-i", "PATH=/usr/bin:/bin", "/bin/sh", "-c", command],
        check=False,
        capture_output=True,
        cwd="/",
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (desk / "utfall" / "latest" / "resultat.csv").is_file()


def test_the_crontab_line_has_a_time_and_a_command():
    [line] = blocks(TEXT, "crontab")

    assert re.match(r"([\d*]+ ){5}/", line)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("User=bbic\n", ""), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "bbic-ind.timer")],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_service_that_may_write_in_few_places_has_one_for_temporary_files():
    """Workbooks are put together in temporary files."""
    service = (UNITS / "bbic-ind.service").read_text("utf-8")

    assert "ProtectSystem=strict" in service
    assert "PrivateTmp=yes" in service
