"""What a setting of the right kind may still get wrong: addresses, languages, patterns, kinds, expressions."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from edition.addresses import split_address
from edition.expressions import expression
from edition.project.settings import ANNOTATED_KINDS, FACETS, PROFILES, Mentions

# the expressions of [mentions]: an element's name with conditions on attributes
MENTION_EXPRESSION: Final = re.compile(r"(?:tei:)?([\w.-]+)((?:\[@[\w:.-]+(?:=(?:'[^']*'|\"[^\"]*\"))?\])*)\Z")
_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*\Z")
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*\Z")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+\Z")
_ORCID: Final = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]\Z")
_VARIABLE: Final = re.compile(r"[A-Z_][A-Z0-9_]{0,63}\Z")
_HOST: Final = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?\Z")
_CREATIVE_COMMONS: Final = re.compile(r"cc[ -](by(?:-nc)?(?:-sa|-nd)?)[ -]?(\d\.\d)?\Z", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]\d{3}\Z|[a-z][a-z0-9-]*\Z")
_ELEMENTS: Final = {
    name.lower(): name
    for expressions in vars(Mentions()).values()
    for name in (expression.partition("[")[0] for expression in expressions)
}
Wrong = tuple[str, str]


def wrong_value(table: str, key: str, value: Any) -> Wrong | None:
    """What is wrong with a value and how it should be, if anything is.

    >>> wrong_value("edition", "base-url", "example.org")
    ('`example.org` is no address of a site', 'write it with its beginning: https://example.org')
    >>> wrong_value("edition", "languages", ("tr", "en"))
    """
    check = _CHECKS.get((table, key)) or _CHECKS.get((table, ""))
    return check(value) if check else None


def _address(value: str) -> str | None:
    """How an address should be written, if it is wrong; an empty one stands for none."""
    parts = split_address(value)
    if not value or (parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)):
        return None
    if not parts.scheme and value[:1].isalnum() and "." in value and not re.search(r"\s", value):
        return f"write it with its beginning: https://{value}"
    return "write an address such as https://example.org/letters"


def _base_url(value: str) -> Wrong | None:
    advice = _address(value)
    if advice is None and ("?" in value or "#" in value):
        advice = "leave out what follows ? or #"
    return (f"`{value}` is no address of a site", advice) if advice else None


def _repository(value: str) -> Wrong | None:
    advice = _address(value)
    return (f"`{value}` is no address", advice) if advice else None


def _licence(value: str) -> Wrong | None:
    """The address of a licence; the usual short names are answered with their addresses.

    >>> _licence("CC BY-SA 4.0")
    ('`CC BY-SA 4.0` is no address of a licence', 'write: https://creativecommons.org/licenses/by-sa/4.0/')
    """
    if not value or _address(value) is None:
        return None
    advice = "write the address of the licence, such as https://creativecommons.org/licenses/by/4.0/"
    if short := _CREATIVE_COMMONS.match(value.strip()):
        advice = f"write: https://creativecommons.org/licenses/{short[1].lower()}/{short[2] or '4.0'}/"
    elif value.strip().lower().startswith(("cc0", "cc 0")):
        advice = "write: https://creativecommons.org/publicdomain/zero/1.0/"
    return f"`{value}` is no address of a licence", advice


def _id(value: str) -> Wrong | None:
    if not value or _ID.match(value):
        return None
    return f"`{value}` is no id", "write letters a–z, digits, - . and _ only: letters-1918"


def _doi(value: str) -> Wrong | None:
    """A DOI, as it is or with one of its usual beginnings."""
    bare = re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi:\s*)", "", value)
    return (f"`{value}` is no DOI", "write it as: 10.5281/zenodo.1234") if value and not _DOI.match(bare) else None


def _orcid(value: str) -> Wrong | None:
    if _ORCID.match(value):
        return None
    bare = re.sub(r"(?i)^https?://orcid\.org/", "", value)
    advice = f"write it without its address: {bare}" if _ORCID.match(bare) else "write it as: 0000-0002-1825-0097"
    return f"`{value}` is no ORCID", advice


def _languages(value: Iterable[str]) -> Wrong | None:
    """Languages by BCP 47, the first part being known to ISO 639."""
    for tag in value:
        match = _TAG.match(tag)
        if match is None or match[1].lower() not in _known_languages():
            code = _nearest_language(tag)
            return f"`{tag}` is no code of a language", (
                f"did you mean `{code}`?" if code else "write codes such as tr, en or kk-Latn"
            )
    return None


@cache
def _known_languages() -> Mapping[str, str]:
    """The codes of ISO 639 with their names in English."""
    names: dict[str, str] = json.loads((files("edition") / "project" / "names.json").read_text(encoding="utf-8"))
    return names


def _nearest_language(tag: str) -> str:
    """The code of a language that is named in English, else the nearest, first among two letters with its initial."""
    known = _known_languages()
    named = [code for code, name in known.items() if name.lower() == tag.lower()]
    alike = [code for code in known if len(code) == 2 and code[0] == tag[:1].lower()]
    near = difflib.get_close_matches(tag, alike, 1, 0.6) or difflib.get_close_matches(tag, known, 1, 0.6)
    return next(iter([*named, *near]), "")


def _site_languages(value: tuple[str, ...]) -> Wrong | None:
    """The languages of the site: at least one, each once."""
    if not value:
        return "the site has no language", 'name at least one: languages = ["en"]'
    twice = [tag for tag, count in Counter(value).items() if count > 1]
    return (f"`{twice[0]}` stands twice", "take one of them out") if twice else _languages(value)


def _by_language(value: Mapping[str, str]) -> Wrong | None:
    return _languages(tag for tag in value if tag)


def _title(value: Mapping[str, str]) -> Wrong | None:
    if not any(text.strip() for text in value.values()):
        return "the title is empty", 'write one: title = "Letters"'
    return _by_language(value)


def _patterns(value: Iterable[str]) -> Wrong | None:
    for pattern in value:
        if _leads_out(pattern):
            return (
                f"`{pattern}` is no pattern inside the edition",
                'write it from the edition\'s folder: "tei/articles/*.xml"',
            )
        if any("**" in step and step != "**" for step in pattern.split("/")):
            return f"`{pattern}` joins ** with other characters", 'write it as a step of its own: "tei/**/*.xml"'
    return None


def _leads_out(path: str) -> bool:
    """Whether a path is none inside the edition: whoever opens a stranger's edition opens nothing else."""
    absolute = path.startswith(("/", "~")) or re.match(r"[A-Za-z]:", path)
    return not path or bool(absolute) or "\\" in path or "\0" in path or ".." in path.split("/")


def _inside(value: str) -> Wrong | None:
    if not _leads_out(value):
        return None
    return f"`{value}` is no path inside the edition", "write it from the edition's folder, without .."


def _output(value: str) -> Wrong | None:
    """A folder of its own: what lies in it can be deleted at any time."""
    if value.strip("./"):
        return _inside(value)
    return f"`{value}` is no folder of its own", 'name one for what is made: output = "output"'


def _kinds(value: Iterable[str]) -> Wrong | None:
    for kind in value:
        if kind not in ANNOTATED_KINDS:
            near = difflib.get_close_matches(kind, ANNOTATED_KINDS, 1, 0.5)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(ANNOTATED_KINDS)}"
            return f"`{kind}` is no kind of mention", hint
    return None


def _expressions(value: Iterable[str]) -> Wrong | None:
    for written in value:
        match = MENTION_EXPRESSION.match(written.strip())
        if match is None:
            hint = "write an element's name, with conditions on attributes if needed: rs[@type='person']"
            return f"`{written}` is not an expression for mentions", hint
        usual = _ELEMENTS.get(match[1].lower(), match[1])
        if usual != match[1]:
            return f"TEI has no element `{match[1]}`", f"did you mean `{usual}`?"
    return None


def _key_patterns(value: Mapping[str, str]) -> Wrong | None:
    for pattern, replacement in value.items():
        try:
            groups = expression(pattern).compiled.groups
        except re.error as error:
            return (
                f"`{pattern}` cannot be used as a regular expression: {error.msg}",
                r"write one such as '(\d+)' = 'P$1'",
            )
        if any(int(number) > groups for number in re.findall(r"\$(\d)", replacement)):
            return f"`{replacement}` names a group that `{pattern}` has not", "put what it stands for in brackets: (…)"
    return None


def _profile(value: str) -> Wrong | None:
    if value in PROFILES:
        return None
    return f"`{value}` is no profile", f"known are {' and '.join(PROFILES)}"


def _names(value: Iterable[str]) -> Wrong | None:
    for name in value:
        if not _NAME.match(name):
            return f"`{name}` is no name of an element", 'write it without brackets: "persName"'
    return None


def _ignored(value: Mapping[str, str]) -> Wrong | None:
    for code, reason in value.items():
        if not _CODE.match(code):
            return (
                f"`{code}` is no code of a finding",
                "write it as V343 or free-wording; `edition explain` lists all",
            )
        if not reason.strip():
            return f"`{code}` is left out without a reason", f'say why: ignore = {{ {code} = "the reason" }}'
    return None


def _hosts(value: Iterable[str]) -> Wrong | None:
    """A host stands in the page's policy as it is, so nothing but a host may stand there."""
    for host in value:
        if not _HOST.match(host):
            name = split_address(host if "://" in host else f"https://{host}").hostname
            return f"`{host}` is no host", f'write it as "https://{name or "iiif.example.org"}"'
    return None


def _command(value: tuple[str, ...]) -> Wrong | None:
    if all(word and "\0" not in word for word in value):
        return None
    return "a word of the command is empty", 'write: command = ["python3", "names.py"]'


def _endpoint(value: str) -> Wrong | None:
    """The address of a server: it stands in headers, so it may hold no secret."""
    parts = split_address(value)
    if value and "@" not in parts.netloc and not parts.query and not parts.fragment and _address(value) is None:
        return None
    advice = "write it without name, password and query: http://127.0.0.1:11434/v1"
    return (f"`{parts.hostname or value}` is no address of a server that can be asked", advice) if value else None


def _model(value: str) -> Wrong | None:
    return _inside(value) if value else None


def _variable(value: str) -> Wrong | None:
    """The name of an environment variable; whoever writes the key itself is told not to, and it is not shown."""
    if not value or _VARIABLE.match(value):
        return None
    return "this is no name of an environment variable", "put the key into a variable and write its name: NAMES_KEY"


def _facets(value: Iterable[str]) -> Wrong | None:
    for name in value:
        if name not in FACETS:
            return f"texts are not grouped by `{name}`", f"known are {', '.join(FACETS)}"
    return None


_CHECKS: Final[dict[tuple[str, str], Callable[[Any], Wrong | None]]] = {
    ("edition", "id"): _id,
    ("edition", "title"): _title,
    ("edition", "subtitle"): _by_language,
    ("edition", "description"): _by_language,
    ("edition", "about"): _by_language,
    ("edition", "editors.names"): _by_language,
    ("edition", "editors.orcid"): _orcid,
    ("edition", "licence"): _licence,
    ("edition", "languages"): _site_languages,
    ("edition", "base-url"): _base_url,
    ("edition", "doi"): _doi,
    ("edition", "repository"): _repository,
    ("files", "articles"): _patterns,
    ("files", "registers"): _patterns,
    ("files", "decisions"): _inside,
    ("files", "proposals"): _inside,
    ("files", "images"): _inside,
    ("files", "theme"): _inside,
    ("files", "output"): _output,
    ("annotate", "languages"): _languages,
    ("annotate", "kinds"): _kinds,
    ("annotate", "command"): _command,
    ("annotate", "endpoint"): _endpoint,
    ("annotate", "gliner"): _model,
    ("annotate", "spacy"): _model,
    ("annotate", "endpoint-key"): _variable,
    ("annotate", "hosts"): _hosts,
    ("mentions", ""): _expressions,
    ("validate", "ignore"): _ignored,
    ("validate", "profile"): _profile,
    ("keys", "patterns"): _key_patterns,
    ("facsimile", "patterns"): _key_patterns,
    ("facsimile", "hosts"): _hosts,
    ("lists", "by"): _facets,
    ("elements", ""): _names,
}
