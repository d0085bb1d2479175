"""Garbage collection is turned off and on in one module, and each block leaves it as it was."""

import ast
import gc
from pathlib import Path

import pytest

import generator
from generator.parallel.gc_policy import disable_collection, enable_collection, without_collection


@pytest.mark.parametrize("is_enabled", [True, False])
def test_a_block_without_collection_leaves_it_as_it_was(*, is_enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (enable_collection if is_enabled else disable_collection)()
        with without_collection():
            assert not gc.isenabled()
        assert gc.isenabled() == is_enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_only_one_module_changes_the_collector() -> None:
    package = Path(generator.__file__).parent
    users = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Import) and any(each.name == "gc" for each in node.names)
    ]
    assert users == ["parallel/gc_policy.py"]
