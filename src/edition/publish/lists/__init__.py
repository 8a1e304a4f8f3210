"""The list of texts: all of them in their order, and grouped by what they have in common."""

from edition.publish.lists.pages import list_pages
from edition.publish.lists.script import texts_script

__all__ = ["list_pages", "texts_script"]
