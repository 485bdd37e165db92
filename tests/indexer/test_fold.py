"""The folded copy, and the way back to the text as it was given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fold import fold, folded, folded_article
from indexer.records import Article, Span

# Given text, its folded copy.
CASES = [
    pytest.param("Plain text.\n", "Plain text.\n", id="nothing to do"),
    pytest.param("One\r\ntwo\rthree\n", "One\ntwo\nthree\n", id="line endings"),
    pytest.param("Cafe\u0301 de Ze\u0300bre", "Café de Zèbre", id="accents apart"),
    pytest.param("A\u030angstro\u0308m and \u212b", "Ångström and Å", id="two ways of one letter"),
    pytest.param("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글", id="syllables in parts"),
    pytest.param("in\u00addepen\u00addent", "independent", id="soft hyphens"),
    pytest.param("\ufb01shery o\ufb03ce", "fishery office", id="ligatures"),
    pytest.param("ten\u00a0million\u202fcrowns", "ten million crowns", id="kinds of blank"),
    pytest.param("so\u200b it\u2060 is\ufeff", "so it is", id="zero width"),
    pytest.param("\u202eevil\u202c", "evil", id="marks of direction"),
    pytest.param("a\0b", "a b", id="NUL"),
    pytest.param("half \ud83d here", "half \ufffd here", id="lone surrogate"),
    pytest.param("“quotes” stay ‘so’", "“quotes” stay ‘so’", id="quotation marks"),
    pytest.param("**Jana Holub**, the *mayor*, said", "Jana Holub, the mayor, said", id="emphasis"),
    pytest.param("__It__ is _so_. *“Never,”* he said.", "It is so. “Never,” he said.", id="emphasis, other marks"),
    pytest.param("* one\n* two\n2 * 3 * 4, a_b_c", "* one\n* two\n2 * 3 * 4, a_b_c", id="no emphasis"),
    pytest.param("e\u0301\r\n\u00adfi\ufb01", "é\nfifi", id="several side by side"),
]


@pytest.mark.parametrize(("text", "copy"), CASES)
def test_one_thing_is_written_one_way(text: str, copy: str) -> None:
    assert fold(text) == copy
    assert fold(copy) == copy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("He said cafe\u0301 was shut.", "café", id="accents apart"),
        pytest.param("He\r\nsaid\r\nso.", "said", id="line endings"),
        pytest.param("It is in\u00addepen\u00addent now.", "independent", id="soft hyphens"),
        pytest.param("The \ufb01shery closed.", "fishery", id="ligature"),
        pytest.param("\u00ad\u00adStart", "Start", id="unseen before"),
        pytest.param("End\u200b\u200b", "End", id="unseen behind"),
    ],
)
def test_a_span_of_the_copy_is_carried_back_to_the_given_text(text: str, words: str) -> None:
    copy = folded(text)
    start = copy.text.index(words)
    back = copy.back(Span(start, start + len(words)))
    assert fold(back.of(text)) == words
    assert copy.forth(back) == Span(start, start + len(words))


def test_half_a_ligature_is_carried_back_to_the_whole_one() -> None:
    copy = folded("a\ufb01b")
    assert copy.back(Span(1, 2)) == copy.back(Span(2, 3)) == Span(1, 2)


def test_an_article_as_its_readers_see_it_keeps_its_marked_parts() -> None:
    text = "Cafe\u0301 news\r\n\r\nRead more: else\r\n\r\nText."
    start = text.index("Read more")
    article = Article(id="a", text=text, boilerplate=(Span(start, start + len("Read more: else")),))
    read, copy = folded_article(article)
    assert read.boilerplate[0].of(read.text) == "Read more: else"
    assert copy.back(read.boilerplate[0]) == article.boilerplate[0]


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ae\u0301\u0308\u0323\r\n\0\xad\u200b\ufb01\ufb03\xa0\ud800\udc00\u1112\u1161\u11ab\u212b"),
    ),
    max_size=40,
)


@given(ODD)
def test_any_text_is_folded_once_and_for_all(text: str) -> None:
    copy = folded(text)
    assert fold(copy.text) == copy.text
    assert not set(copy.text) & set("\r\0\xad\u200b\ufb01")
    copy.text.encode("utf-8")  # which half a surrogate pair would not survive
    assert unicodedata.is_normalized("NFC", copy.text)


@given(ODD, st.data())
def test_any_span_is_carried_back_to_a_span_that_holds_it(text: str, data: st.DataObject) -> None:
    copy = folded(text)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    back = copy.back(Span(start, end))
    assert 0 <= back.start <= back.end <= len(text)
    again = copy.forth(back)
    assert start == end or (again.start <= start and end <= again.end)


@given(ODD)
def test_spans_that_follow_one_another_stay_in_order(text: str) -> None:
    copy = folded(text)
    back = [copy.back(Span(n, n + 1)) for n in range(len(copy.text))]
    assert back == sorted(back)
