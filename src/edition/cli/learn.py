"""`edition learn`: let the annotator learn from what editors marked, accepted and rejected in this edition."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from edition.api.learning import Learning, learn
from edition.cli.output import Watch, project_of, report, say

app = typer.Typer(add_completion=False)


@app.command("learn")
def learn_command(ctx: typer.Context) -> None:
    """Learn names, links and certainty from the editors' marks and decisions; `edition annotate` then uses it."""
    project = project_of(ctx)
    watch = Watch()
    found = learn(project, watch)
    watch.clear()
    if found.taught is None:
        marks, documents = found.least
        say(
            f"too few marks to learn from: {marks} of a kind in {documents} documents are the least; nothing is written"
        )
        done = "nothing learned"
    else:
        done = f"{project.shown(found.path)} written ({found.size:,} bytes)"
        for line in _table(found):
            say(line)
    raise typer.Exit(report(found.diagnostics, done=done, project=project))


def _table(found: Learning) -> Iterator[str]:
    """What the model was tested by, on documents that it had not learned from."""
    taught = found.taught
    if taught is None:
        return
    model, before, after = taught.model, taught.without, taught.learned
    yield f"learned from {model.marks:,} mentions in {model.documents:,} documents, tested on those left out in turn"
    yield f"{'kind':8}{'marks':>8}{'F1 without':>12}{'F1 with':>10}"
    for kind, without in before.kinds.items():
        if without.marks:
            state = "" if kind in model.judged else "  left to registers and rules"
            yield f"{kind:8}{without.marks:8,}{without.f1:12.3f}{after.kinds[kind].f1:10.3f}{state}"
    yield f"{'links':8}{after.links[0]:8,}{before.linked_right:12.3f}{after.linked_right:10.3f}  right"
    for cert, (count, right) in taught.reliability.items():
        yield f"{cert:8}{count:8,}{'':12}{right:10.3f}  right"
