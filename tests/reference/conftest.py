"""Random questions are the same every time, so that the suite is repeatable.

``BBIC_IND_HYPOTHESIS=hunt`` asks thousands of new ones instead.
"""

import os

from hypothesis import HealthCheck, settings

SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile(
    "suite", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW_TO_DRAW
)
settings.register_profile(
    "hunt", max_examples=3000, deadline=None, suppress_health_check=SLOW_TO_DRAW
)
settings.load_profile(os.environ.get("BBIC_IND_HYPOTHESIS", "suite"))
