"""Suggest how an export that no profile fits can be read; nothing is accepted here."""
