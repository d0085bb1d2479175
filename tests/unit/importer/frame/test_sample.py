"""The sample of sketches: bounded, and the same in any order."""

from random import Random

from generator.importer.frame.record import PageSketch
from generator.importer.frame.sample import SketchSample


def sketch(site: str, key: int) -> PageSketch:
    return PageSketch(site, key, b"", b"", b"", b"", b"", b"")


def keys(sample: SketchSample) -> dict[str, list[int]]:
    return {site: [each.key for each in sketches] for site, sketches in sample.sites()}


def test_the_smallest_keys_of_a_site_are_kept() -> None:
    sample = SketchSample()
    for key in range(1000, 0, -1):
        sample.add(sketch("a", key))
    assert keys(sample) == {"a": list(range(1, 401))}


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [sketch(f"site-{number % 120}", number * 7919 % 100_003) for number in range(30_000)]
    one, other = SketchSample(), SketchSample()
    for page in pages:
        one.add(page)
    Random(1).shuffle(pages)
    for page in pages:
        other.add(page)
    assert keys(one) == keys(other)
    assert sum(map(len, keys(one).values())) <= 12_000
