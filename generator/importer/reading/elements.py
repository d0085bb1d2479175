"""Sets of HTML elements, by their effect on text."""

# Elements without end tag.
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip

# Elements whose end tag is optional.
IMPLIED = frozenset({
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "tbody", "td",
    "tfoot", "th", "thead", "tr",
})  # fmt: skip

# Elements that a parser reopens in every block until they are closed.
FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip

# Elements that end a line of text.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

# Elements that are skipped.
SKIPPED = frozenset({
    "annotation", "annotation-xml", "applet", "button", "canvas", "frameset", "head", "input", "link", "map",
    "meta", "noframes", "noscript", "option", "script", "select", "style", "svg", "template",
    "textarea", "title",
})  # fmt: skip

# Elements whose content no article keeps, and their names for people.
LOST = {"applet": "Java applet", "canvas": "canvas"}
