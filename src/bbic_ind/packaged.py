"""Where the shipped definitions lie: in the checkout if there is one, else in the wheel."""

from pathlib import Path


def indicators_folder() -> Path:
    """The folder that holds ``model.yaml``, ``profiles/`` and the packs."""
    checkout = Path(__file__).parents[2] / "indicators"
    if (checkout / "model.yaml").is_file():
        return checkout
    return Path(__file__).parent / "indicators"
