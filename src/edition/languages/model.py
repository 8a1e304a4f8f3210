"""What the program knows of a language, as typed values: each field is a table or key of `languages/<code>.toml`.

Words are folded (`folding.fold`) but where a field says otherwise. What a file does not tell is empty. Two languages
are equal only if they are one object, so that what is worked out of one can be remembered by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FALLBACK: Final = "und"
Words = frozenset[str]
_NONE: Final[Words] = frozenset()


@dataclass(frozen=True)
class Calendar:
    """Words for dates: a month's name and its number, and the like; how dates are written."""

    months: Mapping[str, int] = field(default_factory=dict)
    rumi_months: Mapping[str, int] = field(default_factory=dict)
    hijri_months: Mapping[str, int] = field(default_factory=dict)
    republican_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    seasons: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    patterns: tuple[Mapping[str, str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    relative: Mapping[str, int] = field(default_factory=dict)
    days_on: Mapping[str, int] = field(default_factory=dict)  # today, yesterday: so many days from the day of writing
    months_on: Mapping[str, int] = field(default_factory=dict)  # of this month
    years_on: Mapping[str, int] = field(default_factory=dict)  # last year
    movable_feasts: Mapping[str, int] = field(default_factory=dict)  # so many days from Easter
    fixed_feasts: Mapping[str, int] = field(default_factory=dict)  # month and day: 1225
    easter: str = ""  # whose Easter it is: the Western one, or the Eastern
    toward: Mapping[str, int] = field(default_factory=dict)  # next and last, before a day of the week
    either_order: bool = False  # 6/2/1887: some write the day first, and some the month
    old_years: str = ""  # the calendar of a month's name with a year that is none of ours: 16 Mart 1337
    no_seasons: tuple[str, ...] = ()  # as written: words that fold to the name of a season
    past: Words = _NONE
    past_before: Words = _NONE  # before a day that is over: since
    old_style: Words = _NONE  # behind a date: it is told by the Julian calendar
    units: Words = _NONE
    before_numbers: Words = _NONE
    access: Words = _NONE


@dataclass(frozen=True)
class Labels:
    """What journals and word processors write around a text, as it is written there (case does not matter)."""

    abstract: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()  # beside a chapter's number
    note_heads: tuple[str, ...] = ()  # a note in brackets where it is called: [Footnote 1: …]
    by: tuple[str, ...] = ()  # before the authors
    heading_styles: tuple[str, ...] = ()
    quotation_styles: tuple[str, ...] = ()
    title_styles: tuple[str, ...] = ()
    subtitle_styles: tuple[str, ...] = ()
    author_styles: tuple[str, ...] = ()
    caption_styles: tuple[str, ...] = ()
    volume: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    page_signs: tuple[str, ...] = ()  # before the number of a page, with a full stop: s., pp.
    et_al: tuple[str, ...] = ()  # behind the first of several authors
    journals: tuple[str, ...] = ()  # a word of a journal's title
    history: tuple[str, ...] = ()  # received, accepted
    accepted: tuple[str, ...] = ()  # those of them that tell the date of acceptance
    published: tuple[str, ...] = ()
    article_types: tuple[str, ...] = ()
    article_info: tuple[str, ...] = ()
    academic_titles: tuple[str, ...] = ()  # before an author's name
    institutions: tuple[str, ...] = ()  # how a word for a place of work begins
    contacts: tuple[str, ...] = ()  # before an address or a telephone number
    codes: tuple[str, ...] = ()  # of classifications
    articles: tuple[str, ...] = ()  # that begin a title and no name


@dataclass(frozen=True)
class Telling:
    """What tells a language from others: its commonest words in small letters, and letters that it alone has."""

    words: tuple[str, ...] = ()
    letters: str = ""


@dataclass(frozen=True, eq=False)
class Language:
    """A language: words that tell names and their kinds, and the tables above."""

    code: str = FALLBACK
    name: str = ""  # as it calls itself
    extends: str = ""  # the language whose words are its own, too
    suffixes: str = ""  # the grammar by which endings are hung on names
    script: str = "latin"
    capital_nouns: bool = False  # every noun has a capital, so that a capital tells no name
    inflected_lists: bool = False  # words of the lists below lose their endings, too
    endings: Words = _NONE
    titles: Words = _NONE
    particles: Words = _NONE
    epithets: Words = _NONE
    honorifics: Words = _NONE
    plural_honorifics: Words = _NONE
    titles_of_women: Words = _NONE
    titles_of_men: Words = _NONE
    small_honorifics: bool = False  # written small, between given name and surname too: Üzeyir bəy Hacıbəyov
    offices: Words = _NONE
    given_names: Words = _NONE
    surname_endings: tuple[str, ...] = ()
    street_endings: tuple[str, ...] = ()
    peoples: Words = _NONE
    people_plurals: tuple[str, ...] = ()
    language_endings: tuple[str, ...] = ()
    function_words: Words = _NONE
    common_nouns: Words = _NONE
    determiners: Words = _NONE
    joining: Words = _NONE
    of_words: Words = _NONE
    and_words: Words = _NONE
    with_words: Words = _NONE
    org_heads: Words = _NONE
    org_heads_any_case: Words = _NONE
    numbered_org_heads: Words = _NONE
    event_heads: Words = _NONE
    weak_heads: Words = _NONE
    event_heads_any_case: Words = _NONE
    event_first: Words = _NONE
    event_bare: Words = _NONE
    place_heads: Words = _NONE
    places: Words = _NONE
    place_cases: Words = _NONE
    from_cases: Words = _NONE
    near_places: Words = _NONE
    place_prepositions: Words = _NONE
    directions: Words = _NONE
    press_heads: Words = _NONE
    org_bare: Words = _NONE
    org_first: Words = _NONE
    ships: Words = _NONE
    noun_endings: tuple[str, ...] = ()
    motion_cases: Words = _NONE
    motion_verbs: tuple[str, ...] = ()
    named_persons: Words = _NONE
    named_places: Words = _NONE
    named_orgs: Words = _NONE
    naming: Words = _NONE
    indefinite: Words = _NONE
    person_nouns: Words = _NONE
    genitive_cases: Words = _NONE
    with_cases: Words = _NONE
    meeting_verbs: tuple[str, ...] = ()
    alias_cues: Words = _NONE
    citation_cues: Words = _NONE
    archive_signs: Words = _NONE
    abbreviations: Words = _NONE
    calendar: Calendar = Calendar()
    labels: Labels = Labels()
    telling: Telling = Telling()

    @property
    def tells_names(self) -> bool:
        """Whether its file tells names from other words; one for imports alone does not."""
        return bool(self.function_words)

    @property
    def agglutinates(self) -> bool:
        """Whether endings are hung on names by a grammar, and stay outside the tag."""
        return bool(self.suffixes)
