"""The schema's source: ODD compiled to RELAX NG and Schematron, and printed as guidelines.

An ODD is read into frozen values (`model`), merged with what it takes from TEI, from us or from another ODD (`sources`,
`merging`), checked (`checks`), and written as a grammar (`relax`) and rules. It knows no edition and no article.
"""

from edition.odd.compile import CompiledSchema, compile_odd, is_generated
from edition.odd.descriptions import descriptions
from edition.odd.examples import examples_of
from edition.odd.guidelines import guidelines_in, make_guidelines
from edition.odd.sources import Places, fetch_tei, own_odd

__all__ = [
    "CompiledSchema",
    "Places",
    "compile_odd",
    "descriptions",
    "examples_of",
    "fetch_tei",
    "guidelines_in",
    "is_generated",
    "make_guidelines",
    "own_odd",
]
