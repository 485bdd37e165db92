"""What the commands print besides answers: reports, progress bars, articles with their statements marked."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from assistant.show.safe import folded, safe
from assistant.show.wording import count, listing
from indexer.parties.people import Known
from indexer.parties.records import Party
from indexer.pipeline import Progress
from indexer.records import Article, IndexReport, Span, Statement

_STYLES = {"content": "on grey19", "source": "bold cyan", "cue": "yellow"}  # later ones lie over earlier ones


def console(*, err: bool = False) -> Console:
    """Where to print; colours only on a terminal, and lines only broken there where the text breaks them."""
    return Console(stderr=err, highlight=False, markup=False, emoji=False, soft_wrap=True)


@contextmanager
def progress(expected: Callable[[], int]) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on stderr while articles are read; nothing where it is no terminal.

    Args:
        expected: How many articles there may be.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("articles, {task.fields[rate]} passages/s, left"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Indexing", total=expected(), rate=0)

        def update(done: Progress) -> None:
            elapsed = bar.tasks[task].elapsed or 1e-9
            total = max(bar.tasks[task].total or 0, done.articles)
            bar.update(task, completed=done.articles, total=total, rate=round(done.passages / elapsed))

        yield update


@contextmanager
def counting() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar with the time left, for a known number of questions."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking", total=None)
        yield lambda done, total, _: bar.update(task, completed=done, total=total)


def print_report(done: IndexReport) -> None:
    """The report of a run, with every failed input and its reason."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    for name in ("added", "updated", "unchanged", "removed", "failed"):
        table.add_row(str(len(getattr(done, name))), name)
    out = console()
    out.print(table)
    rate = f", {done.words / done.seconds:.0f} words/s" if done.words else ""
    out.print(f"{done.passages} passages and {done.statements} statements made in {done.seconds:.1f} s{rate}")
    if done.languages:
        which = listing([f"{number} in {code}" for code, number in sorted(done.languages.items())])
        out.print(f"not in English: {which}; they can be searched, and no statements are read from them")
    if done.skipped:
        out.print(f"passed over, no articles by their type or name: {len(done.skipped)} files")
    for one in done.failed:
        out.print(Text.assemble(("failed ", "bold red"), f"{folded(one.where)}: {folded(one.why)}"))


def print_facts(facts: dict[str, int | str]) -> None:
    """What an index holds, a line a fact."""
    out = console()
    for name, value in facts.items():
        shown = f"{value:,}" if isinstance(value, int) else safe(value) or "unknown"
        out.print(f"{name.replace('_', ' '):<16}{shown}")


def print_people(known: Sequence[Known], most: int, rulings: Path) -> None:
    """Who is quoted, a line each, with the other forms of the name and why they are one.

    Args:
        rulings: The file in which the reader may say otherwise.
    """
    out = console()
    for one in known[:most]:
        often = f"{one.statements} in {count(one.articles, 'article')}"
        forms = f"; also {listing(one.forms)} ({', '.join(one.why)})" if one.forms else ""
        out.print(folded(f"{one.name} · {one.kind} · {often}{forms}"))
    if len(known) > most:
        out.print(f"and {len(known) - most} others: list more with --most")
    out.print(f"To say otherwise (same, not_the_same, one_owner), write {folded(str(rulings))}: see the README")


def attributions(article: Article, said: Sequence[Statement]) -> dict[str, Any]:
    """One article's statements, as the command line's contract has them."""
    return {
        "id": article.id,
        "attributions": [
            {
                "source": [list(span) for span in one.source],
                "cue": [list(span) for span in one.cue],
                "content": [list(span) for span in one.content],
                "voice": one.voice,
                "role": one.role,
                "unnamed": one.unnamed,
                "stance": one.stance,
                "denies": list(one.denies),
                "kind": one.kind,
                "venue": one.venue,
                "when": one.when,
                "via": list(one.via),
                "start": one.start,
                "end": one.end,
                "quote": article.text[one.start : one.end],
            }
            for one in said
        ],
    }


def print_article(article: Article, said: Sequence[Statement]) -> None:
    """An article for reading: its text with the statements numbered and marked, then who says each."""
    out = console()
    if article.title:
        out.print(Text(folded(article.title), style="bold"))
    facts = (article.publisher, article.published, ", ".join(article.authors), article.id)
    out.print(folded(" · ".join(fact for fact in facts if fact)))
    out.print()
    out.print(_marked(article.text, said))
    out.print()
    for number, one in enumerate(said, 1):
        out.print(_who(number, one, article.text))


def print_speakers(
    article: Article, said: Sequence[Statement], parties: Mapping[str, Party], credited: Sequence[Party]
) -> None:
    """Who speaks in an article: a line each, with what was read of them, and where and how each is printed."""
    out = console()
    told: dict[Party, list[Statement]] = {}
    for one in said:
        if one.id in parties:
            told.setdefault(parties[one.id], []).append(one)
    for party, held in told.items():
        facts = [party.kind, *sorted(party.nouns), *(f"of {owner}" for owner in party.owners)]
        facts += [f"with {', '.join(party.members)}"] if party.members else []
        facts += ["named by what stands around"] if party.inferred and party.named else []
        facts += [] if party.named else ["unnamed"]
        out.print(folded(f"{party.name} · {', '.join(facts)} · {count(len(held), 'statement')}"))
        for one in held:
            printed = " ... ".join(span.of(article.text) for span in one.source) or "(nobody is named there)"
            out.print("    " + folded(f"{one.source[0].start if one.source else one.start}: {printed}"))
    for party in credited:
        out.print(folded(f"{party.name} · credited by the article"))


def _marked(text: str, said: Sequence[Statement]) -> Text:
    marked = Text(safe(text))
    marks: list[tuple[int, int, str]] = []  # where, closing before opening, what
    for number, one in enumerate(said, 1):
        marks += [(one.start, 1, f"⟦{number} "), (one.end, 0, "⟧")]
    for role, style in _STYLES.items():
        for one in said:
            spans: tuple[Span, ...] = getattr(one, role)
            for start, end in spans:
                marked.stylize(style, start, end)
    marks.sort()
    pieces = marked.divide([where for where, _, _ in marks])
    out = Text()
    for piece, mark in zip(pieces, [*(mark for _, _, mark in marks), ""], strict=True):
        out.append_text(piece).append(mark, style="bold magenta")
    return out


def _who(number: int, one: Statement, text: str) -> Text:
    role = f" ({folded(one.role)})" if one.role and one.role != one.voice else ""
    around = [one.when, one.venue, "unnamed" if one.unnamed else "", f"via {', '.join(one.via)}" if one.via else ""]
    facts = ", ".join(folded(fact) for fact in around if fact)
    return Text.assemble(
        (f"{number:>3}  ", "bold magenta"),
        (folded(one.voice) or "(nobody is named)", "bold cyan"),
        role,
        (f" {one.stance}", "yellow"),
        f" [{facts}]" if facts else "",
        f": {folded(text[one.start : one.end])}",
    )
