"""Keeps sketches by site in bounded memory, the same ones in any order.

Of each site the sketches with the smallest keys are kept; of many sites fewer each.
"""

from collections.abc import Iterator

from generator.importer.frame.record import PageSketch

_OF_SITE = 400  # sketches
_ALL = 12_000
_FEWEST = 25


class SketchSample:
    """Sketches by site and key."""

    def __init__(self) -> None:
        self._sites: dict[str, dict[int, PageSketch]] = {}
        self._most, self._count = _OF_SITE, 0

    def add(self, sketch: PageSketch) -> None:
        """Adds a sketch, unless the site has enough with smaller keys."""
        held = self._sites.setdefault(sketch.site, {})
        before = held.get(sketch.key)
        held[sketch.key] = sketch if before is None else min(before, sketch, key=lambda each: each.texts)
        self._count += before is None
        self._drop(held)
        while self._count > _ALL and self._most > _FEWEST:
            self._most //= 2
            for others in self._sites.values():
                self._drop(others)

    def sites(self) -> Iterator[tuple[str, list[PageSketch]]]:
        """Yields the sites by name, with their sketches by key."""
        for site, held in sorted(self._sites.items()):
            yield site, [held[key] for key in sorted(held)]

    def _drop(self, held: dict[int, PageSketch]) -> None:
        """Drops the sketches with the largest keys that are too many."""
        for key in sorted(held)[self._most :] if len(held) > self._most else ():
            del held[key]
            self._count -= 1
