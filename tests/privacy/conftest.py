"""Run commands on the planted deliveries, and keep everything they say, write and open."""

import io
import logging
import os
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

os.environ["LC_ALL"] = "sv_SE.UTF-8"

from bbic_ind.cli import main
from tests.privacy.planting import plant


@dataclass
class Watch:
    """What the program does to the world while it is watched."""

    on: bool = False
    sockets: list[str] = field(default_factory=list)
    written: set[Path] = field(default_factory=set)

    def hear(self, event, arguments):
        if not self.on:
            return
        if event.startswith("socket."):
            self.sockets.append(event)
        if event == "open" and isinstance(arguments[0], str | bytes):
            flags = arguments[2]
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.written.add(Path(os.fsdecode(arguments[0])).absolute())

    @contextmanager
    def watching(self):
        self.on, self.sockets, self.written = True, [], set()
        try:
            yield self
        finally:
            self.on = False


WATCH = Watch()
sys.addaudithook(WATCH.hear)


@dataclass
class Done:
    """What came of a command: ``files`` holds every file that it wrote, by name."""

    code: int
    said: str
    files: dict[str, bytes]
    modes: dict[str, int]
    sockets: list[str]
    elsewhere: set[Path]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The planted deliveries in ``in``, and results with manifests in ``ut``."""
    place = tmp_path_factory.mktemp("planted")
    (place / "in").mkdir()
    (place / "tmp").mkdir()
    plant(place / "in")
    before = Path.cwd()
    os.chdir(place)
    sources = ["in/combine.xlsx", "in/sidoblad"]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main.run(["compute", *sources, "--by", "enhet", "--output", "ut", "--format", "csv"])
        main.run(["compute", *sources, "--output", "ut/allt.json"])
        kpis = ["--indicators", "kolada", "--year", "2025"]
        main.run(["compute", *sources, *kpis, "--output", "ut/nyckeltal.csv"])
    os.chdir(before)
    return place


@pytest.fixture
def run(folder, monkeypatch):
    """Run a command in the folder; every byte it gives off is kept."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(folder / "tmp"))

    def command(name, *arguments):
        before = _stamps(folder)
        said, log = io.StringIO(), logging.StreamHandler(io.StringIO())
        logging.getLogger().addHandler(log)
        with WATCH.watching() as watch, redirect_stdout(said), redirect_stderr(said):
            code = main.run([name, *arguments])
        logging.getLogger().removeHandler(log)
        new = [path for path, stamp in _stamps(folder).items() if before.get(path) != stamp]
        inside = {path for path in watch.written if path.is_relative_to(folder)}
        return Done(
            code,
            said.getvalue() + log.stream.getvalue(),
            {str(path.relative_to(folder)): path.read_bytes() for path in new},
            {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in new},
            watch.sockets,
            {path for path in watch.written - inside if not _is_harmless(path)},
        )

    return command


def _stamps(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _is_harmless(path):
    """A device, or what Python itself keeps of the modules it loads."""
    return path.is_relative_to("/dev") or "__pycache__" in path.parts
