"""Articles added from the chat: files and addresses, read in the background, with what failed and why."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from indexer.errors import UserError
from indexer.origin import place_of
from indexer.records import Failure, IndexReport

MOST = 200  # files and addresses at once
Add = Callable[[Sequence[str], Callable[[int], None]], IndexReport]
"""Indexes files and addresses, telling how many it has dealt with."""


class Adding:
    """Adds articles to one index.

    Args:
        add: Indexes them.
        folder: Where files that were sent are kept, so that the index can be made anew.
        most_mb: Larger files are refused, in MB.
    """

    def __init__(self, add: Add, folder: Path, most_mb: float) -> None:
        self._add, self._folder, self._most = add, folder, most_mb

    def run(self, files: Sequence[str], addresses: str) -> Iterator[int | IndexReport]:
        """Add files and addresses; yields how many were dealt with, and the report at the end.

        A reader who leaves does not stop it: what was begun is finished.

        Args:
            files: Paths of what was sent.
            addresses: One a line.

        Raises:
            UserError: There is nothing to add, or too much, or the index cannot be written.
        """
        urls = [line.strip() for line in addresses.splitlines() if line.strip()]
        if not files and not urls:
            raise UserError("there is nothing to add: choose files, or write addresses, one a line")
        if len(files) + len(urls) > MOST:
            raise UserError(f"these are more than {MOST} at once: add them with `twosource index PATH`")
        failed = [
            Failure(where=url, why="is no address of the web: begin it with https://")
            for url in urls
            if not url.lower().startswith(("http://", "https://"))
        ]
        wrong = {failure.where for failure in failed}
        inputs = [url for url in urls if url not in wrong]
        for file in map(Path, files):
            if file.stat().st_size > self._most * 1_000_000:
                failed.append(Failure(where=file.name, why=f"is larger than {self._most:g} MB: split it"))
            else:
                inputs.append(str(self._kept(file)))
        told: Queue[int | IndexReport | Exception] = Queue()
        Thread(target=self._index, args=(inputs, told), name="twosource-add", daemon=True).start()
        while True:
            try:
                step = told.get(timeout=0.5)
            except Empty:
                continue
            if isinstance(step, Exception):
                raise step
            if isinstance(step, IndexReport):
                step.failed[:0] = failed
                yield step
                return
            yield step

    def _index(self, inputs: list[str], told: "Queue[int | IndexReport | Exception]") -> None:
        try:
            told.put(self._add(inputs, told.put) if inputs else IndexReport())
        except Exception as error:  # raised again, where it can be shown
            told.put(error)

    def _kept(self, file: Path) -> Path:
        """A file that was sent, beside the index: under its own name, with letters that tell its content."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        name = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in file.stem)[:80]
        kept = self._folder / f"{name.strip() or 'article'}-{digest}{file.suffix.lower()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not kept.exists():
                shutil.copyfile(file, kept)
        except OSError as error:
            raise UserError(
                f"{self._folder} cannot be written ({error.strerror}): check who may write there"
            ) from error
        return kept


def where_of(failure: Failure) -> str:
    """What failed, by its name alone where it is a file."""
    place = place_of(failure.where)
    return place if "://" in place else Path(place).name
