"""When something was said, as printed, and on which day."""

import pytest

from indexer.statements.when import day_of, when_of


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("On Tuesday night he said …", "Tuesday night"),
        ("He said in May that …", "May"),
        ("in late August, she told …", "August"),
        ("on Oct 3, 2017, she told …", "Oct 3, 2017"),
        ("On Sept. 12 the council said …", "Sept. 12"),
        ("In an Aug. 4 memo he wrote …", "Aug. 4"),
        ("On 5 October the general said …", "5 October"),
        ("Two of them said so two weeks ago …", "two weeks ago"),
        ("a few days earlier, she said …", "a few days earlier"),
        ("He said in 2015 that …", "2015"),
        ("Earlier he had said last week that …", "last week"),
        ("May said she may go, and told the Sun and 60 Minutes …", ""),
        ("Theresa May told the Mar-a-Lago club …", ""),
        ("The 5th District's Republican said in April's Star …", "April"),
        ("The room of 2015 people heard …", ""),
    ],
)
def test_the_first_date_or_day_is_found_as_printed(text: str, when: str) -> None:
    assert when_of(text) == when


@pytest.mark.parametrize(
    ("when", "published", "day"),
    [
        ("Tuesday", "2017-08-23", "2017-08-22"),
        ("Wednesday", "2017-08-23", "2017-08-23"),  # the day of the article
        ("Thursday night", "2017-08-23", "2017-08-17"),
        ("last Tuesday", "2017-08-23", "2017-08-22"),
        ("yesterday", "2017-08-23T22:10:00Z", "2017-08-22"),
        ("August 22", "2017-09-04", "2017-08-22"),
        ("Sept. 12", "2016-10-01", "2016-09-12"),
        ("5 October", "2017-10-16", "2017-10-05"),
        ("Oct 3, 2017", "2019-01-01", "2017-10-03"),
        ("May", "2017-08-23", "2017-05"),
        ("December", "2017-02-01", "2016-12"),
        ("two weeks ago", "2017-08-23", "2017-W32"),
        ("three years ago", "2017-08-23", "2014"),
        ("two days earlier", "2017-08-23", "2017-08-21"),
        ("2015", "2017-08-23", "2015"),
        ("last year", "2017-01-03", "2016"),
        ("October 20", "2017-10-01", ""),  # one to come, or a year ago
        ("a few days ago", "2017-08-23", ""),
        ("last fall", "2017-08-23", ""),
        ("Tuesday", "2017-08", ""),
        ("Tuesday", "", ""),
    ],
)
def test_which_day_it_was_is_counted_from_the_day_of_the_article(when: str, published: str, day: str) -> None:
    assert day_of(when, published) == day
