"""Quality indicators from the exports of case systems, with honest bounds."""

__version__ = "0.1.0"
