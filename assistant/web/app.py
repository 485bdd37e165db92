"""The page: its layout, and what happens on a question and on a click."""

import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

# Gradio reads it when it is imported, and must not call home.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from gradio import events
from markupsafe import escape

from assistant.answer import Answer
from assistant.ask.filters import limits
from assistant.notes.cite import cite, notes_of
from assistant.records import Filters, Scope
from assistant.show.json import as_json
from assistant.show.page import Turn, conversation, evidence, welcome
from assistant.show.wording import extent
from assistant.web.focus import Shelf, opened
from indexer.errors import UserError

_HERE = Path(__file__).parent
_AT_ONCE = 4  # questions answered at the same time; more wait in the queue
_FONTS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans", "sans-serif")
LAUNCH: dict[str, Any] = {
    "theme": gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
    "css_paths": _HERE / "style.css",
    "footer_links": [],
    "share": False,
    "ssr_mode": False,
    "quiet": True,
}
"""What `Blocks.launch` needs to show the page as it is meant, with nothing fetched from elsewhere."""


_log = logging.getLogger(__name__)


class Asker(Protocol):
    """What the page needs of an assistant."""

    def ask(self, text: str, filters: Filters = ..., /) -> Answer:
        """Answer one question."""


def build(
    assistant_provider: Callable[[], Asker],
    *,
    index_path: str | Path,
    shelf: Shelf,
    scope: Scope | None = None,
    questions: Sequence[str] = (),
    publishers: Sequence[str] = (),
    ready: Callable[[], bool] = lambda: True,
) -> gr.Blocks:
    """Lay the page out.

    Args:
        assistant_provider: Gives the assistant; may wait for models, and may raise a UserError, which is shown.
        index_path: Shown beside the name.
        shelf: The catalog, for the articles that are opened.
        scope: What the index holds, None where that is not known.
        questions: To try, on the empty page.
        publishers: To choose from.
        ready: Whether the assistant answers at once.
    """
    start = welcome(questions, scope.articles if scope else 1)
    held = f"{extent(scope)} · {index_path}" if scope else str(index_path)
    script = (_HERE / "page.js").read_text(encoding="utf-8")

    def respond(
        typed: str, chosen: list[str] | None, after: str | None, before: str | None, turns: list[Turn]
    ) -> Iterator[tuple[object, ...]]:
        """One turn, as it comes: the question, the first line, the whole answer."""
        question = typed.strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), turns
            return
        waiting = "Searching the articles" if ready() else "Loading the models; only the first question waits for them"
        asked = [*turns, Turn(question=question, waiting=waiting)]
        yield conversation(asked, start), gr.skip(), "", turns
        try:
            filters = limits(publishers=chosen or (), after=after, before=before)
            answer = assistant_provider().ask(question, filters)
        except Exception as error:  # the edge of the program: a page that waits for ever tells nobody anything
            turns = [*turns, Turn(question=question, error=_told(error))]
            yield conversation(turns, start), evidence(None), gr.skip(), turns
            return
        first = Turn(question=question, answer=answer, whole=False)
        yield conversation([*turns, first], start), gr.skip(), gr.skip(), turns
        notes = cite(answer) if notes_of(answer).notes else ""
        turns = [*turns, Turn(question=question, answer=answer, notes=notes)]
        yield conversation(turns, start), evidence(answer, len(turns) - 1), gr.skip(), turns

    def open_(turns: list[Turn], event: gr.EventData) -> str:
        """The pane that a click asks for."""
        return opened(event._data or {}, [turn.answer for turn in turns], shelf)

    def take(event: gr.EventData) -> str:
        """A sample question, into the box."""
        return str((event._data or {}).get("question", ""))

    def ask(question: str) -> dict[str, Any]:
        """Answer one question; the reply is the answer as JSON."""
        try:
            written = json.dumps(as_json(assistant_provider().ask(question)), ensure_ascii=False)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # Gradio cannot send half a surrogate pair.
        found: dict[str, Any] = json.loads(written.encode("utf-8", "replace"))
        return found

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    with gr.Blocks(title="twosource", analytics_enabled=False, fill_width=True) as page:
        turns = gr.State([])
        gr.HTML(
            f'<header class="ts ts-top"><h1>twosource</h1><p>{escape(held)}</p></header>',
            js_on_load=None,
            apply_default_css=False,
        )
        with gr.Row(elem_id="ts-columns"):
            with gr.Column(scale=3, min_width=300, elem_id="ts-left"):
                log = gr.HTML(
                    conversation([], start), js_on_load=script, apply_default_css=False, elem_id="ts-conversation"
                )
                with gr.Column(elem_id="ts-ask", min_width=0):
                    with gr.Row(elem_id="ts-line"):
                        box = gr.Textbox(
                            placeholder="Who said …? What did … say about …?",
                            label="Question",
                            show_label=False,
                            lines=1,
                            max_lines=4,
                            scale=1,
                            autofocus=True,
                            elem_id="ts-question",
                        )
                        send = gr.Button("Ask", variant="primary", scale=0, min_width=84, elem_id="ts-send")
                    with gr.Accordion("Limit to publishers or dates", open=False, elem_id="ts-limit"):
                        chosen = gr.Dropdown(list(publishers), multiselect=True, label="Publishers (empty: all)")
                        with gr.Row():
                            after = gr.Textbox(label="Published from", placeholder="2017-08-01", min_width=120)
                            before = gr.Textbox(label="Published until", placeholder="2017-12-31", min_width=120)
            with gr.Column(scale=2, min_width=300, elem_id="ts-right"):
                pane = gr.HTML(evidence(None), js_on_load=script, apply_default_css=False, elem_id="ts-evidence")
        # An answer's cards are drawn from the turn's records alone: two browsers share the assistant and nothing else.
        inputs, outputs = [box, chosen, after, before, turns], [log, pane, box, turns]
        gr.on([box.submit, send.click], respond, inputs, outputs, concurrency_limit=_AT_ONCE, **private)
        log.ask(take, None, box, **private).then(respond, inputs, outputs, concurrency_limit=_AT_ONCE, **private)
        log.open(open_, turns, pane, **private)
        pane.open(open_, turns, pane, **private)
        events.api(ask, api_name="ask", concurrency_limit=_AT_ONCE)
    return page  # type: ignore[no-any-return]  # gradio is only partly typed


def _told(error: Exception) -> str:
    """What a reader is told of an error; one that is not theirs to mend goes to the log."""
    if isinstance(error, UserError):
        return str(error)
    _log.exception("a question failed")
    return f"this is a fault in twosource ({type(error).__name__}): the terminal that runs `twosource chat` shows more"
