"""Numbers, dates and lists in words."""

import pytest

from assistant.records import Scope
from assistant.show.wording import searched, told_when


@pytest.mark.parametrize(
    ("when", "published", "told"),
    [
        ("Tuesday", "2017-08-23", "Tuesday (22 Aug 2017)"),
        ("5 October", "2017-10-16", "5 October (5 Oct 2017)"),
        ("May", "2017-08-23", "May (May 2017)"),
        ("two weeks ago", "2017-08-23", "two weeks ago (the week of 7 Aug 2017)"),
        ("Oct 3, 2017", "2018-08-23", "Oct 3, 2017"),
        ("last fall", "2017-08-23", "last fall"),
        ("Tuesday", "", "Tuesday"),
        ("", "2017-08-23", ""),
    ],
)
def test_when_it_was_said_is_told_as_printed_with_the_day_that_it_means(when: str, published: str, told: str) -> None:
    assert told_when(when, published) == told


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (Scope(articles=28, first="2017-08-05", last="2017-10"), "this corpus (28 articles, 5 Aug 2017 to Oct 2017)"),
        (Scope(articles=1, first="2017-08-05", last="2017-08-05"), "this corpus (1 article, 5 Aug 2017)"),
        (Scope(articles=0), "this corpus (0 articles)"),
        (Scope(articles=3, of=1200), "this part of the corpus (3 of 1,200 articles)"),
        (
            Scope(articles=1, of=28, publishers=("The Post", "Echo"), first="2017", last="2017"),
            "this part of the corpus (1 of 28 articles, of The Post and Echo, 2017)",
        ),
        (Scope(articles=5, publishers=("The\x1b Post",)), "this corpus (5 articles, of The\ufffd Post)"),
    ],
)
def test_what_was_searched_is_told_with_its_extent(scope: Scope, told: str) -> None:
    assert searched(scope) == told
