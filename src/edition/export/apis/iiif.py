"""IIIF Presentation 3.0: a manifest for each article whose page breaks name images (`pb/@facs`), and a collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from edition.diagnostics import Diagnostic, Span
from edition.export.apis.addresses import file_of, folder_address, has_address
from edition.export.codes import IMAGE_UNREADABLE
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.streams import write_json
from edition.export.texts.reading import About
from edition.markup import XML_ID, Document, link_scheme, open_for_write, tei

_CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
_PIXELS: Final = re.compile(r"(\d+)(?:px)?\Z")
_LICENCE: Final = re.compile(
    r"https?://(?:www\.)?(?P<host>creativecommons\.org|rightsstatements\.org)/"
    r"(?P<path>(?:licenses|publicdomain|vocab)/[^?#]*?)/?(?:(?:deed|legalcode)(?:\.[\w-]+)?)?(?:[?#].*)?\Z"
)
_TYPES: Final = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff",
                 ".tiff": "image/tiff", ".webp": "image/webp", ".gif": "image/gif"}  # fmt: skip


def write_iiif(corpus: Corpus, folder: Path) -> None:
    """Write the manifests and the collection that lists them; without any image or an address, nothing."""
    if not _any_image(corpus) or not has_address(corpus, "the manifests of IIIF"):
        return
    manifests = []
    for document in corpus.text_documents():
        about = About.of(document)
        canvases = list(_canvases(corpus, document, about))
        if canvases:
            name = f"{_name(about)}.json"
            label = {about.lang or "none": [about.title]}
            manifests.append({"id": f"{_base(corpus)}/{quote(name)}", "type": "Manifest", "label": label})
            manifest = {"@context": _CONTEXT, **manifests[-1], **_rights(corpus), "items": canvases}
            _write(folder / name, manifest)
    if not manifests:
        return
    label = {lang or "none": [text] for lang, text in corpus.info.title.items()}
    collection = {"@context": _CONTEXT, "id": f"{_base(corpus)}/index.json", "type": "Collection", "label": label}
    _write(folder / "index.json", {**collection, "items": manifests})


def _any_image(corpus: Corpus) -> bool:
    """Whether any page break names an image."""
    return any(pb.get("facs") for document in corpus.text_documents() for pb in document.root.iter(tei("pb")))


def _base(corpus: Corpus) -> str:
    return folder_address(corpus, "iiif")


def _name(about: About) -> str:
    """The file's name for an article; `index` is the collection's."""
    return file_of(about.id) if about.id != "index" else "index-article"


def _rights(corpus: Corpus) -> dict[str, Any]:
    """IIIF wants an address as `rights`; a licence in words is a statement."""
    licence = corpus.info.licence
    if not licence or licence.startswith(("http://", "https://")):
        return {"rights": rights_uri(licence)} if licence else {}
    return {"requiredStatement": {"label": {"en": ["Licence"]}, "value": {"none": [licence]}}}


def rights_uri(licence: str) -> str:
    """A licence by the name that those who gave it use, which begins with http and leads to no translation of it.

    >>> rights_uri("https://creativecommons.org/licenses/by/4.0/deed.de")
    'http://creativecommons.org/licenses/by/4.0/'
    >>> rights_uri("https://example.org/licence")
    'https://example.org/licence'
    """
    found = _LICENCE.match(licence)
    return f"http://{found['host']}/{found['path'].rstrip('/')}/" if found else licence


def _canvases(corpus: Corpus, document: Document, about: About) -> Iterator[dict[str, Any]]:
    for number, pb in enumerate(document.root.iter(tei("pb")), 1):
        facs = (pb.get("facs") or "").strip()
        if not facs:
            continue
        if facs.startswith("#"):
            facs = _surface_image(document, facs[1:])
        size = _size(corpus, document, facs)
        if size is None:
            continue
        id_ = f"{_base(corpus)}/{quote(_name(about))}/canvas/{number}"
        width, height = size
        image = {"id": _address(corpus, facs), "type": "Image", "width": width, "height": height}
        image["format"] = _TYPES.get(Path(facs).suffix.lower(), "image/jpeg")
        painting = {"id": f"{id_}/image", "type": "Annotation", "motivation": "painting", "body": image, "target": id_}
        yield {
            "id": id_,
            "type": "Canvas",
            "label": {"none": [pb.get("n") or str(number)]},
            "width": width,
            "height": height,
            "items": [{"id": f"{id_}/page", "type": "AnnotationPage", "items": [painting]}],
        }


def _surface_image(document: Document, id_: str) -> str:
    """The image of a `surface`, `zone` or `graphic` that a page break points to."""
    for graphic in document.root.iter(tei("graphic")):
        if graphic.get(XML_ID) == id_ or any(a.get(XML_ID) == id_ for a in graphic.iterancestors()):
            return graphic.get("url", "")
    return ""


def _size(corpus: Corpus, document: Document, facs: str) -> tuple[int, int] | None:
    """The size of an image of the edition, or what `facsimile` says of it: images elsewhere are not fetched."""
    found = None
    if facs and not link_scheme(facs) and corpus.images is not None:
        found = _measured(corpus.images, facs)
    if found := found or _declared(document, facs):
        return found
    message = f"the size of the page image `{facs}` cannot be read"
    help_text = "put the image into the edition's folder of images, or say its size: <surface lrx=… lry=…>"
    corpus.findings.append(Diagnostic(IMAGE_UNREADABLE, message, Span(document.source.path, 0, 1), help=help_text))
    return None


def _measured(folder: Path, facs: str) -> tuple[int, int] | None:
    try:
        path = _inside(folder, facs)
        width, height = library("imagesize", "apis").get(path) if path else (-1, -1)
    except (OSError, ValueError):  # a name that no file can have, an image that is broken off
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None


def _declared(document: Document, facs: str) -> tuple[int, int] | None:
    """The pixels that the `graphic` of an image, or the `surface` around it, is said to have."""
    graphics = (g for g in document.root.iter(tei("graphic")) if facs and g.get("url") == facs)
    graphic = next(graphics, None)
    if graphic is None:
        return None
    sides = [_PIXELS.match(graphic.get(name, "")) for name in ("width", "height")]
    width, height = (int(side[1]) if side else 0 for side in sides)
    if width > 0 and height > 0:
        return width, height
    return _size_of(graphic.getparent())


def _size_of(surface: etree._Element | None) -> tuple[int, int] | None:
    """The size of a surface whose edges are told in whole pixels."""
    edges = [] if surface is None else [surface.get(name, "0") for name in ("ulx", "uly", "lrx", "lry")]
    if not edges or not all(edge.isdigit() for edge in edges):
        return None
    left, top, right, bottom = map(int, edges)
    return (right - left, bottom - top) if right > left and bottom > top else None


def _inside(folder: Path, facs: str) -> Path | None:
    """A file of the folder of images, whatever way leads to it; nothing outside of it is opened."""
    path = (folder / facs).resolve()
    if not path.is_file():
        path = (folder / Path(facs).name).resolve()
    return path if path.is_file() and path.is_relative_to(folder.resolve()) else None


def _address(corpus: Corpus, facs: str) -> str:
    if link_scheme(facs) in ("http", "https"):
        return facs
    return f"{corpus.info.base_url.rstrip('/')}/images/{quote(Path(facs).name)}"


def _write(path: Path, value: dict[str, Any]) -> None:
    with open_for_write(path) as file:
        write_json(file, value)
