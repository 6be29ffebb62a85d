"""The program as a reader sees it: both streams in the order they come, and the exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .markdown import ROOT

_RUN_EACH = """
import contextlib, io, json, sys
from bbic_ind.cli.main import run
done = []
for arguments in json.load(sys.stdin):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = run(arguments)
    done.append((printed.getvalue(), code))
json.dump(done, sys.stdout)
"""


class Printed(NamedTuple):
    """What one command printed, and its exit code."""

    text: str
    code: int


def run(commands: Sequence[Sequence[str]], lang: str = "sv", cwd: Path = ROOT) -> list[Printed]:
    """Run commands in one process, since starting it takes longer than most of them."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN_EACH, "--lang", lang],
        input=json.dumps(commands),
        cwd=cwd,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return [Printed(*one) for one in json.loads(done.stdout)]
