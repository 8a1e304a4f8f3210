"""The schema's source: ODD compiled to RELAX NG and Schematron, and printed as guidelines.

The work on the tree is done by the stylesheets of `xslt/odd/`; this room reads ODDs, says what is wrong with them, and
runs the stylesheets. It knows no edition and no article.
"""

from edition.odd.codes import CODES
from edition.odd.compile import CompiledSchema, compile_odd, is_generated
from edition.odd.descriptions import descriptions
from edition.odd.guidelines import make_guidelines

__all__ = ["CODES", "CompiledSchema", "compile_odd", "descriptions", "is_generated", "make_guidelines"]
