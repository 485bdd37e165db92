"""What the chat suggests on the sample corpus is answered; run by `make gate`, which has the index."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask.assistant import Assistant
from assistant.web.starters import questions_to_try
from assistant.wiring import open_assistant
from indexer.pipeline import index
from indexer.settings import Settings
from indexer.wiring import open_index

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.sample


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the index that `make gate` made, or a new one."""
    made = ROOT / "build" / "sample-index"
    if not (made / "catalog.sqlite3").exists():
        made = tmp_path_factory.mktemp("sample") / "index"
    with closing(open_index(made, Settings(), create=True)) as opened:
        assert not index([str(ROOT / "corpus" / "articles")], opened.parts()).failed
    return open_assistant(made, Settings())


def test_each_question_that_is_suggested_is_answered_by_whom_it_was_drawn_from(assistant: Assistant) -> None:
    held = [(article, assistant.catalog.statements_of(article.id)) for article in assistant.catalog.articles()]
    questions = questions_to_try(held)
    assert len(questions) == 3
    for question in questions:
        answer = assistant.ask(question)
        assert not answer.abstained and answer.corroboration and answer.corroboration.level != "no-evidence", question
        best = answer.statements[0]
        assert best.stance == "asserts" and best.passage, question
        if answer.question.speaker:
            assert {m.speaker for m in answer.statements} == {answer.question.speaker}, question
        else:
            quoted = best.quote.lower()
            assert answer.question.claim.lower().removeprefix("the ") in quoted, question


def test_who_says_that_the_bid_came_in_time_corroborates_no_lateness(assistant: Assistant) -> None:
    answer = assistant.ask("Who said the winning bid was late?")
    stances = {m.speaker: m.stance for m in answer.statements}
    assert answer.corroboration and stances["Viktor Sandoe"] == "denies"
    assert not any(chain.voice.startswith("Viktor Sandoe") for chain in answer.corroboration.chains)
