"""The chat as a reader has it, in a browser."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from tests.web.conftest import HOSTILE, PATIENCE, SLOW, SampleLibrary, serving

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


def ask(page: Any, question: str) -> None:
    page.fill("#ts-question textarea", question)
    page.keyboard.press("Enter")


def answered(page: Any, question: str) -> None:
    ask(page, question)
    page.wait_for_selector(".ts-scope")


def test_an_answer_comes_with_badge_cards_and_passages(visit: Visit) -> None:
    page = visit()
    SLOW.go.clear()
    ask(page, "Who opened the gate, slowly?")
    page.wait_for_selector(".ts-waiting")
    SLOW.go.set()
    page.wait_for_selector(".ts-scope")
    assert page.inner_text(".ts-single-source").startswith("Single source")
    assert page.locator(".ts-card").count() == 3
    assert page.locator(".ts-passage").count() == 2
    assert page.locator(".ts-waiting").count() == 0
    assert page.input_value("#ts-question textarea") == ""


def test_a_sample_question_is_asked_by_one_click(visit: Visit) -> None:
    page = visit()
    page.click(".ts-try")
    page.wait_for_selector(".ts-scope")
    assert page.inner_text(".ts-asked") == "Who said that the gate was left open?"


def test_a_mark_opens_the_article_at_the_quotation(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.click(".ts-card .ts-mark")
    page.wait_for_selector(".ts-article mark.ts-quotation")
    assert page.text_content(".ts-article mark.ts-quotation") == "“the gate was left open on purpose”"
    link = page.get_attribute(".ts-original a", "href")
    assert link == "https://post.example/gate?x=1#:~:text=the%20gate%20was%20left%20open%20on%20purpose"
    page.wait_for_function("document.activeElement.className === 'ts-title'")
    page.click(".ts-pane [data-open=list]")
    page.wait_for_selector(".ts-passage")


def test_a_mark_is_reached_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.focus(".ts-headline .ts-mark")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ts-article")
    assert page.locator(".ts-in-passage").count() > 0


def test_a_hostile_article_is_only_text(visit: Visit) -> None:
    page = visit()
    answered(page, "hostile <img src=x onerror='window.pwned=8'>")
    page.click(".ts-card .ts-mark")
    page.wait_for_selector(".ts-article mark.ts-quotation")
    assert page.text_content(".ts-article") == HOSTILE
    assert page.evaluate("window.pwned") is None
    assert page.locator(".ts a, .ts img, .ts iframe, .ts script").count() == 0


def test_two_browsers_see_nothing_of_each_other(visit: Visit) -> None:
    one, other = visit(), visit()
    answered(one, "Who opened the gate?")
    assert other.locator(".ts-turn").count() == 0
    answered(other, "nothing at all")
    assert "nothing at all" not in one.inner_text("#ts-conversation")
    assert one.locator(".ts-turn").count() == other.locator(".ts-turn").count() == 1


def test_an_error_is_told_and_the_next_question_works(visit: Visit) -> None:
    page = visit()
    ask(page, "broken")
    page.wait_for_selector(".ts-error")
    assert "twosource index PATH" in page.inner_text(".ts-error")
    answered(page, "Who opened the gate?")
    assert page.locator(".ts-turn").count() == 2


def test_limits_are_chips_that_can_be_taken_off(visit: Visit) -> None:
    page = visit()
    page.click("#ts-limit button")
    page.click("#ts-limit input >> nth=0")
    page.click("[role=option] >> text=Coast Daily")
    page.fill("#ts-limit .time >> nth=0", "2019-05-01")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ts-chips >> text=from: 1 May 2019")
    page.wait_for_selector("#ts-chips >> text=publisher: Coast Daily")
    answered(page, "Who opened the gate?")
    chips = page.locator(".ts-turn .ts-limits").inner_text()
    assert "publishers: Coast Daily" in chips and "after: 1 May 2019" in chips
    page.click("#ts-chips [data-drop=from]")
    page.wait_for_selector("#ts-chips [data-drop=from]", state="detached")
    page.click("#ts-chips [data-drop=publisher]")
    page.wait_for_selector("#ts-chips .ts-chip", state="detached")


def test_a_speaker_that_the_question_names_can_be_taken_off(visit: Visit) -> None:
    page = visit()
    answered(page, "What did Ines Corde say about the gate?")
    page.click("[data-without=speaker]")
    page.wait_for_selector('[data-number="1"] .ts-scope')
    assert "without speaker" in page.inner_text('[data-number="1"]')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_page_has_nothing_beside_it(visit: Visit, scheme: str) -> None:
    page = visit(width=375, height=700, scheme=scheme)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    answered(page, "hostile")
    assert page.evaluate(overflow) == 0
    page.click(".ts-why summary")
    page.click(".ts-card .ts-mark")
    page.wait_for_selector(".ts-article")
    assert page.evaluate(overflow) == 0
    page.click("[data-return]")
    page.wait_for_function("document.activeElement.classList.contains('ts-mark')")


def test_programs_ask_by_name_and_get_the_answer_as_json(address: str) -> None:
    gradio_client = pytest.importorskip("gradio_client")
    answer = gradio_client.Client(address, verbose=False).predict("Who opened the gate?", api_name="/ask")
    assert answer["corroboration"]["level"] == "single-source"
    assert answer["statements"][0]["quote"] == "“the gate was left open on purpose”"


def test_the_corpus_is_walked_through(visit: Visit) -> None:
    page = visit()
    page.click(".ts-bar >> nth=0")
    page.wait_for_selector(".ts-list")
    assert page.locator(".ts-list li").count() == 1
    page.select_option("[name=publisher]", "")
    page.fill("[name=words]", "gate was left open")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.ts-list li').length === 2")
    page.click(".ts-list button >> nth=0")
    page.wait_for_selector(".ts-article")
    assert "Credits Harbour Agency" in page.inner_text(".ts-pane")
    page.click(".ts-also summary")
    page.click(".ts-also button")
    page.wait_for_selector(".ts-title >> text=Gate opened")
    page.click(".ts-person >> nth=0")
    page.wait_for_selector(".ts-said-in")
    page.click(".ts-said-in footer button")
    page.wait_for_selector(".ts-article mark.ts-quotation")
    page.click(".ts-top [data-open]")
    page.wait_for_selector(".ts-list")
    page.keyboard.press("Escape")
    page.wait_for_selector("text=Evidence")


def test_the_keyboard_goes_from_citation_to_citation(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.click(".ts-asked")
    for key, words in (("n", "“the gate was"), ("n", "somebody had"), ("p", "“the gate was"), ("p", "“a fairy tale")):
        page.keyboard.press(key)
        page.wait_for_function(
            f"document.querySelector('.ts-article mark.ts-quotation')?.textContent.startsWith('{words}')"
        )
    page.click(".ts-card .ts-voice")
    page.wait_for_selector(".ts-said-in")


def test_what_another_process_adds_is_shown_when_the_page_is_loaded_again(chromium: Any) -> None:
    library = SampleLibrary()
    library.articles, library.being_written = 0, True
    with serving(library=library) as url:
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(url)
        page.wait_for_selector("text=The first are being added right now: reload this page in a minute.")
        library.articles = 5
        page.reload()
        page.wait_for_selector("text=Articles are being added to this index right now")
        page.wait_for_selector(".ts-top >> text=5 articles")
        page.click(".ts-welcome .ts-try")
        page.wait_for_selector(".ts-turn .ts-scope")
        page.click("#ts-limit button")
        page.click("#ts-limit input")
        page.wait_for_selector("[role=option] >> text=Harbour News")
        page.close()


def test_articles_are_added_with_what_failed_and_why(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("The gate is shut.", encoding="utf-8")
    with serving(index=tmp_path / "index") as url:
        context = chromium.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(".ts-welcome")
        page.click(".sidebar .toggle-button")
        page.click("#ts-add button")
        page.set_input_files("#ts-add input[type=file]", tmp_path / "news.txt")
        page.fill("#ts-add textarea", "https://news.example/a")
        page.wait_for_selector("#ts-add >> text=news")
        page.click("#ts-add-now")
        page.wait_for_selector("text=One article added, 0 updated, 0 unchanged, 1 failed.")
        assert "https://news.example/a: does not <b>answer</b>" in page.inner_text("#ts-added")
        page.wait_for_selector(".ts-top >> text=4 articles, 5 May 2019 to 6 May 2019 · index")
        assert len(list((tmp_path / "added").iterdir())) == 1
        context.close()


def test_the_server_keeps_no_component_of_an_answer(visit: Visit) -> None:
    """Gradio does where a plain value follows a skip: memory would grow with each question."""
    page = visit()
    held = []
    for number in range(4):
        ask(page, "Who opened the gate?")
        page.wait_for_selector(f'[data-number="{number}"] .ts-scope')
        page.wait_for_selector("#ts-send", state="visible")
        page.click(f'[data-number="{number}"] .ts-mark')
        page.wait_for_selector(".ts-article")
        gc.collect()
        held.append(sum(issubclass(type(each), gr.components.Component) for each in gc.get_objects()))
    assert held[1:] == held[1:2] * 3
