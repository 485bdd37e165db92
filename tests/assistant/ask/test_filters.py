"""Filters are checked when they are set, and one rule decides everywhere which articles they leave."""

import json
from contextlib import closing

import pytest

from assistant.ask.assistant import Assistant
from assistant.ask.filters import day_of, limits
from assistant.records import Filters
from assistant.wiring import open_assistant
from indexer.errors import UserError
from indexer.settings import Settings
from indexer.wiring import open_index


@pytest.mark.parametrize("typed", ["2017-08-31", " 2017-08 ", "2017", "2016-02-29", "", None, "  "])
def test_a_date_is_a_day_a_month_a_year_or_nothing(typed: str | None) -> None:
    assert day_of(typed) == (typed or "").strip()


@pytest.mark.parametrize(
    "typed",
    ["last summer", "2017-8-31", "31.08.2017", "2017-02-29", "2017-13", "0000", "17", "2017-08-31T10:00", "²⁰¹⁷"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="is no date: write it as"):
        limits(after=typed)
    with pytest.raises(UserError, match="is no date: write it as"):
        limits(before=typed)


@pytest.mark.parametrize(
    ("after", "before"), [("2017-08-31", "2017-08-30"), ("2018", "2017-12-31"), ("2017-09", "2017-08-15")]
)
def test_a_time_without_days_is_refused(after: str, before: str) -> None:
    with pytest.raises(UserError, match="no article can be"):
        limits(after=after, before=before)


@pytest.mark.parametrize(("after", "before"), [("2017-08-31", "2017-08"), ("2017", "2017"), ("2017-08", "2017-08-01")])
def test_a_month_or_a_year_holds_its_days(after: str, before: str) -> None:
    assert limits(after=after, before=before) == Filters(after=after, before=before)


# Article's date, filter, whether the article may answer: a month may hold the day that is asked for.
RULE = [
    ("2017-08-20", {"after": "2017-08-15"}, True),
    ("2017-08-10", {"after": "2017-08-15"}, False),
    ("2017-08", {"after": "2017-08-15"}, True),
    ("2017", {"after": "2017-08-15"}, True),
    ("2017-07", {"after": "2017-08-15"}, False),
    ("2017-08", {"before": "2017-08-15"}, True),
    ("2017", {"before": "2017-08-15"}, True),
    ("2017-09", {"before": "2017-08-15"}, False),
    ("2017-08-31", {"before": "2017-08"}, True),
    ("2017-12-31", {"before": "2017"}, True),
    ("2018-01-01", {"before": "2017"}, False),
    ("2017-08-31", {"after": "2017-09"}, False),
    ("", {"after": "2017"}, False),
    ("", {"before": "2017"}, False),
    ("", {}, True),
    ("2017-08-20", {"publishers": ("the aldmere post",)}, True),
    ("2017-08-20", {"publishers": ("Coast Daily",)}, False),
]


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an index of one article a date, each of which says the same of another bridge."""
    from indexer.pipeline import index

    place = tmp_path_factory.mktemp("filters")
    rows = [
        {
            "id": date or "undated",
            "publisher": "The Aldmere Post",
            "published": date,
            "text": f"Engineer Ida Holm said on Monday that the bridge at {name} was unsafe.",
        }
        for date, name in zip(
            dict.fromkeys(date for date, _, _ in RULE),
            "Fennick Norvia Estmere Tarnholm Veldmark Vessland Longshore Meridian Harrow Brandvoll Osk Lund".split(),
            strict=False,
        )
    ]
    (place / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with closing(open_index(place / "index", Settings(), create=True)) as opened:
        assert not index([str(place / "a.jsonl")], opened.parts()).failed
    return open_assistant(place / "index", Settings())


@pytest.mark.parametrize(("date", "given", "stays"), RULE)
def test_one_rule_decides_for_passages_statements_and_matches(
    dated: Assistant, date: str, given: dict[str, str], stays: bool
) -> None:
    answer = dated.ask("Who said that the bridge was unsafe?", limits(**given))
    for shown in ({hit.article for hit in answer.passages}, {m.article for m in answer.statements}):
        assert ((date or "undated") in shown) is stays
