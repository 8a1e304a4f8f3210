"""ISO Schematron with XPath 3.1: compiled to XSLT by our own stylesheets, run by Saxon, findings with exact places.

Schemas, what they include and the documents that a pattern names are read here, from the folders of the schema and of
the document only; what runs reads no file, no address and no variable of the environment.
"""

from edition.validate.schematron.reading import has_rules
from edition.validate.schematron.schema import Schematron, Schematrons, load_schematron

__all__ = ["Schematron", "Schematrons", "has_rules", "load_schematron"]
