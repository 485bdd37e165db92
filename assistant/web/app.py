"""The page: its layout, and which handler each event has."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Gradio reads it when it is imported, and must not call home.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from gradio import events

from assistant.show.page import evidence
from assistant.web.adding import Adding
from assistant.web.changes import Changes
from assistant.web.chat import Asker, Chat
from assistant.web.controls import Controls
from assistant.web.front import Front
from assistant.web.session import Session

_HERE = Path(__file__).parent
_AT_ONCE = 4  # questions answered at the same time; more wait in the queue
_DAY: dict[str, Any] = {"include_time": False, "type": "string", "min_width": 120}
_TOP = (
    '<header class="ts ts-top"><h1>twosource</h1><p>${value}</p>'
    '<button type="button" class="ts-link" data-open="articles">Articles</button>RULINGS</header>'
)
_RULINGS = '<button type="button" class="ts-link" data-rulings>Your rulings</button>'
_LOG = '<div class="ts ts-log" role="log" aria-live="polite" aria-label="Conversation"></div>'
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


def build(
    assistant_provider: Callable[[], Asker],
    *,
    index_path: str | Path,
    front: Front,
    ready: Callable[[], bool] = lambda: True,
    storage: tuple[str, str] = ("twosource", "twosource"),
    changes: Changes | None = None,
    adding: Adding | None = None,
) -> gr.Blocks:
    """Lay the page out.

    Args:
        assistant_provider: Gives the assistant; may wait for models, and may raise a UserError, which is shown.
        index_path: Shown beside the name.
        front: What the page shows of the index before a question, and the catalog behind it, to walk through.
        ready: Whether the assistant answers at once.
        storage: Under which key the browser keeps the conversations, and with which secret it does.
        changes: What a reader may change, None where nothing.
        adding: Adds articles, None where a reader may add none.
    """
    held = front.held()
    chat = Chat(assistant_provider, front.library, lambda: front.held().start, ready, contest=changes is not None)
    controls = Controls(front, str(index_path), changes, adding)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    at_once: dict[str, Any] = {**private, "queue": False}
    latest: dict[str, Any] = {**private, "trigger_mode": "multiple"}  # no click is lost while another is answered
    with gr.Blocks(title="twosource", analytics_enabled=False, fill_width=True) as page:
        without, clicked, linked = gr.State([]), gr.State(""), gr.State("")
        session = gr.State(Session())
        browser = gr.BrowserState({}, storage_key=storage[0], secret=storage[1])
        with gr.Sidebar(open=False, elem_id="ts-side"):
            new = gr.Button("New conversation", size="sm", elem_id="ts-new")
            words = gr.Textbox(placeholder="Search conversations", label="Search", show_label=False, elem_id="ts-find")
            side = gr.HTML("", js_on_load=_script("shelf"), apply_default_css=False, elem_id="ts-shelf")
            save = gr.Button("Save this one as Markdown", size="sm", elem_id="ts-save")
            if adding:
                with gr.Accordion("Add articles", open=False, elem_id="ts-add"):
                    files = gr.File(file_count="multiple", label="Files", height=140)
                    addresses = gr.Textbox(label="Addresses, one a line", lines=2, placeholder="https://…")
                    add = gr.Button("Add them", size="sm", elem_id="ts-add-now")
                    added = gr.HTML("", js_on_load=_script("shelf"), apply_default_css=False, elem_id="ts-added")
        # "${value}" puts the value in as it is; Handlebars' braces would let a path or a date be run as a script.
        top = gr.HTML(
            controls.headline(held),
            html_template=_TOP.replace("RULINGS", _RULINGS if changes else ""),
            js_on_load=_script("shelf"),
            apply_default_css=False,
        )
        with gr.Row(elem_id="ts-columns"):
            with gr.Column(scale=3, min_width=300, elem_id="ts-left"):
                log = gr.HTML(
                    {"all": held.start},
                    html_template=_LOG,
                    js_on_load=_script("page"),
                    apply_default_css=False,
                    elem_id="ts-conversation",
                )
                with gr.Column(elem_id="ts-ask", min_width=0):
                    note = gr.Markdown("", elem_id="ts-note")
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
                        stop = gr.Button(
                            "Stop", variant="stop", scale=0, min_width=84, visible=False, elem_id="ts-stop"
                        )
                    chips = gr.HTML("", js_on_load=_script("shelf"), apply_default_css=False, elem_id="ts-chips")
                    with gr.Accordion("Limit to publishers, dates or a speaker", open=False, elem_id="ts-limit"):
                        chosen = gr.Dropdown(held.publishers, multiselect=True, label="Publishers (empty: all)")
                        speaker = gr.Dropdown(
                            held.speakers,
                            value=None,
                            allow_custom_value=True,
                            label="Speaker (empty: anybody)",
                        )
                        with gr.Row():
                            after = gr.DateTime(label="Published from", **_DAY)
                            before = gr.DateTime(label="Published until", **_DAY)
            with gr.Column(scale=2, min_width=300, elem_id="ts-right"):
                pane = gr.HTML(
                    evidence(None), js_on_load=_script("pane"), apply_default_css=False, elem_id="ts-evidence"
                )
        # An answer is drawn from the turn's records alone: two browsers share the assistant and nothing else.
        holding = [top, chosen, speaker]
        limited = [chosen, after, before, speaker]
        # The box is no output: Gradio keeps a component of a session for good where an input is updated too.
        inputs = [*limited, without, session]
        outputs = [log, pane, without, session, side, send, stop]
        ask_: dict[str, Any] = {**private, "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
        asking = [gr.on([box.submit, send.click], chat.respond, [box, *inputs], outputs, **ask_)]

        def ask_after(event: Any) -> None:
            asking.append(event.then(chat.respond, [clicked, *inputs], outputs, **ask_))

        top.open(chat.open, session, pane, **latest)
        for component in (log, pane):
            ask_after(component.ask(chat.take, None, [clicked, without], **at_once))
            component.open(chat.open, session, pane, **latest)
        if changes:
            top.rulings(controls.ruled, None, pane, **private)
            pane.undo(controls.undo, None, pane, **private)
            ask_after(log.contest(controls.contest, session, [pane, clicked], **private))
        if adding:
            shown = [added, files, addresses, *holding]
            add.click(controls.add, [files, addresses], shown, **private, concurrency_limit=1)
            added.open(chat.open, session, pane, **latest)
        page.load(controls.held, None, holding, **private)
        turned = [session, log, pane, side, browser]
        gr.on([chosen.change, after.change, before.change, speaker.change], controls.chips, limited, chips, **private)
        chips.drop(controls.drop, limited, limited, **private)
        arriving = [session, log, side, pane, linked, note, *limited]
        arrived = page.load(chat.arrive, browser, arriving, **private)
        log.others(chat.search, [session, words], side, **private)
        asking.append(linked.change(chat.respond, [linked, *inputs], outputs, **ask_))
        for event in (*asking, arrived):
            event.then(chat.keep, session, [browser, send, stop], **private)
        stop.click(chat.stopped, session, [log, browser, send, stop], cancels=asking, **at_once)
        side.choose(chat.choose, [session, words], turned, **private)
        side.rename(chat.rename, [session, words], turned, **private)
        side.delete(chat.delete, [session, words], turned, **private)
        new.click(chat.begin, [session, words], turned, **private)
        words.change(chat.search, [session, words], side, **private)
        save.click(chat.export, session, log, **private)
        events.api(chat.ask, api_name="ask", concurrency_limit=_AT_ONCE)
    return page  # type: ignore[no-any-return]  # gradio is only partly typed


def _script(name: str) -> str:
    return (_HERE / f"{name}.js").read_text(encoding="utf-8")
