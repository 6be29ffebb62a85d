"""Files become the model's tables: opened, recognised, mapped and pseudonymised."""

from bbic_ind.sources.reading import read

__all__ = ["read"]
