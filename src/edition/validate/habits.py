"""What is usual in TEI, which no grammar tells: common names, words of HTML and of everyday for what TEI has, and what
the datatypes of XML Schema are called by people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from edition.relaxng.advice import Habits, Meaning

# commonest first, after counts over editions of diaries, letters, plays and articles
_ELEMENTS: Final = (
    "p div head persName placeName orgName date ref note name rs hi lb pb q quote list item bibl title author editor "
    "table row cell figure graphic lg l sp speaker stage foreign term choice sic corr "
    "abbr expan orig reg gap unclear "
    "supplied add del seg emph soCalled cit label milestone fw ab opener closer salute signed dateline trailer "
    "forename surname roleName idno publisher pubPlace biblScope desc person place org event location geo birth death "
    "occupation state relation num measure ptr anchor teiHeader fileDesc titleStmt publicationStmt sourceDesc "
    "encodingDesc profileDesc revisionDesc change text front body back TEI"
).split()
_ATTRIBUTES: Final = (
    "type ref id when n target rend cert resp corresp key lang source from to notBefore notAfter subtype place unit "
    "quantity reason url who calendar when-custom role ana facs"
).split()

_ITALIC: Final = Meaning("hi", (("rend", "italic"),), {"class": "rendition"})
_BOLD: Final = Meaning("hi", (("rend", "bold"),), {"class": "rendition"})
_LINK: Final = Meaning("ref", renamed={"href": "target"})
_PICTURE: Final = Meaning("graphic", renamed={"src": "url"})
_HEADING: Final = Meaning("head")
MEANT: Final[Mapping[str, Meaning]] = {
    "i": _ITALIC,
    "em": _ITALIC,
    "italic": _ITALIC,
    "b": _BOLD,
    "strong": _BOLD,
    "bold": _BOLD,
    "u": Meaning("hi", (("rend", "underline"),)),
    "underline": Meaning("hi", (("rend", "underline"),)),
    "sup": Meaning("hi", (("rend", "superscript"),)),
    "sub": Meaning("hi", (("rend", "subscript"),)),
    "ul": Meaning("list"),
    "ol": Meaning("list", (("rend", "numbered"),)),
    "li": Meaning("item"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "heading"), _HEADING),
    "a": _LINK,
    "link": _LINK,
    "br": Meaning("lb"),
    "hr": Meaning("milestone", (("unit", "section"),)),
    "img": _PICTURE,
    "image": _PICTURE,
    "blockquote": Meaning("quote"),
    "tr": Meaning("row"),
    "td": Meaning("cell"),
    "th": Meaning("cell", (("role", "label"),)),
    "para": Meaning("p"),
    "paragraph": Meaning("p"),
    "section": Meaning("div"),
    "chapter": Meaning("div", (("type", "chapter"),)),
    "footnote": Meaning("note", (("place", "foot"),)),
    "endnote": Meaning("note", (("place", "end"),)),
    "page": Meaning("pb"),
    "tei.2": Meaning("TEI"),
}
HTML: Final = frozenset(
    "i em b strong u sup sub ul ol li h1 h2 h3 h4 h5 h6 a br hr img blockquote tr td th section link".split()
)
HABITS: Final = Habits(
    elements=_ELEMENTS,
    attributes=_ATTRIBUTES,
    meant_elements=MEANT,
    meant_attributes={
        "href": ("target", "url", "ref"),
        "src": ("url", "target"),
        "class": ("rend", "type"),
        "colspan": ("cols",),
        "rowspan": ("rows",),
        "date": ("when",),
        "language": ("lang",),
    },
)

# what XML Schema's datatypes are called by people
DATATYPES: Final = {
    "date": "a day",
    "gYear": "a year",
    "gYearMonth": "a month of a year",
    "gMonth": "a month of any year",
    "gMonthDay": "a day of any year",
    "gDay": "a day of any month",
    "time": "a time of day",
    "dateTime": "a day and time",
    "double": "a number",
    "decimal": "a number",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
    "boolean": "true or false",
    "anyURI": "an address or pointer",
    "language": "a language tag",
    "ID": "a name that no other element has",
    "duration": "a duration",
    "token": "a word or phrase",
    "string": "text",
}
# patterns of TEI's own datatypes, in words
PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": "one word, without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 1/2",
}
# the forms that editors want first, where a value may have many
DATES: Final = ("date", "gYearMonth", "gYear", "dateTime")


def meant_for(name: str) -> str:
    """How TEI writes what an element of another vocabulary means.

    >>> meant_for("i"), meant_for("br")
    ('<hi rend="italic">', '<lb/>')
    """
    meaning = MEANT[name]
    attributes = [f' {key}="{value}"' for key, value in meaning.attributes]
    attributes += [f' {to}="…"' for from_, to in meaning.renamed.items() if from_ != "class"]
    return f"<{meaning.name}{''.join(attributes)}{'/' if meaning.name in _EMPTY else ''}>"


_EMPTY: Final = ("lb", "pb", "graphic", "milestone")
