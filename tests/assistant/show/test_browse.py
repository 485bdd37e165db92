"""The chart of what an index holds."""

from assistant.show.browse import MOST_PUBLISHERS, holdings_of
from assistant.show.page import welcome


def test_few_months_are_shown_by_month_and_many_by_year() -> None:
    few = holdings_of([("Post", "2017-08", 2), ("Post", "2017-09", 1), ("Echo", "2017-09", 4), ("", "", 1)], [])
    assert (few.unit, few.times) == ("month", ["2017-08", "2017-09"])
    assert [(row.publisher, [(b.articles, b.height) for b in row.bars]) for row in few.rows] == [
        ("Echo", [(0, 0), (4, 100)]),
        ("Post", [(2, 50), (1, 25)]),
        ("", [(0, 0), (0, 0)]),
    ]
    many = holdings_of([("Post", f"{2000 + n // 12}-{n % 12 + 1:02}", 1) for n in range(30)], [])
    bars = [bar.articles for bar in many.rows[0].bars]
    assert (many.unit, many.times, bars) == ("year", ["2000", "2001", "2002"], [12, 12, 6])


def test_small_publishers_are_counted_and_an_empty_index_has_no_chart() -> None:
    many = holdings_of([(f"P{n}", "2017-08", n) for n in range(1, 20)], [])
    assert len(many.rows) == MOST_PUBLISHERS and many.more == 7 and many.rows[0].publisher == "P19"
    assert "ts-holdings" not in welcome((), 3, holdings_of([], []))


def test_each_bar_and_person_is_a_link() -> None:
    page = welcome((), 3, holdings_of([("The <Post>", "2017-08", 2)], [("Ann Lee", 7)]))
    assert 'data-open="articles" data-publisher="The &lt;Post&gt;" data-after="2017-08" data-before="2017-08"' in page
    assert 'aria-label="two articles of The &lt;Post&gt; in Aug 2017"' in page
    assert 'data-open="person" data-name="Ann Lee"' in page
