"""The whole story of asking, over a small index made by the real parts."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assistant.answer import Answer, Hearing
from assistant.ask.assistant import Assistant, known
from assistant.ask.llm import LanguageModel
from assistant.ask.retrieve import Retriever, fuse, named
from assistant.records import Filters, Question
from assistant.show.json import as_json, from_json
from assistant.show.markdown import markdown
from assistant.show.printing import as_text
from assistant.show.terminal import plain
from indexer.catalog import Writer
from indexer.parse import parse
from indexer.settings import Settings
from indexer.wiring import being_written, open_index
from tests.assistant.conftest import ARTICLES
from tests.assistant.endpoint import Endpoint, endpoint

__all__ = ["endpoint"]
ARMS = "Who said that Russia was arming the Taliban?"


def test_who_said_names_the_voices_and_the_deniers_apart(assistant: Assistant) -> None:
    answer = assistant.ask(ARMS)
    asserting = {m.speaker for m in answer.statements if m.stance == "asserts"}
    assert {"Rex Tillerson", "Curtis Scaparotti"} <= {name.removeprefix("Gen. ") for name in asserting}
    assert not answer.abstained
    assert answer.corroboration.level == "corroborated"
    assert answer.scope.articles == len(ARTICLES)


def test_every_shown_quotation_is_the_articles_own_text_in_the_passage_it_cites(assistant: Assistant) -> None:
    data = as_json(assistant.ask(ARMS))
    assert data["statements"]
    for said in data["statements"]:
        assert ARTICLES[said["article"]][3][said["start"] : said["end"]] == said["quote"]
        passage = data["passages"][said["passage"] - 1]
        assert passage["article"] == said["article"] and passage["start"] <= said["start"] < passage["end"]
    assert as_json(from_json(json.loads(json.dumps(data)))) == data


def test_a_text_with_odd_characters_is_quoted_as_it_was_given(assistant: Assistant) -> None:
    data = as_json(assistant.ask("Who said that the café would close in February?"))
    (said,) = [one for one in data["statements"] if one["stance"] == "asserts"]
    assert said["speaker"].endswith("Zoé Díaz") and "Feb\u00adruary" in said["quote"]
    for one in (*data["statements"], *({**p, "quote": p["text"]} for p in data["passages"])):
        assert ARTICLES[one["article"]][3][one["start"] : one["end"]] == one["quote"]
    assert json.loads(as_text(data)) == data and plain(assistant.ask("What did Zoé Díaz say?")).encode("utf-8")


@pytest.mark.parametrize(
    "asked",
    ["Who built the dam?", "Who is Rex Tillerson?", "Who says so?", "How are the hives of Fennick?", "the Taliban"],
)
def test_a_question_without_a_claim_gets_passages_and_no_level(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    data = as_json(answer)
    assert data["corroboration"] is None and not data["statements"] and data["passages"]
    assert "No level is given" in data["answer"] and "No level is given" in plain(answer)
    assert as_json(from_json(json.loads(as_text(data)))) == data


def test_what_nobody_says_is_not_answered(assistant: Assistant) -> None:
    answer = assistant.ask("Who said that the moon is made of cheese?")
    assert answer.abstained and not answer.statements and answer.passages
    assert "Nobody in this corpus (5 articles, " in plain(answer)


def test_a_reprint_is_told_and_takes_one_place(assistant: Assistant) -> None:
    answer = assistant.ask("Who said that two thirds of the colonies had died over the winter?")
    assert answer.corroboration.level == "single-source"
    bees = Question(text="colonies died over the winter", kind="plain", claim="")
    hives = assistant.retriever.retrieve(bees, 10)
    assert len({h.passage.text for h in hives}) == len(hives)


def test_filters_reach_every_part(assistant: Assistant) -> None:
    answer = assistant.ask(ARMS, Filters(publishers=("longshore times",)))
    assert {h.publisher for h in answer.passages} == {"Longshore Times"}
    assert {m.publisher for m in answer.statements} == {"Longshore Times"}
    assert {h.article for h in assistant.ask(ARMS, Filters(before="2017-08")).passages} == {"post-1", "times-1"}
    assert assistant.ask(ARMS, Filters(publishers=("Nobody's Paper",))).abstained


def test_filters_are_put_in_the_index_s_words() -> None:
    filters = known(Filters(publishers=("NYT", "Elsewhere"), before="2017"), ["The New York Times", "Longshore Times"])
    assert filters == Filters(publishers=("The New York Times", "Elsewhere"), before="2017")


def over(index: Path, assistant: Assistant) -> Assistant:
    """An assistant over another index, with the models of this one."""
    opened = open_index(index, Settings())
    retriever = Retriever(opened.catalog, opened.vectors, assistant.retriever._embedder)
    writing = partial(being_written, index)
    return Assistant(opened.catalog, retriever, assistant._judge, parse, writing=writing)


def test_what_filters_leave_is_told_and_nothing_is_said_of_the_rest(assistant: Assistant) -> None:
    answer = assistant.ask(ARMS, Filters(publishers=("longshore times",)))
    assert (answer.scope.articles, answer.scope.of) == (1, len(assistant.catalog.allowed()))
    assert (
        answer.corroboration
        and "this part of the corpus (1 of 5 articles, of Longshore Times, 25 Aug 2017)"
        in answer.corroboration.explanation
    )
    assert "The filters leave 1 of the five articles of this index" in plain(answer)
    assert from_json(as_json(answer)).scope == answer.scope
    speaker = assistant.ask(ARMS, Filters(speaker="Rex Tillerson"))
    assert speaker.scope.of == 0 and "Only what Rex Tillerson said was looked at, as the filter asks" in plain(speaker)
    nobody = assistant.ask(ARMS, Filters(before="1999"))
    assert nobody.abstained and "The filters leave 0 of the five articles" in plain(nobody)


def test_an_empty_index_says_that_it_is_empty(tmp_path: Path, assistant: Assistant) -> None:
    open_index(tmp_path / "index", Settings(), create=True).close()
    answer = over(tmp_path / "index", assistant).ask(ARMS)
    assert answer.abstained and answer.notices == (
        "this index holds no articles: add some with `twosource index PATH`",
    )
    assert "this corpus (0 articles)" in plain(answer) and "This index holds no articles" in plain(answer)


def test_who_asks_while_articles_are_added_is_told(tmp_path: Path, folder: Path, assistant: Assistant) -> None:
    shutil.copytree(folder, tmp_path / "index")
    for index, told in ((tmp_path / "empty", "when the first are in it"), (tmp_path / "index", "for what they say")):
        with closing(open_index(index, Settings(), create=True)):
            (notice,) = over(index, assistant).ask(ARMS).notices
        assert notice.startswith("articles are being added to this index right now") and notice.endswith(told)
    assert not over(tmp_path / "index", assistant).ask(ARMS).notices


def test_an_unfinished_index_says_what_was_not_searched(tmp_path: Path, folder: Path, assistant: Assistant) -> None:
    shutil.copytree(folder, tmp_path / "index")
    with closing(open_index(tmp_path / "index", Settings(), create=True)) as opened:
        Writer(opened.catalog).set_state(["gazette-1"], "to embed")
        assert opened.catalog.unfinished() == 1
    answer = over(tmp_path / "index", assistant).ask(ARMS)
    assert not answer.abstained and "One article of this index could not be searched" in plain(answer)


def test_the_steps_tell_the_question_then_what_is_heard_and_the_answer_last(assistant: Assistant) -> None:
    first, *heard, last = assistant.steps(ARMS)
    assert first == Hearing(question=last.question) and isinstance(last, Answer)
    assert heard and all(isinstance(step, Hearing) and step.judged <= step.of for step in heard)
    told = {(s.article, s.start) for step in heard for s in step.statements}
    assert told and told <= {(s.article, s.start) for s in last.statements}
    plain_steps = list(assistant.steps("Who built the dam?"))
    assert len(plain_steps) == 2 and isinstance(plain_steps[1], Answer)


@pytest.mark.parametrize("text", ["", "?", "   ", "\x00", "“", "a" * 5000, "who\ud800", "🙂", "OR AND NOT * \" ' --"])
def test_any_question_is_answered_or_refused_but_never_fails(assistant: Assistant, text: str) -> None:
    assert plain(assistant.ask(text))


def test_a_models_words_are_kept_as_far_as_they_stand(assistant: Assistant, endpoint: Endpoint) -> None:
    number = next(n for n, hit in enumerate(assistant.ask(ARMS).passages, 1) if hit.article == "post-1")
    true = f"Rex Tillerson said that Russia was arming the Taliban [{number}]."
    endpoint.says(f"{true} He called Putin “a thug” [{number}].")
    answer = with_model(assistant, endpoint).ask(ARMS)
    assert answer.outline.headline == "text" and markdown(answer).startswith(f"{true}\n\n**In this corpus: ")
    (struck,) = answer.struck
    assert "thug" in struck.text and "fabricated" in struck.why


def test_a_failing_model_leaves_the_quotations_and_a_notice(assistant: Assistant, endpoint: Endpoint) -> None:
    endpoint.status = 500
    answer = with_model(assistant, endpoint).ask(ARMS)
    assert not answer.outline.text and "HTTP 500" in answer.notices[0]
    assert replace(answer, notices=(), seconds=0.0) == replace(assistant.ask(ARMS), seconds=0.0)


def test_a_model_that_invents_everything_leaves_the_quotations(assistant: Assistant, endpoint: Endpoint) -> None:
    endpoint.says("Everything is confirmed.")
    answer = with_model(assistant, endpoint).ask(ARMS)
    assert (
        not answer.outline.text
        and len(answer.struck) == 1
        and "nothing that the language model wrote" in answer.notices[0]
    )


def with_model(assistant: Assistant, endpoint: Endpoint) -> Assistant:
    model = LanguageModel(endpoint.url, "small")
    return Assistant(assistant.catalog, assistant.retriever, assistant._judge, parse, model)


def test_fusion_puts_first_what_several_lists_put_first() -> None:
    assert list(fuse([["a", "b", "c"], ["b", "d"], []])) == ["b", "a", "d", "c"]
    assert fuse([]) == {}


def test_named_publishers_are_found_once_by_their_longest_name() -> None:
    publishers = ["Times", "Longshore Times", "The Verge", "Post"]
    assert named("Did the Longshore Times or the Verge, not the poster, report it?", publishers) == [
        "Longshore Times",
        "The Verge",
    ]


def test_llamaindex_gets_nodes_that_know_their_place(assistant: Assistant) -> None:
    from assistant.ask.retriever import TwosourceRetriever

    retriever: Retriever = assistant.retriever
    found = TwosourceRetriever(retriever, k=2).retrieve("colonies of bees died in winter")
    assert 1 <= len(found) <= 2
    meta = found[0].node.metadata
    assert ARTICLES[meta["article"]][3][meta["start"] : meta["end"]] == found[0].node.get_content()
    assert meta["publisher"] in ("Fennick Gazette", "Fennick Echo") and found[0].score
