"""Definitions told in plain words, from the same tree that is computed."""

from bbic_ind.definitions.prose.names import Speaker
from bbic_ind.definitions.prose.passages import Passage, passages
from bbic_ind.definitions.prose.sentences import Clause, outline, sentence, value_sentence

__all__ = [
    "Clause",
    "Passage",
    "Speaker",
    "outline",
    "passages",
    "sentence",
    "value_sentence",
]
