"""Commands run as processes of their own, with what each took."""

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

PATIENCE = 60.0
"""Seconds; what takes longer is run once."""

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Sample:
    """One run: seconds on the clock, seconds of processor time, and most memory in MB."""

    wall: float
    cpu: float
    memory: float
    output: str


@dataclass(frozen=True)
class Samples:
    """All runs of one command, in order."""

    runs: tuple[Sample, ...]

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def fastest(self) -> float:
        return min(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        return max(run.memory for run in self.runs)

    @property
    def output(self) -> str:
        return self.runs[-1].output

    def times(self, other: "Samples") -> float:
        """How many times as long as the other, by the median of the rounds where both ran."""
        if len(self.runs) != len(other.runs):
            return self.wall / other.wall
        pairs = zip(self.runs, other.runs, strict=True)
        return median(own.wall / others.wall for own, others in pairs)


def run(command: Command) -> Sample:
    """Run a command to its end; raises CalledProcessError when it fails."""
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), stdout=output, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        output.seek(0)
        text = output.read().decode()
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)


def in_rounds(commands: Mapping[str, Command], rounds: int) -> dict[str, Samples]:
    """Run the commands by turns, so that what disturbs the machine disturbs them alike.

    A first round warms the disk's memory up and is not counted, but a command that took
    long in it is not run again.
    """
    first = {name: run(command) for name, command in commands.items()}
    quick = {name: command for name, command in commands.items() if first[name].wall < PATIENCE}
    turns = [{name: run(command) for name, command in quick.items()} for _ in range(rounds)]
    return {
        name: Samples(tuple(turn[name] for turn in turns) if name in quick else (first[name],))
        for name in commands
    }
