"""Changes to a tree that keep its text: the only module that touches `.tail`."""

from __future__ import annotations

from lxml import etree


def append_text(element: etree._Element, text: str) -> None:
    """Add text at the end of an element's content."""
    last = next(element.iterchildren(reversed=True), None)  # counting the children would take their number's time
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def insert_after(anchor: etree._Element, new: etree._Element) -> None:
    """Put an element directly behind another, before the text that followed it."""
    new.tail, anchor.tail = anchor.tail, None
    parent = anchor.getparent()
    assert parent is not None
    parent.insert(parent.index(anchor) + 1, new)


def replace_text(holder: etree._Element, start: int, end: int, new: etree._Element, *, behind: bool = False) -> None:
    """Put an element in the place of `start:end` of an element's first text, or of the text behind the element.

    >>> p = etree.fromstring("<p>the teh end</p>")
    >>> replace_text(p, 4, 7, etree.Element("sic")); etree.tostring(p)
    b'<p>the <sic/> end</p>'
    """
    text = (holder.tail if behind else holder.text) or ""
    if behind:
        holder.tail = text[:start]
        parent = holder.getparent()
        assert parent is not None
        parent.insert(parent.index(holder) + 1, new)
    else:
        holder.text = text[:start]
        holder.insert(0, new)
    new.tail = text[end:]


def unwrap(element: etree._Element) -> None:
    """Replace an element by its content.

    >>> p = etree.fromstring("<p>a<w>b<i/>c</w>d</p>")
    >>> unwrap(p[0]); etree.tostring(p)
    b'<p>ab<i/>cd</p>'
    """
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    _text_before(parent, index, element.text or "")
    children = list(element)
    tail = element.tail or ""
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail or None
    else:
        _text_before(parent, index, tail)


def remove_keep_tail(element: etree._Element) -> None:
    """Remove an element with its content, but not the text that follows it."""
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    tail = element.tail or ""
    element.tail = None
    parent.remove(element)
    _text_before(parent, index, tail)


def _text_before(parent: etree._Element, index: int, text: str) -> None:
    """Add text directly before the child at `index`."""
    if not text:
        return
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
