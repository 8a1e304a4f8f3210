"""IIIF Presentation 3.0: a manifest for each article that has pictures of its pages, and a collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from edition.diagnostics import Diagnostic, Span
from edition.export.apis.addresses import file_of, folder_address, has_address
from edition.export.codes import IMAGE_UNREADABLE
from edition.export.corpus import Corpus
from edition.export.streams import write_json
from edition.facts import ArticleFacts
from edition.facts.facsimile import PageImage, image_service
from edition.markup import open_for_write

_CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
_LEVEL: Final = "http://iiif.io/api/image/2/level1.json"
_FILE: Final = re.compile(r"\.[A-Za-z]\w{1,4}\Z")
_LICENCE: Final = re.compile(
    r"https?://(?:www\.)?(?P<host>creativecommons\.org|rightsstatements\.org)/"
    r"(?P<path>(?:licenses|publicdomain|vocab)/[^?#]*?)/?(?:(?:deed|legalcode)(?:\.[\w-]+)?)?(?:[?#].*)?\Z"
)
_TYPES: Final = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff",
                 ".tiff": "image/tiff", ".webp": "image/webp", ".gif": "image/gif"}  # fmt: skip


def write_iiif(corpus: Corpus, folder: Path) -> None:
    """Write the manifests and the collection that lists them; without any picture or an address, nothing."""
    articles = [facts for facts in corpus.texts() if facts.pages]
    if not articles or not has_address(corpus, "the manifests of IIIF"):
        return
    manifests = []
    for facts in articles:
        canvases = list(_canvases(corpus, facts))
        if canvases:
            name = f"{_name(facts)}.json"
            label = {facts.lang or "none": [facts.metadata.title(facts.lang) or facts.id]}
            manifests.append({"id": f"{_base(corpus)}/{quote(name)}", "type": "Manifest", "label": label})
            _write(folder / name, {"@context": _CONTEXT, **manifests[-1], **_rights(corpus), "items": canvases})
    if not manifests:
        return
    label = {lang or "none": [text] for lang, text in corpus.info.title.items()}
    collection = {"@context": _CONTEXT, "id": f"{_base(corpus)}/index.json", "type": "Collection", "label": label}
    _write(folder / "index.json", {**collection, "items": manifests})


def _base(corpus: Corpus) -> str:
    return folder_address(corpus, "iiif")


def _name(facts: ArticleFacts) -> str:
    """The file's name for an article; `index` is the collection's."""
    return file_of(facts.id) if facts.id != "index" else "index-article"


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


def _canvases(corpus: Corpus, facts: ArticleFacts) -> Iterator[dict[str, Any]]:
    for number, page in enumerate(facts.pages, 1):
        if "://" not in page.url and not _FILE.search(page.url):
            continue  # a name that no picture is known by
        place = corpus.pictures.find(page.url) if corpus.pictures else ""
        size = _size(corpus, page, place)
        if size is None:
            corpus.findings.append(_unreadable(facts, page))
            continue
        id_ = f"{_base(corpus)}/{quote(_name(facts))}/canvas/{number}"
        width, height = size
        image = {**_image(corpus, page, place), "width": width, "height": height}
        painting = {"id": f"{id_}/image", "type": "Annotation", "motivation": "painting", "body": image, "target": id_}
        yield {
            "id": id_,
            "type": "Canvas",
            "label": {"none": [page.n or str(number)]},
            "width": width,
            "height": height,
            "items": [{"id": f"{id_}/page", "type": "AnnotationPage", "items": [painting]}],
        }


def _image(corpus: Corpus, page: PageImage, place: str) -> dict[str, Any]:
    """The picture of a canvas; one of an image service names the service, which viewers ask for every size."""
    if place:
        address = f"{corpus.info.base_url.rstrip('/')}/{quote(place)}"
        return {"id": address, "type": "Image", "format": _TYPES.get(Path(place).suffix.lower(), "image/jpeg")}
    service = image_service(page.url)
    if not service:
        return {"id": page.url, "type": "Image", "format": _TYPES.get(Path(page.url).suffix.lower(), "image/jpeg")}
    image = {"id": f"{service}/full/max/0/default.jpg", "type": "Image", "format": "image/jpeg"}
    return {**image, "service": [{"@id": service, "@type": "ImageService2", "profile": _LEVEL}]}


def _size(corpus: Corpus, page: PageImage, place: str) -> tuple[int, int] | None:
    """The size of a picture of the edition, or what the text says of it: pictures elsewhere are not fetched."""
    if place and corpus.pictures and (found := corpus.pictures.size(place)):
        return found
    if page.width and page.height:
        return page.width, page.height
    return (round(page.space[2]), round(page.space[3])) if page.space else None


def _unreadable(facts: ArticleFacts, page: PageImage) -> Diagnostic:
    message = f"the size of the page image `{page.url}` cannot be read"
    help_text = "put the image into the edition's folder of images, or say its size: <surface lrx=… lry=…>"
    return Diagnostic(IMAGE_UNREADABLE, message, Span(facts.path, 0, 1), help=help_text)


def _write(path: Path, value: dict[str, Any]) -> None:
    with open_for_write(path) as file:
        write_json(file, value)
