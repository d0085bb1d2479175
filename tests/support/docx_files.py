"""Documents of Word, as small as they can be."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_KINDS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def docx(parts: Sequence[str | bytes]) -> bytes:
    """A document of these paragraphs and PNG pictures; a paragraph that begins with ** is bold."""
    pictures = [part for part in parts if isinstance(part, bytes)]
    names = [f"image{hashlib.sha256(each).hexdigest()[:6]}.png" for each in pictures]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "word/document.xml")]))
        links = [(f"img{number}", "image", f"media/{name}") for number, name in enumerate(names)]
        file.writestr("word/_rels/document.xml.rels", _relations(links))
        file.writestr("word/document.xml", _document(parts))
        for name, data in zip(names, pictures, strict=True):
            file.writestr(f"word/media/{name}", data)
    return stream.getvalue()


def _relations(links: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_KINDS}/{kind}" Target="{target}"/>' for key, kind, target in links
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _document(parts: Sequence[str | bytes]) -> str:
    inside, pictures = "", 0
    for part in parts:
        if isinstance(part, bytes):
            inside += _picture(pictures)
            pictures += 1
        else:
            bold = "<w:rPr><w:b/></w:rPr>" if part.startswith("**") else ""
            text = escape(part.removeprefix("**"))
            inside += f'<w:p><w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    return f'<?xml version="1.0"?><w:document {_NAMESPACES}><w:body>{inside}</w:body></w:document>'


def _picture(number: int) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr=""/>'
        "<a:graphic><a:graphicData><pic:pic>"
        f'<pic:blipFill><a:blip r:embed="img{number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
