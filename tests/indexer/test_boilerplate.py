"""What is the site's and not the article's is marked; the article never is."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.boilerplate import mark

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[3] / "shared"))
BODY = "".join(f"The minister said that exports rose by {n} tons.\n\n" for n in range(30))


def marked(text: str) -> list[str]:
    return [span.of(text) for span in mark(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Why grain is dear",
        "RELATED: Why grain is dear",
        "READ ALSO Engineer says grain is dear",
        "See also: “Grain is dear”",
        "Follow Ann Lee on Twitter @annlee.",
        "Follow us on Facebook and Twitter",
        "Share this story on Facebook",
        "Facebook Twitter WhatsApp Reddit Email Share",
        "Advertisement",
        "Story continues below advertisement",
        "Sign up for our daily newsletter and get the news first",
        "The best of our site, delivered straight to your inbox",
        "We use cookies to improve your experience.",
        "© 2016 The Post. All rights reserved.",
        "Copyright 2014 The Associated Press. All rights reserved. This material may not be published.",
        "Leave a comment",
    ],
)
def test_a_line_of_the_site_is_marked(line: str) -> None:
    assert marked(f"{BODY}{line}\n\n{BODY}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices rose.",
        "Follow the money, she said, and you will find the man.",
        "Twitter",
        "He said all voters must read the bill.",
        "The company uses cookies to follow its users, the regulator said.",
        "Home > is where the heart is, said the minister, who never left it in thirty years of service to the state.",
        "“Read more,” the teacher told her pupils.",
        "The film, copyright 2014, was banned.",
        "Advertisement sales fell.",
    ],
)
def test_a_line_of_the_article_is_not_marked(line: str) -> None:
    assert marked(f"{BODY}{line}\n\n{BODY}") == []


@pytest.mark.parametrize(
    "line", ["Home > World > Grain", "Home » World", "HomeWorldGrain is dear again", "Home / Grain is dear again"]
)
def test_breadcrumbs_above_the_headline_are_marked(line: str) -> None:
    assert marked(f"{line}\n\nGrain is dear again\n\n{BODY}") == [line]


def test_a_headline_printed_twice_is_marked_once() -> None:
    assert marked(f"Grain is dear\n\nGrain is dear\n\n{BODY}") == ["Grain is dear"]


def test_teasers_at_the_end_are_marked_to_the_end() -> None:
    tail = "Must Read\n\nOther headline\n\nAs more is said about it, and about..."
    assert marked(f"{BODY}{tail}\n") == [tail]


def test_a_label_in_the_middle_takes_one_teaser_with_it() -> None:
    assert marked(f"{BODY}Related\n\nOther headline\n\n{BODY}") == ["Related", "Other headline"]
    assert marked(f"{BODY}Related\n\nThe minister went home.\n\n{BODY}") == ["Related"]


@given(st.text() | st.text(st.sampled_from("Home >Related\nShare.: "), max_size=200))
def test_marks_are_ordered_apart_and_trimmed(text: str) -> None:
    end = 0
    for span in mark(text):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end


def test_no_annotated_statement_is_marked() -> None:
    path = SHARED / "polnear" / "train.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    hit = 0
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        marks = mark(article["text"])
        contents = [content for attribution in article["attributions"] for content in attribution["content"]]
        hit += sum(any(start < mark.end and mark.start < end for mark in marks) for start, end in contents)
    assert hit <= 5
