"""Stylesheets as they are published: their rules alone."""

import pytest

from generator.read.theme_styles import joined


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("/* Lists */\n.row { color: red; } /* why */\n", ".row { color: red; } \n"),
        (
            "@media print {\n  .row {\n    color: red;\n  }\n}\n",
            "@media print {\n.row {\ncolor: red;\n}\n}\n",
        ),
        ("a/* between */.row {}", "a/**/.row {}"),
        ("a /* a blank stays */.row {}", "a .row {}"),
        ("/*! Licence */\n.row {}", "/*! Licence */\n.row {}"),
        ('.row::after { content: "/* no */\\\n  x"; }', '.row::after { content: "/* no */\\\n  x"; }'),
        (".row { background: url(data:x/*y*/z); }", ".row { background: url(data:x/*y*/z); }"),
        (".row { color: red; } /* never closed", ".row { color: red; } /* never closed"),
    ],
)
def test_comments_and_indents_are_not_published(written: str, published: str) -> None:
    assert joined("static/style.css", [written]).decode() == published


def test_other_files_are_what_their_parts_are() -> None:
    assert joined("_headers", ["/*\n", "  X-Content-Type-Options: nosniff\n"]).startswith(b"/*\n  X-")
