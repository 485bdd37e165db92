"""An assistant over two small articles, answering with real records, and a browser."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from assistant import outline
from assistant.answer import Answer, Hearing, Struck
from assistant.ask.followup import whole
from assistant.count.corroborate import corroborate
from assistant.records import Filters, Held, Hit, Match, Question, Scope
from assistant.show.browse import Asked
from assistant.web.browsing import Browsed, Library
from indexer.catalog.browsing import Listing, Month
from indexer.errors import IndexMissingError
from indexer.parse import parse
from indexer.parties.people import Known
from indexer.records import Article, Copy, Failure, IndexReport, Passage, Span, Statement

CHROMIUM = "/usr/bin/chromium"
CALM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

TEASER = "Must read: ten gates you should know"
TEXT = f"""The gate at Aldmere

{TEASER}

Mayor Ines Corde said on 4 May that “the gate was left open on purpose”. She spoke at a press conference in the town hall.

An engineer told the Harbour Radio that somebody had opened the gate by hand, before dawn.

The water company rejects this as “a fairy tale — nothing more”.

Nobody was hurt. The gate has been closed since Tuesday."""
HOSTILE = """<script>window.pwned = 1</script> <img src=x onerror="window.pwned = 2"> ${window.pwned = 3} {{value}}

Clerk **Bold** said: “[click](javascript:window.pwned=4) </mark></div><b>gate</b> & \"quoted\"”. `code` <iframe srcdoc="x">."""

GATE = Article(
    id="gate",
    text=TEXT,
    title="The gate at Aldmere",
    publisher="Aldmere Post",
    published="2019-05-05",
    authors=("Jo Ferrant",),
    url="https://post.example/gate?x=1",
    boilerplate=(Span(TEXT.index(TEASER), TEXT.index(TEASER) + len(TEASER)),),
)
REPRINT = Article(id="gate-again", text=TEXT, title="Gate opened", publisher="Coast Daily", published="2019-05-06")
HOSTILE_ARTICLE = Article(
    id="hostile",
    text=HOSTILE,
    title="<script>window.pwned = 5</script>",
    publisher='"><img src=x onerror=window.pwned=6>',
    url="javascript:window.pwned=7",
)


def said(article: Article, words: str, voice: str, ordinal: int, **more: Any) -> Statement:
    """A statement of the article whose quotation is `words`."""
    start = article.text.index(words)
    end = start + len(words)
    return Statement(
        article_id=article.id,
        ordinal=ordinal,
        start=start,
        end=end,
        context_start=start,
        context_end=end,
        voice=voice,
        **more,
    )


STATEMENTS = [
    said(
        GATE,
        "“the gate was left open on purpose”",
        "Ines Corde",
        0,
        role="Mayor",
        kind="direct",
        venue="press conference",
        when="4 May",
    ),
    said(GATE, "somebody had opened the gate by hand", "An engineer", 1, unnamed=True, via=("Harbour Radio",)),
    said(GATE, "“a fairy tale — nothing more”", "the water company", 2, kind="direct", stance="denies"),
    said(GATE, "Nobody was hurt.", "Aldmere Post", 3, kind="narration"),
]
STANCES: tuple[Held, ...] = ("asserts", "asserts", "denies")
CLERK = said(HOSTILE_ARTICLE, HOSTILE[HOSTILE.index("“") : HOSTILE.index("”") + 1], "Clerk **Bold**", 0, kind="direct")


def passage(article: Article, start: int, end: int, ordinal: int = 0) -> Hit:
    """A passage of the article as found."""
    held = Passage(article_id=article.id, ordinal=ordinal, start=start, end=end, text=article.text[start:end])
    return Hit(passage=held, article=article, score=1.0 - ordinal / 10)


class SampleAssistant:
    """Answers about the gate; "hostile", "nothing" and "broken" show what else may happen."""

    def __init__(self) -> None:
        self.go = Event()  # an answer to "slowly" waits for it
        self.went_on = 0  # steps that it took meanwhile

    def ask(self, text: str, filters: Filters = Filters()) -> Answer:
        *_, told = self.steps(text, filters)
        assert isinstance(told, Answer)
        return told

    def whole(self, text: str, before: Answer | None) -> str:
        return whole(text, before, parse)

    def steps(self, text: str, filters: Filters = Filters()) -> Iterator[Hearing | Answer]:
        """The answer, after its first statement was heard; "slowly" then waits."""
        if "broken" in text:
            raise IndexMissingError("somewhere")
        told = self._answer(text, filters)
        yield Hearing(question=told.question)
        yield Hearing(question=told.question, statements=told.statements[:1], judged=10, of=40)
        while "slowly" in text and not self.go.wait(0.05):
            self.went_on += 1
            yield Hearing(question=told.question, statements=told.statements[:1], judged=20, of=40)
        yield told

    def _answer(self, text: str, filters: Filters) -> Answer:
        scope = Scope(articles=3, first="2019-05-05", last="2019-05-06")
        asked = Question(text=text, kind="who-said", claim="the gate was opened on purpose", filters=filters)
        if text.startswith("What did Ines Corde"):
            asked = replace(asked, kind="what-said", speaker="Ines Corde", named=("speaker",))
        if filters.without:
            asked = replace(asked, claim=f"the gate, without {', '.join(filters.without)}", speaker="", named=())
        mayor = TEXT.index("Mayor")
        hits = [passage(GATE, mayor, TEXT.index("The water")), passage(GATE, TEXT.index("The water"), len(TEXT), 1)]
        matches: list[Match] = []
        if "hostile" in text:
            hits = [passage(HOSTILE_ARTICLE, 0, len(HOSTILE))]
            matches = [Match(statement=CLERK, article=HOSTILE_ARTICLE, stance="asserts", passage=1, why="<b>why</b>")]
        elif "nothing" not in text:
            matches = [
                Match(statement=s, article=GATE, stance=stance, passage=n, why="names the gate")
                for s, n, stance in zip(STATEMENTS[:3], (1, 1, 2), STANCES, strict=True)
            ]
        found = corroborate(matches, [], scope, kind="who-said")
        told = outline.answer(asked, hits, matches, found, scope, abstained=not matches)
        struck = (Struck(text="It rained.", why="no passage says so"),) if "struck" in text else ()
        return replace(told, struck=struck, seconds=0.2)


SLOW = SampleAssistant()
PATIENCE = 300_000  # ms: no test waits for it, unless what it waits for never comes


class SampleLibrary(Library):
    """The articles of the sample, as a library gives them."""

    def __init__(self) -> None:
        self.articles = 3
        self.being_written = False

    def writing(self) -> bool:
        return self.being_written

    def version(self) -> int:
        return self.articles

    def questions(self) -> tuple[str, ...]:
        return ("Who said that the gate was left open?",)

    def add(self, inputs: Sequence[str], progress: Callable[[int], None]) -> IndexReport:
        """One article a file; no address answers."""
        progress(1)
        self.articles += 1
        failed = [Failure(where=one, why="does not <b>answer</b>") for one in inputs if one.startswith("http")]
        return IndexReport(added=[one for one in inputs if not one.startswith("http")], failed=failed)

    def fingerprint(self) -> str:
        return "0123456789ab"

    def article(self, id: str) -> Article | None:
        return {a.id: a for a in (GATE, REPRINT, HOSTILE_ARTICLE)}.get(id)

    def statements_of(self, article_id: str) -> list[Statement]:
        return [s for s in (*STATEMENTS, CLERK) if s.article_id == article_id and s.kind != "narration"]

    def copies(self, article: Article) -> list[tuple[Article, Copy]]:
        copy = Copy(article_id="gate-again", of="gate", containment=1.0, why="The texts are the same.")
        return [(REPRINT, copy)] if article.id == "gate" else []

    def credited(self, article_id: str) -> list[str]:
        return ["Harbour Agency"] if article_id == "gate" else []

    def scope(self) -> Scope:
        return Scope(articles=self.articles, first="2019-05-05", last="2019-05-06")

    def publishers(self) -> list[str]:
        return ["Aldmere Post", "Coast Daily", *(["Harbour News"] if self.articles > 3 else [])]

    def months(self) -> list[Month]:
        return [Month("Aldmere Post", "2019-05", 1), Month("Coast Daily", "2019-05", 1), Month(HOSTILE, "", 1)]

    def browse(self, asked: Asked) -> Browsed:
        every = (GATE, REPRINT, HOSTILE_ARTICLE)
        told = [a for a in every if asked.publisher in ("", a.publisher) and asked.words in a.text]
        return Browsed([Listing(a.id, a.title, a.publisher, a.published) for a in told], len(told), asked.start)

    def most_quoted(self, most: int) -> list[tuple[str, int]]:
        return [("Ines Corde", 1), (CLERK.voice, 1)][:most]

    def person(self, name: str) -> tuple[Known, list[tuple[Article, list[Statement]]]] | None:
        if name != "Ines Corde":
            return None
        return Known(name, ("Mayor Corde",), "person", 1, 1, ("one surname",)), [(GATE, STATEMENTS[:1])]


@pytest.fixture
def assistant() -> SampleAssistant:
    return SampleAssistant()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: install the package chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CALM))
        yield browser
        browser.close()


@contextmanager
def serving(port: int = 0, index: Path | None = None, library: SampleLibrary | None = None) -> Iterator[str]:
    """A running chat over the sample assistant; with an index' folder a reader may change rulings and add articles."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from assistant.web.adding import Adding
    from assistant.web.app import LAUNCH, build
    from assistant.web.changes import Changes
    from assistant.web.front import Front
    from assistant.web.serve import free_port

    library = library or SampleLibrary()
    page = build(
        lambda: SLOW,
        index_path="index",
        front=Front(library),
        changes=Changes(index) if index else None,
        adding=Adding(library.add, index.with_name("added"), 1) if index else None,
    )
    _, url, _ = page.launch(
        server_name="127.0.0.1", server_port=free_port("127.0.0.1", port), prevent_thread_lock=True, **LAUNCH
    )
    yield url
    page.close(verbose=False)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens the chat in a browser context of its own; whatever leaves this machine fails the test."""
    contexts: list[Any] = []
    strangers: list[str] = []

    def go(width: int = 1440, height: int = 900, scheme: str = "light") -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else strangers.append(r.url))
        page.goto(address)
        page.wait_for_selector(".ts-welcome")
        return page

    yield go
    for context in contexts:
        context.close()
    assert not strangers, f"the page asked others: {strangers}"
