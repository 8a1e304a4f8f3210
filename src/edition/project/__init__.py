"""An edition's folder and settings: `edition.toml` read into frozen values, with every wrong setting named and placed.

Takes a folder, gives a `Project`. Reads no article and no register.
"""

from edition.jobs.program import data_dir
from edition.project.checks import MENTION_EXPRESSION
from edition.project.codes import FOLDER_IN_USE, NO_EDITION, NOTHING_MATCHES, WRONG_SETTING
from edition.project.folder import FILE_NAME, Project, edition_folder, find_project, read_project, refuse_nameless
from edition.project.reader import read_settings
from edition.project.settings import (
    KINDS,
    AnnotateSettings,
    EditionInfo,
    Editor,
    Elements,
    Files,
    KeySettings,
    Mentions,
    SchemaFiles,
    Settings,
    SiteSettings,
    TextSettings,
    ValidateSettings,
)

__all__ = [
    "FILE_NAME",
    "FOLDER_IN_USE",
    "KINDS",
    "MENTION_EXPRESSION",
    "NOTHING_MATCHES",
    "NO_EDITION",
    "WRONG_SETTING",
    "AnnotateSettings",
    "EditionInfo",
    "Editor",
    "Elements",
    "Files",
    "KeySettings",
    "Mentions",
    "Project",
    "SchemaFiles",
    "Settings",
    "SiteSettings",
    "TextSettings",
    "ValidateSettings",
    "data_dir",
    "edition_folder",
    "find_project",
    "read_project",
    "read_settings",
    "refuse_nameless",
]
