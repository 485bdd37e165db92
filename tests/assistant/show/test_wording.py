"""Numbers, dates and lists in words."""

import pytest

from assistant.show.wording import told_when


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
