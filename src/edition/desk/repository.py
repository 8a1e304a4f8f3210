"""Committing the edition's own files to its git repository, without running git: no hook, filter or program of the
folder runs."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dulwich.errors import NotGitRepository
from dulwich.index import index_entry_from_stat
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID
from dulwich.refs import HEADREF
from dulwich.repo import Repo

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import CHANGED_MEANWHILE
from edition.project import Project, read_project

_UNNAMED: Final = "Editor"


@dataclass(frozen=True)
class Repository:
    """The repository that an edition's folder is the root of."""

    root: Path

    @classmethod
    def of(cls, root: Path) -> Repository | None:
        """None where the folder is no repository."""
        return cls(root) if (root / ".git").is_dir() else None

    def changed(self) -> list[str]:
        """The edition's files that differ from the last commit."""
        try:
            with Repo(str(self.root)) as repo:
                kept = _tree(repo)
                return [
                    path
                    for path in self._files(read_project(self.root))
                    if _blob(self.root / path).id != kept.get(path)
                ]
        except NotGitRepository:
            return []

    def proposed(self, changed: list[str]) -> str:
        """A message for them."""
        names = sorted({Path(path).stem for path in changed})
        return "Corrections: " + ", ".join(names[:4]) + (" …" if len(names) > 4 else "")

    def commit(self, message: str, by: str) -> str:
        """Commit what changed, and give the commit's short name."""
        name = by or _UNNAMED
        who = f"{name} <{'.'.join(name.lower().split())}@localhost>".encode()
        with Repo(str(self.root)) as repo:
            index = repo.open_index()
            for path in self.changed():
                blob = _blob(self.root / path)
                repo.object_store.add_object(blob)
                index[path.encode()] = index_entry_from_stat((self.root / path).stat(), blob.id)
            index.write()
            made = _committed(repo, index.commit(repo.object_store), message, who)
        return made.decode()[:10]

    def _files(self, project: Project) -> list[str]:
        files = [*project.article_paths(), *project.register_paths()]
        files += [path for name in (project.settings.files.decisions, project.settings.files.proposals)
                  if (path := project.path(name)).is_file()]  # fmt: skip
        return [project.shown(path) for path in files]


def _committed(repo: Repo, tree: ObjectID, message: str, who: bytes) -> bytes:
    """A commit of a tree on what is checked out, made here: to ask dulwich for one would run the folder's hooks."""
    before = _head(repo)
    made = Commit()
    made.tree, made.parents = tree, [before] if before else []
    made.author = made.committer = who
    made.author_time = made.commit_time = int(time.time())
    made.author_timezone = made.commit_timezone = 0
    made.message = message.encode()
    repo.object_store.add_object(made)
    done = repo.refs.set_if_equals(HEADREF, before, made.id) if before else repo.refs.add_if_new(HEADREF, made.id)
    if not done:
        message = "the repository was changed meanwhile"
        raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="commit again; nothing was lost"))
    return made.id


def _head(repo: Repo) -> ObjectID | None:
    """The last commit; none before the first."""
    try:
        return repo.head()
    except KeyError:
        return None


def _blob(path: Path) -> Blob:
    """A file as git keeps it; no filter of the folder is asked."""
    return Blob.from_string(path.read_bytes())


def _tree(repo: Repo) -> dict[str, bytes]:
    """The files of the last commit; none before the first."""
    try:
        head = repo[repo.head()]
    except KeyError:
        return {}
    tree = head.tree if isinstance(head, Commit) else head.id
    return {entry.path.decode(): entry.sha for entry in iter_tree_contents(repo.object_store, tree)}
