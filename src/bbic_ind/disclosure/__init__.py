"""Disclosure control: hide the small counts and what gives them away, and attack the result."""

NONE = "none"
"""The word for no protection: for those who may see the cases themselves."""

DEFAULT = "kolada"
"""The profile of everything that is meant for others, unless they ask for another."""
