from bbic_ind.definitions.indicator import Indicator
from bbic_ind.errors import Fault
from bbic_ind.model import Model


def check_indicator(indicator: Indicator, model: Model) -> list[Fault]:
    return []
