"""How well an encoding agrees with one made by hand: mentions, date values, identity, linking and structure.

Takes gold passages (XML) or structures (JSON) and TEI files, gives figures and every miss. Knows no register:
identity is measured by which mentions are encoded as the same, so that any edition's keys can be scored against any
gold's.
"""

from edition.score.annotation import Aliases, read_aliases, score_annotation
from edition.score.files import FileScores, files_in, score_files
from edition.score.gold import read_structure
from edition.score.model import KindScore, Miss, Scores
from edition.score.structure import StructureScores, score_structure
from edition.score.thresholds import below, parse_threshold

__all__ = [
    "Aliases",
    "FileScores",
    "KindScore",
    "Miss",
    "Scores",
    "StructureScores",
    "below",
    "files_in",
    "parse_threshold",
    "read_aliases",
    "read_structure",
    "score_annotation",
    "score_files",
    "score_structure",
]
