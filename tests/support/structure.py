"""Measures the structure of generator/: its parts, their levels, and the imports between them.

    python -m tests.support.structure

A part is a folder of generator/, or a module that lies loose in generator/ or in search/. The level of a part
is one more than the highest level it imports from.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.support.site import CHECKOUT

GENERATOR = CHECKOUT / "generator"
# Folders of several parts: each folder and each module in it is a part of its own.
_DIVIDED = ("generator", "generator.search")

Imports = Mapping[str, frozenset[str]]


def modules() -> Iterator[Path]:
    """Every module of generator/."""
    yield from sorted(GENERATOR.rglob("*.py"))


def loose_modules() -> list[str]:
    """The modules that lie in generator/ itself, beside __init__.py."""
    return sorted(file.name for file in GENERATOR.glob("*.py") if file.name != "__init__.py")


@cache
def imports() -> Imports:
    """The parts that each part imports."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in modules():
        part = _part(_name(file))
        found[part] |= {_part(name) for name in _imported(file)} - {part}
    return {part: frozenset(others) for part, others in found.items()}


def circles() -> list[str]:
    """The parts that import themselves through others."""
    return sorted(part for part in imports() if part in _reached(part))


@cache
def level(part: str) -> int:
    """The level of a part, from 0. It needs imports without circles."""
    return 1 + max((level(other) for other in imports().get(part, ())), default=-1)


def classes() -> Mapping[str, list[str]]:
    """The modules that define each class name, by name."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(_name(file))
    return found


def functions() -> Iterator[tuple[str, int]]:
    """Every function of generator/, with the number of its lines."""
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _name(file: Path) -> str:
    parts = file.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _part(module: str) -> str:
    """The part of a module, without the leading name of the package."""
    names = module.split(".")
    depth = 2
    while depth < len(names) and ".".join(names[:depth]) in _DIVIDED:
        depth += 1
    return ".".join(names[1:depth]) or "generator"


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                path = CHECKOUT.joinpath(*inner.split("."))
                yield inner if path.is_dir() or path.with_suffix(".py").is_file() else node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("generator"))


def _reached(part: str) -> set[str]:
    seen: set[str] = set()
    waiting = [part]
    while waiting:
        new = imports().get(waiting.pop(), frozenset()) - seen
        seen |= new
        waiting += new
    return seen


def main() -> None:
    """Prints the parts by level, and the counts."""
    parts = sorted(imports(), key=lambda part: (level(part), part))
    for part in parts:
        sys.stdout.write(f"{level(part)}  {part}: {', '.join(sorted(imports()[part]))}\n")
    arrows, levels = sum(map(len, imports().values())), 1 + max(map(level, parts))
    twice = ", ".join(sorted(name for name, homes in classes().items() if len(homes) > 1)) or "none"
    sys.stdout.write(
        f"{len(parts)} parts, {levels} levels, {arrows} arrows, {len(circles())} circles, "
        f"{len(loose_modules())} loose modules; class names of two things: {twice}\n"
    )


if __name__ == "__main__":
    main()
