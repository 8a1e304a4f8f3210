"""Sources that went wrong, made from a seed: text, Word and PDF files for `import`."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

WORDS = (
    "Title",
    "ve",
    "the",
    "1",
    "12",
    "*",
    "¹",
    "[1]",
    "Abstract:",
    "Özet",
    "Keywords:",
    "pp.",
    "—",
    "\f",
    "\t",
    "İ",
    "ﬁ",
    "-",
)


def spoil(seed: int, folder: Path) -> Path:
    """A source."""
    chance = random.Random(seed)
    make = chance.choice((_text, _text, _docx, _docx, _pdf, _pdf, _noise))
    suffix, data = make(chance)
    path = folder / f"source-{seed}{suffix}"
    path.write_bytes(data)
    return path


def _text(chance: random.Random) -> tuple[str, bytes]:
    lines = []
    for _ in range(chance.choice((0, 3, 60, 400))):
        words = [chance.choice(WORDS) for _ in range(chance.choice((0, 1, 8, 30)))]
        lines.append(chance.choice((" ", "  ", "\t", "\u00a0", "")).join(words))
    if chance.random() < 0.3:
        lines.append(
            chance.choice((" ", "\t", "x", "1", ".", "* ", "> ", "(", "[", "_", "`", "\u00a0"))
            * chance.choice((60_000, 300_000))
        )
    text = chance.choice(("\n", "\r\n", "\r", "\n\n")).join(lines)
    name = chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1254", "iso-8859-9"))
    return chance.choice((".txt", ".txt", ".md")), text.encode(name, "replace")


def _docx(chance: random.Random) -> tuple[str, bytes]:
    from docx import Document

    made = Document()
    for _ in range(chance.randint(0, 30)):
        paragraph = made.add_paragraph(style=chance.choice(("Normal", "Heading 1", "List Bullet", "Quote")))
        for _ in range(chance.randint(0, 6)):
            paragraph.add_run(chance.choice(WORDS).strip("\f") + " ").italic = chance.random() < 0.2
    stream = io.BytesIO()
    made.save(stream)
    return ".docx", _spoiled_zip(chance, stream.getvalue())


def _spoiled_zip(chance: random.Random, data: bytes) -> bytes:
    if chance.random() < 0.3:
        return _spoiled(chance, data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            inside = old.read(name)
            if name == victim:
                kind = chance.randrange(4)
                if kind == 0:
                    continue
                inside = (_spoiled(chance, inside), b"", b"<" * 1000 + inside)[kind - 1]
            new.writestr(name, inside)
    return out.getvalue()


def _pdf(chance: random.Random) -> tuple[str, bytes]:
    lines = [
        f"BT /F1 {chance.choice((0, 0.001, 8, 11, -11, 1e9))} Tf {chance.choice((72, -1e6, 1e12, 0))} {700 - 14 * n} Td ({chance.choice(WORDS[:6])} text) Tj ET"
        for n in range(chance.choice((0, 1, 40)))
    ]
    content = "\n".join(lines).encode("latin-1", "replace")
    box = chance.choice(("[0 0 595 842]", "[0 0 0 0]", "[595 842 0 0]", "[0 0 1e12 1e12]"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table + trailer
    return ".pdf", _spoiled(chance, data) if chance.random() < 0.5 else data


def _noise(chance: random.Random) -> tuple[str, bytes]:
    start = chance.choice((b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<?xml version='1.0'?>", b"\xef\xbb\xbf", b"{\\rtf1"))
    return chance.choice((".pdf", ".docx", ".txt", ".xml", ".md", "")), start + chance.randbytes(
        chance.choice((0, 10, 5000))
    )


def _spoiled(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 8, 60))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out[: chance.choice((len(out), len(out) // 2, 100))])
