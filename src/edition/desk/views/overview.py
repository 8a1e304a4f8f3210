"""Overview: the articles with their state, what to do next, and what was done day by day."""

from __future__ import annotations

import asyncio
from collections import Counter
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.desk.state.bench import Bench
from edition.desk.state.summaries import Summary
from edition.desk.web.answers import reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.words import InterfaceWords

_DAYS = 28
_UNDOING = ("undo", "redo")


async def show(request: Request) -> Response:
    """The page."""
    bench, word = bench_of(request), words_of(request)
    summaries = bench.summaries()
    known = len(summaries)
    missing = len(bench.project.article_paths()) - known
    note = f'<p class="hint">{word.html("overview.reading", n=missing)}</p>' if missing else ""
    main = (
        f'<div class="room"><h1>{escape(bench.title(word.lang))}</h1>{note}'
        f"<h2>{word.html('overview.next')}</h2>{_next(bench, summaries, word)}"
        f"<h2>{word.html('overview.articles')}</h2>{_table(bench, summaries, word)}"
        f"<h2>{word.html('overview.progress')}</h2>{_progress(bench, word)}</div>"
    )
    return page(request, "overview", main, {"missing": missing})


def _next(bench: Bench, summaries: list[Summary], word: InterfaceWords) -> str:
    waiting = [mark.rank for summary in summaries for mark in summary.waiting]
    lines = [f'<li><a href="/source?file={escape(s.path)}">{word.html("next.broken", file=s.path)}</a></li>'
             for s in summaries if s.broken]  # fmt: skip
    if bare := [s for s in summaries if not s.broken and not s.all]:
        lines.append(f"<li>{word.html('next.annotate', n=len(bare))}</li>")
    if waiting:
        uncertain = sum(rank < 3 for rank in waiting)
        lines.append(f'<li><a href="/review">{word.html("next.review", n=uncertain, all=len(waiting))}</a></li>')
    if (count := _proposals(bench)) > 0:
        lines.append(f'<li><a href="/registers?view=proposals">{word.html("next.proposals", n=count)}</a></li>')
    lines.append(f'<li><a href="/registers?view=doubles">{word.html("next.doubles")}</a></li>')
    lines.append(f'<li><a href="/findings">{word.html("next.findings")}</a></li>')
    return f"<ul>{''.join(lines)}</ul>"


def _proposals(bench: Bench) -> int:
    """How many entries are proposed: the lines of the file below its head."""
    path = bench.project.path(bench.project.settings.files.proposals)
    return path.read_bytes().count(b"\n") - 1 if path.is_file() else 0


def _table(bench: Bench, summaries: list[Summary], word: InterfaceWords) -> str:
    changed = {file.path: record for record in bench.store.journal.records for file in record.files}
    heads = "".join(
        f'<th scope="col"{" class=n" if n else ""}>{word.html("column." + name)}</th>'
        for name, n in (("article", 0), ("state", 0), ("sure", 1), ("uncertain", 1), ("unreviewed", 1), ("doubts", 1),
                        ("findings", 1), ("changed", 0))
    )  # fmt: skip
    rows = []
    for s in summaries:
        record = changed.get(s.path)
        last = f"{record.when[:10]} {record.by}".strip() if record else ""
        state = "broken" if s.broken else "imported" if not s.all else "reviewed" if not s.waiting else "annotated"
        rows.append(
            f'<tr><th scope="row"><a href="/review?article={escape(s.id)}">{escape(s.title)}</a></th>'
            f'<td>{word.html("state." + state)}</td><td class="n">{s.sure:,}</td><td class="n">{s.uncertain:,}</td>'
            f'<td class="n">{s.unreviewed:,}</td><td class="n" data-doubts="{escape(s.id)}"></td>'
            f'<td class="n" data-findings="{escape(s.path)}"></td><td>{escape(last)}</td></tr>'
        )
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


async def _doubts(request: Request) -> dict[str, Any]:
    """How many doubts of imports are open in each article whose source is at hand; each time it is asked, one more is read."""
    bench = bench_of(request)
    summaries, decided = bench.summaries(), bench.decided()
    counts = {s.id: bench.doubtful(s, decided) for s in summaries}
    unread = [f for s in summaries if counts[s.id] is None and (f := bench.doubts.find(s.path, s.source))]
    if unread:  # the start reads on from the first
        await asyncio.to_thread(bench.doubts.read, unread[-1])
    return {"running": bool(unread), "articles": {id_: n for id_, n in counts.items() if n is not None}}


def _progress(bench: Bench, word: InterfaceWords) -> str:
    """Decisions by day, as bars with their numbers beside them."""
    days = Counter(r.when[:10] for r in bench.store.journal.records if r.action not in _UNDOING and r.when)
    if not days:
        return f'<p class="empty">{word.html("overview.nothing")}</p>'
    most = max(days.values())
    rows = "".join(
        f'<tr><th scope="row">{escape(day)}</th><td class="n">{days[day]:,}</td><td><svg width="220" height="10" aria-hidden="true">'
        f'<rect width="{max(2, round(220 * days[day] / most))}" height="10" fill="currentColor"/></svg></td></tr>'
        for day in sorted(days)[-_DAYS:]
    )
    return f"<table>{rows}</table>"


ROUTES = [Route("/", show), Route("/api/doubts", reading(_doubts))]
