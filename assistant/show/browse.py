"""What an index holds, lists of its articles, and what a person said in it, as HTML."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from markupsafe import Markup

from assistant.show.drawing import drawn
from indexer.parties.people import Known
from indexer.records import Article, Failure, IndexReport, Statement

MOST_PUBLISHERS = 12
MOST_MONTHS = 12  # beyond, the chart is by years
PEOPLE = 16


class Bar(NamedTuple):
    """So many articles of a time; `height` is their share of the largest number, in percent."""

    time: str
    articles: int
    height: int


class Row(NamedTuple):
    """A publisher's bars, one a time."""

    publisher: str
    bars: list[Bar]


class Holdings(NamedTuple):
    """What an index holds.

    Attributes:
        unit: "month" or "year".
        more: Publishers that are not shown, those with the fewest articles.
        people: Who is quoted most, and how often.
    """

    unit: str
    times: list[str]
    rows: list[Row]
    more: int
    people: Sequence[tuple[str, int]]


class Asked(NamedTuple):
    """Which articles a reader wants to see."""

    publisher: str = ""
    after: str = ""
    before: str = ""
    words: str = ""
    oldest: bool = False
    start: int = 0


class Listed(Protocol):
    """A part of a list of articles, of which there are `total` in all."""

    @property
    def articles(self) -> Sequence[object]:
        """Each with its id, title, publisher and date."""

    @property
    def total(self) -> int:
        """How many in all."""

    @property
    def start(self) -> int:
        """The position of the first that is shown."""


def holdings_of(months: Sequence[tuple[str, str, int]], people: Sequence[tuple[str, int]]) -> Holdings:
    """The chart of an index.

    Args:
        months: Publisher ("" where unknown), month ("" where unknown), articles.
        people: Names with how often each is quoted.
    """
    dated = {month for _, month, _ in months if month}
    unit = "month" if len(dated) <= MOST_MONTHS else "year"
    cells: Counter[tuple[str, str]] = Counter()
    publishers: Counter[str] = Counter()
    for publisher, month, articles in months:
        cells[publisher, month if unit == "month" else month[:4]] += articles
        publishers[publisher] += articles
    times = sorted({time for _, time in cells if time})[-MOST_MONTHS:]
    largest = max((number for (_, time), number in cells.items() if time), default=1)
    rows = []
    for publisher, _ in publishers.most_common(MOST_PUBLISHERS):
        counts = [(time, cells[publisher, time]) for time in times]
        rows.append(Row(publisher, [Bar(time, n, round(100 * n / largest)) for time, n in counts]))
    return Holdings(unit, times, rows, max(len(publishers) - MOST_PUBLISHERS, 0), people[:PEOPLE])


def articles_pane(
    browsed: Listed, asked: Asked, *, publishers: Sequence[str], page: int, turn: int | None = None, note: str = ""
) -> Markup:
    """A list of articles to choose from.

    Args:
        page: How many are shown at once.
        turn: Whose evidence the way back leads to.
        note: What was wrong with what was asked for.
    """
    return drawn("articles.html", browsed=browsed, asked=asked, publishers=publishers, page=page, turn=turn, note=note)


def chips_of(limits: Sequence[tuple[str, str]]) -> Markup:
    """The limits under which is asked, each to be taken off."""
    return drawn("chips.html", limits=limits)


def added_of(report: IndexReport | None, where_of: Callable[[Failure], str], *, note: str = "") -> Markup:
    """What came of adding articles.

    Args:
        report: None while it goes on, or where it failed as a whole.
        where_of: How an input that failed is called.
        note: How far it is, or why it failed.
    """
    return drawn("added.html", report=report, where_of=where_of, note=note)


def rulings_pane(rulings: Sequence[object], *, file: str, turn: int | None = None, note: str = "") -> Markup:
    """What the reader ruled, each to be taken back; `note` is what went wrong."""
    return drawn("rulings.html", rulings=rulings, file=file, turn=turn, note=note)


def person_pane(
    known: Known, said: Sequence[tuple[Article, Sequence[Statement]]], *, turn: int | None = None
) -> Markup:
    """Everything somebody said, by date, with stance and where."""
    return drawn("person.html", known=known, said=said, turn=turn)
