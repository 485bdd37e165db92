"""Articles that print one text are found; articles that quote one man are not."""

import json
import os
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.boilerplate import mark
from indexer.lineage import copies, sample, signature
from indexer.records import Article, Copy, Span

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[3] / "shared"))
WORDS = "grain ship port minister said tons week price rose fell crew harbour sea storm treaty vote law court".split()


def prose(words: int, seed: int) -> str:
    """Text of one's own: no two seeds share a run of five words but by chance."""
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(60)}" for _ in range(words))


def article(id: str, text: str, published: str = "2016-05-03", boilerplate: tuple[Span, ...] = ()) -> Article:
    return Article(id=id, text=text, published=published, boilerplate=boilerplate)


class Held:
    """A shelf in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {one.id: one for one in articles}
        self.read: list[str] = []
        self._signatures = {id: signature(one) for id, one in self.articles.items()}

    def holders(self, grams: Sequence[int], least: int) -> dict[str, int]:
        shared = {id: len({*sample(held)} & {*grams}) for id, held in self._signatures.items()}
        return {id: count for id, count in shared.items() if count >= least}

    def equals(self, whole: int) -> list[str]:
        return [id for id, held in self._signatures.items() if held.whole == whole]

    def article(self, id: str) -> Article:
        self.read.append(id)
        return self.articles[id]


def found(articles: Iterable[Article], others: Iterable[Article] = ()) -> list[Copy]:
    """The copies that articles bring, beside others that were compared before."""
    new = list(articles)
    return copies(new, Held([*new, *others]))


def links(*articles: Article) -> list[tuple[str, str]]:
    return [(copy.article_id, copy.of) for copy in found(articles)]


def test_the_later_of_two_equal_texts_is_the_copy() -> None:
    text = prose(12, seed=1)
    (copy,) = found([article("a", text, "2016-05-04"), article("b", f" {text}\n", "2016-05-03")])
    assert (copy.article_id, copy.of, copy.containment) == ("a", "b", 1.0)
    assert copy.why == "the two texts are equal word for word"


def test_a_text_without_a_date_is_never_the_first() -> None:
    assert links(article("a", prose(50, 1), ""), article("b", prose(50, 1))) == [("a", "b")]


def test_a_shortened_and_reworded_reprint_is_found() -> None:
    whole = prose(400, seed=1)
    reprint = f"{prose(20, seed=2)} {' '.join(whole.split()[60:160])}"
    (copy,) = found([article("whole", whole), article("reprint", reprint, "2016-05-05")])
    assert (copy.article_id, copy.of) == ("reprint", "whole")
    assert 0.7 < copy.containment < 0.9
    assert "of the 116 runs of five words (83%)" in copy.why


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}.’", "«{}»", "He said this:\n\n{}\n\n", "“{}\n\n“"])
def test_what_two_articles_quote_makes_neither_a_copy(marks: str) -> None:
    speech = marks.format(prose(150, seed=9))
    assert links(article("a", f"{prose(60, 1)} {speech}"), article("b", f"{prose(60, 2)} {speech}")) == []


def test_boilerplate_makes_no_copy() -> None:
    notice, texts = prose(150, seed=9), [prose(60, 1), prose(60, 2)]
    plain = [article(str(n), f"{text} {notice}") for n, text in enumerate(texts)]
    marked = [
        article(one.id, one.text, boilerplate=(Span(len(one.text) - len(notice), len(one.text)),)) for one in plain
    ]
    assert len(links(*plain)) == 1
    assert links(*marked) == []


def test_a_short_text_is_a_copy_only_where_it_is_equal() -> None:
    assert links(article("a", prose(30, 1)), article("b", prose(30, 1) + " more")) == []
    assert links(article("a", prose(4, 1)), article("b", prose(4, 1))) == []


def test_every_direct_resemblance_of_a_lineage_is_told() -> None:
    days = {"c": "2016-05-05", "a": "2016-05-03", "b": "2016-05-04"}
    assert links(*(article(id, prose(100, 1), day) for id, day in days.items())) == [("b", "a"), ("c", "a"), ("c", "b")]


def test_batches_find_what_one_run_finds() -> None:
    articles = [article(f"{n}", prose(80, n % 4), f"2016-05-{n + 1:02}") for n in range(12)]
    batches = [copy for at in range(0, 12, 5) for copy in found(articles[at : at + 5], articles[:at])]
    assert {(copy.article_id, copy.of) for copy in batches} == set(links(*articles))


def test_only_what_may_be_a_copy_is_read() -> None:
    others = [article(f"{n}", prose(80, n)) for n in range(100)]
    new = article("new", prose(80, 7), "2016-06-01")
    shelf = Held([new, *others])
    assert [(copy.article_id, copy.of) for copy in copies([new], shelf)] == [("new", "7")]
    assert shelf.read == ["7"]


@given(st.text())
def test_any_text_has_a_signature(text: str) -> None:
    assert len(signature(article("a", text)).grams) <= max(0, len(text))


def test_no_two_articles_of_different_newspapers_are_merged_where_none_share_a_text() -> None:
    path = SHARED / "polnear" / "train.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    merged = found(article(line["id"], line["text"], line["published"], mark(line["text"])) for line in lines)
    publisher = {line["id"]: line["publisher"] for line in lines}
    assert len(merged) >= 7
    assert [copy for copy in merged if publisher[copy.article_id] != publisher[copy.of]] == []
