"""PDF files made by hand: the fewest objects that readers take for a file."""

import zlib
from collections.abc import Mapping, Sequence


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def deflated(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def pdf_file(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects; object 1 is its catalog."""
    parts, places, size = [b"%PDF-1.7\n"], {}, 9
    for number, body in sorted(objects.items()):
        places[number] = size
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    count = max(objects) + 1
    entries = (
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(count)
    )
    parts.append(b"xref\n0 %d\n%s" % (count, b"".join(entries)))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, size))
    return b"".join(parts)


def code_map(letters: str) -> bytes:
    """A ToUnicode CMap that numbers the letters from 1."""
    lines = [f"<{n:04X}> <{c.encode('utf-16-be').hex()}>" for n, c in enumerate(letters, 1)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end"
    ).encode()


def shown(line: str, letters: str, y: int = 700) -> bytes:
    """A content stream that shows the line in the font F."""
    codes = "".join(f"{letters.index(c) + 1:04X}" for c in line)
    return f"BT /F 12 Tf 1 0 0 1 72 {y} Tm <{codes}> Tj ET\n".encode()


def pages_file(
    contents: Sequence[bytes], letters: str = "", extra: Mapping[int, bytes] | None = None
) -> bytes:
    """A PDF with a page for each content stream (an object's bytes), all with one Type0 font, F."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(len(contents)))
    resources = b"<< /Font << /F 3 0 R >> /XObject << /X 7 0 R >> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] /Resources %s >>"
        % (kids, len(contents), resources),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Serif /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Serif /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: stream(code_map(letters)),
        7: stream(
            b"\0",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        ),
    } | dict(extra or {})
    for i, content in enumerate(contents):
        objects[10 + 2 * i] = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (11 + 2 * i)
        objects[11 + 2 * i] = content
    return pdf_file(objects)


def text_file(*lines: str) -> bytes:
    """A PDF with a page for each line."""
    letters = "".join(sorted(set("".join(lines))))
    return pages_file([stream(shown(line, letters)) for line in lines], letters)
