"""A corpus of others taken over: its files are looked at, and the settings follow that an edition of them needs.

Takes a folder, gives what was seen and the text of `edition.toml`. Writes nothing, and changes no file of the corpus.
"""

from edition.adopt.account import account_lines
from edition.adopt.codes import NOTHING_TO_ADOPT
from edition.adopt.files import look_at
from edition.adopt.model import SeenFile, Sort
from edition.adopt.settings import settings_text
from edition.adopt.survey import Survey, survey

__all__ = ["NOTHING_TO_ADOPT", "SeenFile", "Sort", "Survey", "account_lines", "look_at", "settings_text", "survey"]
