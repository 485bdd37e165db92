"""Starts the web chat: the page is up at once, the models load behind it."""

import ctypes
import hashlib
import os
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Literal

# Before Gradio is imported: nothing is sent to anywhere.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from assistant.records import Filters
from assistant.web.adding import Adding
from assistant.web.app import LAUNCH, build
from assistant.web.browsing import Library
from assistant.web.changes import Changes
from assistant.web.chat import Asker
from assistant.web.front import Front
from indexer.catalog import open_catalog
from indexer.errors import UserError
from indexer.parties.rulings import read_rulings
from indexer.records import IndexReport
from indexer.settings import Settings
from indexer.wiring import being_written

_M_MMAP_THRESHOLD = -3  # of glibc's malloc.h
LARGE = 1 << 18
"""Bytes from which a buffer goes back to the system as soon as it is free."""


class AddressError(UserError):
    """The address cannot be listened on."""


class Warming:
    """An assistant that is opened, and asked once, in the background."""

    def __init__(self, index: Path, settings: Settings, question: str) -> None:
        self._done = Event()
        self._assistant: Asker | None = None
        self._error: Exception | None = None
        Thread(target=self._open, args=(index, settings, question), name="twosource-warm", daemon=True).start()

    def _open(self, index: Path, settings: Settings, question: str) -> None:
        try:
            # Imported here, because the models' libraries take seconds and the page need not wait for them.
            from assistant.wiring import open_assistant

            assistant = open_assistant(index, settings)
            if question:  # loads what loads on first use
                assistant.ask(question, Filters())
            self._assistant = assistant
        except Exception as error:  # raised again, where it can be shown, by whoever asks
            self._error = error
        finally:
            self._done.set()

    def ready(self) -> bool:
        """Whether the next question need not wait."""
        return self._done.is_set()

    def __call__(self) -> Asker:
        """The assistant, once it is there.

        Raises:
            UserError: It could not be opened.
        """
        self._done.wait()
        if self._assistant is None:
            raise self._error or UserError("the assistant could not be opened: start `twosource chat` again")
        return self._assistant


def free_port(host: str, port: int) -> int:
    """The port if it can be listened on, any free one for 0 (Gradio itself takes 0 literally).

    Raises:
        AddressError: It is in use, or the host is not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As servers do: a port that has just been left may be taken again at once.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressError(
                f"cannot listen on {host}:{port} ({error.strerror}): choose another with --port or --host"
            ) from error
        return int(probe.getsockname()[1])


def serve(index: str | Path, host: str, port: int, settings: Settings, *, block: bool = True) -> str:
    """Serve the chat until interrupted, and print its address with questions to try.

    Args:
        host, port: Where to listen; port 0 takes any free one.
        block: False returns at once, with the server running.

    Returns:
        The address.

    Raises:
        IndexMissingError: There is no index.
        AddressError: The port is in use, or the host is not an address of this machine.
    """
    _give_back()
    folder = Path(index)
    catalog = open_catalog(folder)
    port = free_port(host, port)
    library = Library(catalog, partial(read_rulings, folder), partial(being_written, folder))
    front = Front(library)
    held = front.held()
    questions = held.questions
    may = may_change(settings.chat_changes, host)
    warming = Warming(folder, settings, questions[0] if questions else "")
    page = build(
        warming,
        index_path=folder,
        front=front,
        ready=warming.ready,
        storage=_storage(folder),
        changes=Changes(folder) if may else None,
        adding=_adding(folder, settings) if may else None,
    )
    _, address, _ = page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        max_file_size=f"{settings.max_article_mb:g}mb",
        **LAUNCH,
    )
    sys.stdout.write(_greeting(address, held.scope.articles, questions))
    sys.stdout.flush()
    if block:
        try:
            page.block_thread()
        finally:
            page.close(verbose=False)
    return str(address)


def _give_back() -> None:
    """Have large buffers go back to the system one by one.

    Left alone, glibc (mallopt(3), M_MMAP_THRESHOLD) soon keeps buffers of up to 32 MB, of models and of answers, in
    heaps that it cannot give back: the chat would grow by some .1 MB a question.
    """
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(_M_MMAP_THRESHOLD, LARGE)


def _adding(folder: Path, settings: Settings) -> Adding:
    def add(inputs: Sequence[str], progress: Callable[[int], None]) -> IndexReport:
        # Imported here, because the models' libraries take seconds and the page need not wait for them.
        from assistant.wiring import open_adder

        return open_adder(folder, settings)(inputs, progress)

    kept = folder.resolve()
    return Adding(add, kept.with_name(f"{kept.name}.added"), settings.max_article_mb)


def may_change(setting: Literal["here", "always", "never"], host: str) -> bool:
    """Whether readers may change anything: by default only where nobody but this machine can read."""
    if setting == "here":
        return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)
    return setting == "always"


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _storage(folder: Path) -> tuple[str, str]:
    """Where in the browser the conversations over an index lie: the same after a restart, another for another index.

    Gradio sends the secret to every browser, so it keeps nothing from anybody; it only must not change.
    """
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"twosource-{name[:16]}", name[16:32]


def _greeting(address: str, articles: int, questions: tuple[str, ...]) -> str:
    lines = [f"twosource chat is at {address}  (Ctrl+C ends it)"]
    if questions:
        lines += ["Questions to try:", *(f"  {question}" for question in questions)]
    elif not articles:
        lines.append("The index holds no articles yet: add some with `twosource index PATH`.")
    return "\n".join(lines) + "\n"
