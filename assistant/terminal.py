"""What the commands print besides answers: reports, progress bars, articles with their statements marked."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from indexer.pipeline import Progress
from indexer.records import Article, IndexReport, Statement

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text of an article without control characters, which could move the cursor or colour the terminal."""
    return _CONTROL.sub("�", text)


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """A progress line on stderr while articles are read; nothing where it is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress as Bar, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(done: Progress) -> None:
            elapsed = bar.tasks[task].elapsed or 1e-9
            bar.update(task, description=f"{done.articles} articles, {done.passages} passages ({done.passages / elapsed:.0f}/s)")

        yield update


@contextmanager
def counting() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar with the time left, for a known number of questions."""
    if not sys.stderr.isatty():
        yield lambda done, total, text: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)
        yield lambda done, total, text: bar.update(task, completed=done, total=total)


def report(done: IndexReport) -> str:
    """The report of a run, every failed input with its reason."""
    counts = ", ".join(f"{len(getattr(done, name))} {name}" for name in ("added", "updated", "unchanged", "removed", "failed"))
    lines = [f"{counts}; {done.passages} passages and {done.statements} statements in {done.seconds:.1f} s"]
    lines += [f"  failed: {harmless(one.where)}: {harmless(one.why)}" for one in done.failed]
    return "\n".join(lines)


def attributions(article: Article, said: Sequence[Statement]) -> dict[str, Any]:
    """One article's statements as the contract writes them."""
    return {
        "id": article.id,
        "attributions": [
            {
                "source": [list(s) for s in one.source], "cue": [list(s) for s in one.cue], "content": [list(s) for s in one.content],
                "voice": one.voice, "role": one.role, "unnamed": one.unnamed, "stance": one.stance, "kind": one.kind,
                "venue": one.venue, "when": one.when, "via": list(one.via), "start": one.start, "end": one.end,
                "quote": article.text[one.start : one.end],
            }
            for one in said
        ],
    }


def marked(article: Article, said: Sequence[Statement]) -> str:
    """An article for reading: its text with the statements numbered, then who says each."""
    head = " · ".join(part for part in (article.publisher, article.published, ", ".join(article.authors)) if part)
    out, position = [], 0
    for n, one in sorted(enumerate(said, 1), key=lambda pair: pair[1].start):
        if one.start >= position:
            out.append(f"{article.text[position : one.start]}⟦{n} {article.text[one.start : one.end]}⟧")
            position = one.end
    out.append(article.text[position:])
    lines = [harmless(article.title), harmless(head), "", harmless("".join(out)), ""]
    for n, one in enumerate(said, 1):
        who = one.voice + (f" ({one.role})" if one.role else "")
        around = ", ".join(part for part in (one.when, one.venue, "via " + ", ".join(one.via) if one.via else "") if part)
        quote = " ".join(article.text[one.start : one.end].split())
        lines.append(harmless(f"{n:>3}  {who or '(nobody named)'} {one.stance}{' [' + around + ']' if around else ''}: {quote}"))
    return "\n".join(lines)
