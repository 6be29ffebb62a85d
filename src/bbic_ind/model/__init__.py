"""The tables of the domain as typed objects, loaded from ``model.yaml``."""

from bbic_ind.model.dataset import ADDRESS, SOURCE, STAND_IN, Dataset, data_type
from bbic_ind.model.loading import load_model, load_models
from bbic_ind.model.reading import (
    MOST_CELLS,
    ExtractedFrom,
    Finding,
    Reading,
    Severity,
    SheetRead,
)
from bbic_ind.model.shapes import (
    Breakdown,
    Column,
    ColumnType,
    Episodes,
    Lookup,
    Model,
    Subject,
    Table,
    Titles,
)

__all__ = [
    "ADDRESS",
    "MOST_CELLS",
    "SOURCE",
    "STAND_IN",
    "Breakdown",
    "Column",
    "ColumnType",
    "Dataset",
    "Episodes",
    "ExtractedFrom",
    "Finding",
    "Lookup",
    "Model",
    "Reading",
    "Severity",
    "SheetRead",
    "Subject",
    "Table",
    "Titles",
    "data_type",
    "load_model",
    "load_models",
]
