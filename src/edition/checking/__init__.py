"""Orders over many documents: the findings of a whole edition (grammar, assertions, references, suppressions, fixes).

What only some calls need stands apart, so that checking a file against a grammar starts quickly: `checking.references`
for an edition, `checking.mending` for fixes, `checking.known` for all codes.
"""

from edition.checking.check import Checking, check
from edition.checking.plan import ALL_PHASES, Assertions, Plan, plan_edition, plan_files

__all__ = ["ALL_PHASES", "Assertions", "Checking", "Plan", "check", "expand", "plan_edition", "plan_files"]
