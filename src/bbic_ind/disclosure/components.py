"""Split what is linked into sets that have nothing in common, so that each can stand alone."""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def components(items: Iterable[T], keys: Callable[[T], Collection[Hashable]]) -> list[list[T]]:
    """The items that have ``keys``, apart where no key joins them; in their order."""
    parent: dict[Hashable, Hashable] = {}

    def top(key: Hashable) -> Hashable:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    joined = [(item, next(iter(found))) for item in items if (found := keys(item))]
    for item, first in joined:
        parent.setdefault(first, first)
        for key in keys(item):
            parent[top(parent.setdefault(key, key))] = top(first)
    parts: dict[Hashable, list[T]] = {}
    for item, first in joined:
        parts.setdefault(top(first), []).append(item)
    return list(parts.values())
