"""Run the command line in this process, in Swedish."""

import os

os.environ["LC_ALL"] = "sv_SE.UTF-8"

from tests.cli.conftest import cli

__all__ = ["cli"]
