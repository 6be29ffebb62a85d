"""Check packs, profiles and rules in full and run the examples of the definitions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bbic_ind.cli.choice import choose, rule_folders, shipped_packs
from bbic_ind.definitions import Indicator
from bbic_ind.definitions.rules_file import load_catalogue
from bbic_ind.engine import run_example
from bbic_ind.errors import DefinitionError, Fault
from bbic_ind.model import Model
from bbic_ind.sources.profiles import load_profiles
from bbic_ind.texts import Language, Text, counted


def verdict(folders: Sequence[Path], lang: Language) -> str:
    """One line that says what was checked; raises UserError with all faults.

    An example whose figures differ from those it expects is a fault of its definition.
    """
    choice = choose([str(folder) for folder in folders or shipped_packs()])
    profiles = load_profiles(choice.profiles, choice.model)
    rules = load_catalogue(rule_folders(choice), choice.model).rules
    faults = [fault for i in choice.indicators for fault in _faults(i, choice.model)]
    if faults:
        raise DefinitionError(faults)
    examples = sum(len(i.examples) for i in choice.indicators)
    return _sound(len(choice.indicators), examples, len(profiles), len(rules))(lang)


def _faults(indicator: Indicator, model: Model) -> Iterator[Fault]:
    """Each figure of an example that is not the one it expects."""
    for example in indicator.examples:
        place = f"{indicator.path.name}:{example.line}"
        for mismatch in run_example(indicator, example, model):
            yield Fault(place, _differs(example.name, mismatch))


def _differs(example: str, mismatch: Text) -> Text:
    return Text(
        f"exemplet ”{example}” stämmer inte: {mismatch.sv}.",
        f'the example "{example}" does not hold: {mismatch.en}.',
    )


def _sound(indicators: int, examples: int, profiles: int, rules: int) -> Text:
    sv = (
        counted(indicators, "indikator", "indikatorer"),
        f"{examples} exempel",
        counted(profiles, "profil", "profiler"),
        counted(rules, "regel", "regler"),
    )
    en = (
        counted(indicators, "indicator", "indicators"),
        counted(examples, "example", "examples"),
        counted(profiles, "profile", "profiles"),
        counted(rules, "rule", "rules"),
    )
    return Text(f"Allt stämmer: {', '.join(sv)}.", f"All is sound: {', '.join(en)}.")
