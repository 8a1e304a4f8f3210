"""The rules that find persons whom no register has, in the order in which they are asked."""

from typing import Final

from edition.annotate.rules.people import (
    company,
    given_name,
    honorific,
    initials,
    office,
    person_noun,
    ruler,
    surname,
    title,
    two_names,
)

RULES: Final = (
    honorific.RULE,
    title.RULE,
    office.RULE,
    given_name.RULE,
    company.RULE,
    initials.RULE,
    ruler.RULE,
    surname.RULE,
    two_names.RULE,
    person_noun.RULE,
)
