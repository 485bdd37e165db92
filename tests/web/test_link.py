"""Links that ask again."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Filters
from assistant.web.link import asked_by, link_to


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=9), max_size=3),
)
def test_a_link_leads_back_to_its_question_and_limits(question: str, publishers: list[str]) -> None:
    filters = Filters(publishers=tuple(publishers), after="2017-08", before="2018")
    query = parse_qs(link_to(question, filters, "abc")[1:], keep_blank_values=True)
    assert asked_by(query) == (question, filters, "abc")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({}, ("", Filters(), "")),
        ({"q": "Who?"}, ("Who?", Filters(), "")),
        ({"q": "Who?", "after": "last summer", "publisher": "Post"}, ("Who?", Filters(publishers=("Post",)), "")),
        ({"q": ["a", "b"], "index": "x"}, ("b", Filters(), "x")),
    ],
)
def test_what_is_no_limit_is_left_out(query: dict[str, str | list[str]], asked: tuple[str, Filters, str]) -> None:
    assert asked_by(query) == asked
