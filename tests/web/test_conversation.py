"""A conversation in a browser: streamed, stopped, asked again, kept over a reload and a restart, named, found, deleted."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import PATIENCE, SLOW, serving

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


@pytest.fixture(autouse=True)
def _goes_on() -> Iterator[None]:
    SLOW.go.set()
    yield
    SLOW.go.set()


def ask(page: Any, question: str) -> None:
    page.fill("#ts-question textarea", question)
    page.keyboard.press("Enter")


def answered(page: Any, question: str, number: int = 0) -> None:
    ask(page, question)
    page.wait_for_selector(f'[data-number="{number}"] .ts-scope')
    page.wait_for_selector("#ts-send", state="visible")  # the browser keeps it


def test_what_was_understood_and_heard_comes_first_and_no_level_before_the_last_verdict(visit: Visit) -> None:
    page = visit()
    SLOW.go.clear()
    ask(page, "Who opened the gate, slowly?")
    page.wait_for_selector(".ts-card")
    assert "Who says “the gate was opened on purpose”" in page.inner_text(".ts-understood")
    assert "of 40 statements judged; no level before the last" in page.inner_text(".ts-waiting")
    assert page.locator(".ts-card").count() == 1
    assert page.locator(".ts-badge, .ts-headline, .ts-card button").count() == 0
    SLOW.go.set()
    page.wait_for_selector(".ts-scope")
    assert page.locator(".ts-card").count() == 3 and page.locator(".ts-badge").count() == 2


def test_stopping_leaves_the_question_and_stops_the_work(visit: Visit) -> None:
    page = visit()
    SLOW.go.clear()
    ask(page, "Who opened the gate, slowly?")
    page.wait_for_selector(".ts-card")
    page.click("#ts-stop")
    page.wait_for_selector("text=Stopped. Nothing is said of the claim")
    page.wait_for_selector("#ts-send", state="visible")
    assert page.locator("#ts-stop").count() == 0 or not page.is_visible("#ts-stop")
    went_on = SLOW.went_on
    page.wait_for_timeout(400)
    assert SLOW.went_on <= went_on + 1  # within one batch
    SLOW.go.set()
    page.click("text=Ask again")
    page.wait_for_selector('[data-number="1"] .ts-scope')


def test_a_question_can_be_edited_and_asked_again(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.click("text=Edit")
    assert page.input_value("#ts-question textarea") == "Who opened the gate?"
    page.keyboard.press("End")
    page.keyboard.type(" And why?")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-number="1"] .ts-scope')
    assert page.locator(".ts-asked").all_inner_texts() == ["Who opened the gate?", "Who opened the gate? And why?"]


def test_a_follow_up_is_completed_where_it_can_be_seen_and_changed(visit: Visit) -> None:
    page = visit()
    answered(page, "Who said that the gate was opened on purpose?")
    answered(page, "and what did she say about the water?", 1)
    assert page.inner_text(".ts-read-as").startswith("Read as: What did Ines Corde say about the water?")
    page.click(".ts-read-as button")
    assert page.input_value("#ts-question textarea") == "What did Ines Corde say about the water?"


def test_each_new_answer_stands_at_the_top(visit: Visit) -> None:
    page = visit()
    for number in range(3):
        answered(page, f"Who opened gate {number}?", number)
        page.wait_for_function(
            f"Math.abs(document.querySelector('[data-number=\"{number}\"]').getBoundingClientRect().top) < 90"
        )


def test_escape_closes_the_article_and_returns_to_the_mark(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.click(".ts-card .ts-mark")
    page.wait_for_selector(".ts-article")
    page.keyboard.press("Escape")
    page.wait_for_selector(".ts-passage")
    page.wait_for_function("document.activeElement.matches('.ts-card .ts-mark')")


def test_a_conversation_is_kept_over_a_reload_and_a_restart_of_the_server(chromium: Any) -> None:
    with serving() as first:
        context = chromium.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(first)
        page.wait_for_selector(".ts-welcome")
        answered(page, "Who opened the gate?")
        answered(page, "hostile", 1)
        page.reload()
        page.wait_for_selector('[data-number="1"] .ts-scope')
        assert page.locator(".ts-turn").count() == 2 and page.locator(".ts-badge").count() == 3
        port = int(first.rstrip("/").rpartition(":")[2])
    page.wait_for_selector("text=The server does not answer. Start `twosource chat` again")
    page.fill("#ts-question textarea", "not yet asked")
    with serving(port=port):
        page.wait_for_selector(".ts-gone", state="detached")  # it loads itself again
        page.wait_for_selector('[data-number="1"] .ts-scope')
        page.wait_for_function("document.querySelector('#ts-question textarea').value === 'not yet asked'")
        page.click('[data-number="0"] .ts-card .ts-mark')
        page.wait_for_selector(".ts-article mark.ts-quotation")
        assert page.text_content(".ts-article mark.ts-quotation") == "“the gate was left open on purpose”"
        answered(page, "nothing", 2)
    context.close()


def test_conversations_are_named_found_chosen_saved_and_deleted(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.click(".sidebar .toggle-button")
    page.wait_for_selector(".ts-kept")
    page.click("#ts-new")
    page.wait_for_selector(".ts-welcome")
    answered(page, "hostile", 0)
    page.wait_for_function("document.querySelectorAll('.ts-kept').length === 2")
    page.on("dialog", lambda dialog: dialog.accept("Gates" if dialog.type == "prompt" else None))
    page.click(".ts-kept:last-child [data-rename]")
    page.wait_for_selector("text=Gates")
    page.fill("#ts-find input, #ts-find textarea", "gates")
    page.wait_for_function("document.querySelectorAll('.ts-kept').length === 1")
    page.click(".ts-choose")
    page.wait_for_selector("text=Ines Corde")
    with page.expect_download() as download:
        page.click("#ts-save")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "Gates.md"
    assert text.startswith("# Gates\n\n## Who opened the gate?") and "[1] The gate at Aldmere, Aldmere Post" in text
    page.click(".ts-kept [data-delete]")
    page.wait_for_selector(".ts-kept", state="detached")
    page.fill("#ts-find input, #ts-find textarea", "")
    page.wait_for_function("document.querySelectorAll('.ts-kept').length === 1")
    assert "Clerk" in page.inner_text("#ts-conversation")


def test_a_link_asks_the_same_question_of_the_same_articles(visit: Visit, address: str) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    link = page.get_attribute("[data-link]", "data-link")
    assert link == "?q=Who+opened+the+gate%3F&index=0123456789ab"
    page.goto(address.rstrip("/") + "/" + link.replace("0123456789ab", "another") + "&publisher=Aldmere+Post")
    page.wait_for_selector("text=The index has changed since this link was made")
    page.wait_for_selector(".ts-turn .ts-scope")
    assert page.locator(".ts-asked").all_inner_texts() == ["Who opened the gate?"]
    assert "publishers: Aldmere Post" in page.inner_text(".ts-turn")
    page.wait_for_selector("#ts-chips >> text=publisher: Aldmere Post")
    assert page.url.rstrip("/") == address.rstrip("/")
    page.reload()
    page.wait_for_selector(".ts-turn .ts-scope")
    assert page.locator(".ts-turn").count() == 1  # and it is not asked again


def test_what_a_browser_keeps_is_read_with_care(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    key = page.evaluate("Object.keys(localStorage).find((k) => k.startsWith('twosource'))")
    page.evaluate("(key) => localStorage.setItem(key, 'nonsense')", key)
    page.reload()
    page.wait_for_selector(".ts-welcome")
    answered(page, "Who opened the gate?")


def test_a_question_of_a_hundred_thousand_letters_is_refused_kindly(visit: Visit) -> None:
    page = visit()
    ask(page, "a " * 50_000)
    page.wait_for_selector(".ts-error")
    assert "is too long: ask in 2,000 or less" in page.inner_text(".ts-error")
    answered(page, "Who opened the gate?", 1)


def test_a_reader_says_otherwise_and_takes_it_back(chromium: Any, tmp_path: Path) -> None:
    with serving(index=tmp_path / "index") as url:
        context = chromium.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(".ts-welcome")
        answered(page, "Who opened the gate?")
        page.click(".ts-card .ts-contest >> nth=0")
        page.wait_for_selector(".ts-title >> text=Your rulings")
        page.wait_for_selector('[data-number="1"] .ts-scope')  # it is asked again
        written = (tmp_path / "index.people.toml").read_text(encoding="utf-8")
        assert "does_not_say" in written and "the gate was left open on purpose" in written
        page.click("[data-rulings]")
        page.wait_for_selector("[data-undo]")
        assert "does not say “the gate was opened on purpose”" in page.inner_text(".ts-pane")
        page.click("[data-undo]")
        page.wait_for_selector("text=None yet")
        page.click('[data-number="1"] .ts-why summary')
        page.click('[data-number="1"] .ts-why .ts-contest >> nth=0')
        page.wait_for_selector("[data-undo]")
        context.close()


def test_where_nothing_may_be_changed_nothing_offers_it(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    assert page.locator(".ts-contest, [data-rulings]").count() == 0


def test_tabs_of_one_browser_share_its_conversations(chromium: Any, address: str) -> None:
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(address)
        page.wait_for_selector(".ts-welcome")
        page.wait_for_function(
            "localStorage.twosource && localStorage.twosource.length > 150"
        )  # with the reader's name
    answered(one, "Who opened the gate?")
    answered(other, "hostile", 1)  # it goes on where the first tab is
    assert other.locator(".ts-asked").all_inner_texts() == ["Who opened the gate?", "hostile"]
    other.click(".sidebar .toggle-button")
    other.click("#ts-new")
    other.wait_for_selector(".ts-welcome")
    answered(other, "nothing")
    answered(one, "Who opened the gate, then?", 2)
    for page in (one, other):  # the list of either shows both
        page.wait_for_function("document.querySelectorAll('#ts-shelf .ts-kept').length === 2")
    other.reload()
    other.wait_for_selector(".ts-turn .ts-scope")
    assert other.locator("#ts-shelf .ts-kept").count() == 2
    context.close()


def test_what_a_page_does_not_know_it_does_not_overwrite(chromium: Any) -> None:
    """A server that was started again is asked before the page has noticed."""
    with serving() as first:
        page = chromium.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(first)
        page.wait_for_selector(".ts-welcome")
        answered(page, "Who opened the gate?")
        port = int(first.rstrip("/").rpartition(":")[2])
        page.evaluate("window.setInterval = null; for (let n = 0; n < 10000; n++) clearInterval(n)")
    with serving(port=port):
        page.wait_for_function("performance.now() > 5000")
        page.evaluate("window.before = true")
        ask(page, "hostile")
        page.wait_for_function("!window.before && document.querySelector('#ts-question textarea')?.value === 'hostile'")
        page.wait_for_selector(".ts-turn .ts-scope")
        ask(page, "hostile")
        page.wait_for_selector('[data-number="1"] >> text=Clerk **Bold**')
        assert page.locator(".ts-asked").all_inner_texts() == ["Who opened the gate?", "hostile"]
        page.context.close()


def test_a_question_that_is_asked_while_the_page_is_loaded_waits_for_what_is_kept(visit: Visit) -> None:
    page = visit()
    answered(page, "Who opened the gate?")
    page.reload(wait_until="commit")
    page.wait_for_selector("#ts-question textarea")
    ask(page, "hostile")
    page.wait_for_selector('[data-number="1"] .ts-scope')
    assert page.locator(".ts-asked").all_inner_texts() == ["Who opened the gate?", "hostile"]
