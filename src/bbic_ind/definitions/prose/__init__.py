"""Definitions told in plain words, from the same tree that is computed."""

from bbic_ind.definitions.prose.named_values import value_sentence
from bbic_ind.definitions.prose.names import Speaker
from bbic_ind.definitions.prose.passages import Passage, passages
from bbic_ind.definitions.prose.sentences import (
    Clause,
    below,
    heading,
    outline,
    sentence,
)

__all__ = [
    "Clause",
    "Passage",
    "Speaker",
    "below",
    "heading",
    "outline",
    "passages",
    "sentence",
    "value_sentence",
]
