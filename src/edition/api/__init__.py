"""The public Python face: values in, values and diagnostics out, progress by callback; it prints nothing.

    import edition
    ed = edition.open("letters")
    for finding in ed.check(): ...

What `docs/python.md` teaches is promised to stay; the rooms behind it are not.
"""

from edition.api.annotation import AnnotatedFile, Annotation
from edition.api.edition import Edition, MentionRecord, open
from edition.api.exports import Exported, ExportOptions
from edition.api.progress import Progress, silent

__all__ = [
    "AnnotatedFile",
    "Annotation",
    "Edition",
    "ExportOptions",
    "Exported",
    "MentionRecord",
    "Progress",
    "open",
    "silent",
]
