"""Disclosure control: hide the small counts and what gives them away, and attack the result."""
