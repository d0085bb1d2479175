"""The columns of the facets."""

import pytest

from generator.model.search import DocumentMeta, FacetValue
from generator.search.facets import FacetValues, columns_file


def test_more_sets_of_authors_than_a_column_can_tell_apart_are_refused() -> None:
    names = tuple(str(number) for number in range((1 << 16) + 1))
    metas = [DocumentMeta("vi", None, "tin-tuc", (), (name,)) for name in names]
    sections = (FacetValue("tin-tuc", (("vi", "Tin tức"),)),)
    values = FacetValues(sections, (), tuple((name, 1) for name in names), ("vi",))
    assert columns_file(metas[:-1], values).content
    with pytest.raises(OverflowError, match="65537 sets"):
        columns_file(metas, values)
