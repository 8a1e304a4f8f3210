"""Findings of the import (I1xx)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNKNOWN_FORMAT = Code(
    "I100",
    "unknown-source-format",
    _ERROR,
    """The source is neither text nor one of the formats that can be
imported: plain text, PDF, DOCX, Markdown, TEI from GROBID, JATS. The content counts, not the file's name.

Failing: a picture named `article.txt`. Passing: a text in UTF-8.
""",
)
NOT_UTF8 = Code(
    "I101",
    "not-utf-8",
    _ERROR,
    """A text must be UTF-8 (or UTF-16 with its byte order mark), or in an encoding that its
words tell (I144) or `--encoding` names.

Failing: a few words saved as Windows-1254. Passing: the same words saved as UTF-8.
""",
)
CONTROL_CHARACTER = Code(
    "I102",
    "control-character",
    _ERROR,
    """The text holds NUL or other control characters, which XML
cannot hold; such a file is mostly no text at all.

Failing: a text with a NUL byte. Passing: a text with line ends, tabs and form feeds only.
""",
)
EMPTY_SOURCE = Code(
    "I103",
    "empty-source",
    _ERROR,
    """There is nothing to import: the source has no letter.

Failing: an empty file, a PDF of scanned pages without text. Passing: any text.
""",
)
TOO_LARGE = Code(
    "I104",
    "too-large",
    _ERROR,
    """The source is larger than an article can be (16 MB of text, 64 MB of PDF or
DOCX, 2,000 pages), or one line is longer than 1 MB. The limit keeps time and memory bounded.

Failing: a file of 50 MB, a line of 10 MB. Passing: an article.
""",
)
DAMAGED_FILE = Code(
    "I105",
    "damaged-file",
    _ERROR,
    """The file says that it is a PDF, a DOCX or XML, but cannot be read as one.

Failing: the first half of a PDF. Passing: the whole file.
""",
)
ENCRYPTED = Code(
    "I106",
    "encrypted-source",
    _ERROR,
    """The source is locked with a password.

Failing: a PDF that asks for a password. Passing: the same file saved without one.
""",
)
SUSPICIOUS_ARCHIVE = Code(
    "I107",
    "suspicious-archive",
    _ERROR,
    """The archive would unpack to far more than its size (a "zip
bomb"), or holds too many files; it is refused before anything is unpacked.

Failing: 1 MB that unpacks to 10 GB. Passing: a document of a word processor.
""",
)
UNBALANCED = Code(
    "I108",
    "unbalanced-account",
    _ERROR,
    """Not every character of the source stands in the result, so nothing
was written. This is a fault of the program; please report it with the source.

Failing: a letter of the source is in no block, note or furniture. Passing: source and result have the same letters.
""",
)
ALREADY_THERE = Code(
    "I109",
    "already-there",
    _ERROR,
    """The file to be written, or a picture beside it, is there already. It is replaced only with
`--force`, and only while nobody has changed it since it was imported; a file that no import made is never replaced.

Failing: a second import of the same source. Passing: the same with `--force`.
""",
)
CHANGED_SINCE = Code(
    "I110",
    "changed-since",
    _ERROR,
    """The file has been changed since it was imported: the hash in its
revision description does not fit any more (or there is none). Not even `--force` writes over an editor's work.

Failing: `--force` onto an article that somebody has annotated. Passing: delete or move the file first.
""",
)
STALE_CORRECTION = Code(
    "I111",
    "stale-correction",
    _WARNING,
    """A correction beside the source names a line and a text that do
not go together any more, so it was not obeyed.

Failing: `line = 12` where the text stands in line 14. Passing: the right line.
""",
)
WRONG_CORRECTION = Code(
    "I112",
    "wrong-correction",
    _ERROR,
    """The corrections file says something that is not understood.

Failing: `[[hyphens]]`. Passing: `[[hyphen]]` with `line`, `text` and `keep`.
""",
)
DOUBTFUL_HYPHEN = Code(
    "I120",
    "doubtful-hyphen",
    _INFO,
    """A hyphen at a line's end was dropped or kept without much evidence:
the document has the word neither joined nor with its hyphen. An entry `[[hyphen]]` in the corrections file decides it.

Failing: `hero-|protector` in a text that splits no words. Passing: the same word within another line.
""",
)
DOUBTFUL_BLOCK = Code(
    "I121",
    "doubtful-block",
    _INFO,
    """Whether a new paragraph (or a heading) begins here was a near thing.
An entry `[[block]]` in the corrections file decides it.

Failing: a full last line before a line that could go on. Passing: a last line that is clearly short.
""",
)
UNCALLED_NOTE = Code(
    "I122",
    "uncalled-note",
    _WARNING,
    """No call was found for a footnote; it stands at the end of its page's
last paragraph, with `cert="low"`.

Failing: note 4 where no 4 stands in the page's text. Passing: `victory4.` in the text.
""",
)
NO_TITLE = Code(
    "I123",
    "no-title",
    _WARNING,
    """The text does not tell its title; the header has the file's name, marked as
unknown.

Failing: a text that begins with its abstract. Passing: a title before the authors.
""",
)
NO_AUTHOR = Code(
    "I127",
    "no-author",
    _WARNING,
    """The text does not tell who wrote it; the header names no author. Nothing is invented.

Failing: a title with the abstract directly behind it. Passing: `Ada Whitby` below the title.
""",
)
DIFFERENT_SOURCE = Code(
    "I124",
    "different-source",
    _ERROR,
    """The source given to `--verify` is not the one that the document
was made from: their SHA-256 differ.

Failing: a source that was corrected later. Passing: the very file that was imported.
""",
)
LOST_CHARACTERS = Code(
    "I125",
    "lost-characters",
    _ERROR,
    """The document does not have all characters of its source, or has
others: somebody changed the text, or characters were lost.

Failing: a paragraph deleted after the import. Passing: marks added around words.
""",
)
CALL_WITHOUT_NOTE = Code(
    "I126",
    "printed-call-without-note",
    _WARNING,
    """A number in the text goes on from the last note's call, but the
source has no such note; it stands as an empty `anchor type="call"`.

Failing: `victory.90` where the notes end with 89. Passing: a note 90 at a page's end.
""",
)
NEARLY_YEAR = Code(
    "I130",
    "broken-number",
    _WARNING,
    """A year has lost or won a digit: three digits where a year's suffix and its
neighbours want four.

Failing: `23 March 198` among dates of 1918 to 1950. Passing: `23 March 1948`.
""",
)
DOUBLED_WORD = Code(
    "I131",
    "doubled-word",
    _WARNING,
    """The same word stands twice in a row. Some languages double words on
purpose (Turkish `yer yer`), so a pair that comes more than once, or of short adverbs, is left alone.

Failing: `Türkiye Türkiye`. Passing: `zaman zaman`.
""",
)
WRONG_I = Code(
    "I132",
    "wrong-i",
    _WARNING,
    """In Turkish capitals the i keeps its dot (İ) and the dotless ı has none (I); a word
here has the wrong one: the document has the word otherwise in small letters.

Failing: `BOLŞEVIK` beside `Bolşevik`. Passing: `BOLŞEVİK`.
""",
)
MIXED_SCRIPT = Code(
    "I133",
    "mixed-script",
    _WARNING,
    """A word mixes Latin and Cyrillic letters that look alike, or is written
wholly in look-alikes of the other script; it cannot be found by searching.

Failing: Cyrillic `ре` in a Latin word. Passing: letters of one script.
""",
)
UNCLOSED_QUOTATION = Code(
    "I134",
    "unclosed-quotation",
    _WARNING,
    """A quotation is opened and not closed in its paragraph, or
closed and never opened.

Failing: `He said “we came.` Passing: `He said “we came.”`
""",
)
MISSING_SPACE = Code(
    "I135",
    "missing-space",
    _WARNING,
    """A space is missing after a full stop or between a word and a number.

Failing: `idi.Sonra`, `kişiyle19 Mayıs`. Passing: `idi. Sonra`.
""",
)
WRONG_APOSTROPHE = Code(
    "I136",
    "wrong-apostrophe",
    _WARNING,
    """A grave accent stands where an apostrophe belongs.

Failing: Ankara`ya. Passing: Ankara’ya.
""",
)
MISREAD = Code(
    "I137",
    "misread-encoding",
    _WARNING,
    """The letters look as if the text had been read in another encoding than it was
written in, before it was saved as UTF-8: pairs like `Ä±` for ı, or þ, ý and ð for ş, ı and ğ in Turkish. Nothing is
changed; go back to the file before that.

Failing: `ÅŸarkÄ±` where şarkı is meant. Passing: şarkı.
""",
)
TRACKED_CHANGE = Code(
    "I140",
    "tracked-change",
    _WARNING,
    """A Word document has tracked changes. What was inserted or moved is taken where it
stands now, what was deleted is left out; each is listed, for nobody has accepted it yet.

Failing: a document with a deletion that waits. Passing: the same document after “Accept all changes”.
""",
)
COMMENT = Code(
    "I141",
    "comment-left-out",
    _WARNING,
    """A Word document has comments. They are no part of the article, and are listed instead.

Failing: a document with a comment at a word. Passing: the same document without it.
""",
)
TEXT_LEFT_OUT = Code(
    "I142",
    "text-left-out",
    _WARNING,
    """A Word document has text outside the article: in headers and footers, charts,
diagrams, or in a form that is not known; a page of HTML has menus, asides and feet. It is listed and not imported.

Failing: a document with a running head. Passing: one with page numbers only.
""",
)
FORMULA_AS_TEXT = Code(
    "I143",
    "formula-as-text",
    _WARNING,
    """A formula of a Word document has a form that is not known; its letters stand one behind the other in
`formula`. Fractions, roots, scripts, sums, brackets, accents and matrices are known and become MathML.

Failing: a document whose formula has an element that no equation editor makes. Passing: one with a fraction.
""",
)
READER_MISSING = Code(
    "I145",
    "reader-missing",
    _ERROR,
    """Markdown, ODT, RTF, LaTeX, EPUB, HTML and Org are read by pandoc, which comes with the extra
`formats` (`pip install "edition[formats]"`), or is taken where it is installed already. With `--ocr` pages that are
pictures are read by ocrmypdf and Tesseract, which need the data of each language.

Failing: an ODT on a machine without pandoc. Passing: the same document saved as DOCX.
""",
)
PICTURE_OUTSIDE = Code(
    "I146",
    "picture-outside",
    _WARNING,
    """A picture is not in the document itself but somewhere else, by a name or an address. The import
opens no other file and no address: its `figure` has no `graphic`. Put the file beside the
article and name it there.

Failing: a page with `<img src="harbour.png"/>`. Passing: one whose picture is a `data:` address.
""",
)
GUESSED_ENCODING = Code(
    "I144",
    "guessed-encoding",
    _WARNING,
    """The text is not UTF-8. It was read in the encoding under which it has most words of a
language; look at its letters, and say with `--encoding` which one it is.

Failing: a Turkish text saved as Windows-1254. Passing: the same text saved as UTF-8.
""",
)
LEFT_OVER = Code(
    "I147",
    "left-over-picture",
    _WARNING,
    """A document was imported again and has a picture no more that was made for it then. The file stays, for
another article may show it.

Failing: `--force` with a Word file from which a figure was taken. Passing: the same file as before.
""",
)
