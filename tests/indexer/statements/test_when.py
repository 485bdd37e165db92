"""When something was said, as printed, and on which day."""

import re

import pytest

from indexer.parse import parse
from indexer.records import Span
from indexer.statements.when import day_of, when_of, when_spoken


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("On Tuesday night he [said] so", "Tuesday night"),
        ("He [said] in May that it was so", "May"),
        ("In late August, she [told] them so", "August"),
        ("On Oct 3, 2017, she [told] them so", "Oct 3, 2017"),
        ("On Sept. 12 the council [said] so", "Sept. 12"),
        ("In an Aug. 4 memo he [wrote] so", "Aug. 4"),
        ("On 5 October the general [said] so", "5 October"),
        ("Two of them [said] so two weeks ago", "two weeks ago"),
        ("A few days earlier, she [said] so", "A few days earlier"),
        ("He [said] in 2015 that it was so", "2015"),
        ("He had [said] so last week", "last week"),
        ("May [said] she may go, and told the Sun and 60 Minutes", ""),
        ("Theresa May [told] the Mar-a-Lago club so", ""),
        ("The room of 2015 people [heard] it", ""),
        # Which of several, and whose clause:
        ("Ann Dorn, who visited the quay on Monday, [said] on Friday that it was late", "Friday"),
        ("Ann Dorn, who visited the quay on Monday, [said] that it was late", ""),
        ("After the fire in 2014 was out, Ann Dorn [said] so", ""),
        ("Ann Dorn spoke on Tuesday, [saying] that it was late", "Tuesday"),
        ("Ann Dorn closed the quay on Monday and [said] that it was late", ""),
        ("Since leaving the guild in October, Ann Dorn has [said] so", ""),
        ("The quay is late, [according to] a report released Monday", "Monday"),
        ("The quay opened in May, Ann Dorn [said]", ""),
        ("After a speech at last month's convention, Ann Dorn [said] so", ""),
        ("In Saturday's call Ann Dorn [said] so", "Saturday"),
        ("Ann Dorn [promised] to speak on Tuesday", ""),
    ],
)
def test_the_date_of_the_verb_of_saying_is_found_as_printed(text: str, when: str) -> None:
    before, cue, after = re.split(r"[\[\]]", text)
    text = before + cue + after
    source = re.search(r"Ann Dorn(?:, who[^,]*)?|a report released Monday", text)
    content = re.search(r"The quay opened in May", text)
    (doc,) = parse([f"{text}."])
    at = [[Span(*found.span())] if found else [] for found in (source, content)]
    assert when_of(doc, [Span(len(before), len(before + cue))], *at) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Ann Dorn spoke on Tuesday.", "Tuesday"),
        ("Ann Dorn spoke at a meeting held on Tuesday in Tarn.", "Tuesday"),
        ("The guild, established in 2007, and Peter Lang spoke with Dorn on Tuesday.", ""),
        ("Dorn, hired in 2007, spoke.", ""),
        ("On Tuesday Peter Lang spoke of Dorn.", ""),
    ],
)
def test_the_date_of_a_sentence_is_that_of_its_subject(text: str, when: str) -> None:
    assert when_spoken(parse([text])[0], "dorn") == when


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
