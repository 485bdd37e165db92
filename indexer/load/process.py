"""Reads inputs in a process of its own, so that no input can take more time or memory than it may, or end the run."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from indexer.errors import told
from indexer.load.web import is_url
from indexer.origin import shown
from indexer.records import Article, Failure, Span


class ReadingProcess:
    """Reads inputs one at a time; the process is started at the first one, and anew after one that ended it.

    Args:
        max_mb: Most million bytes an article may have, its file included.
        seconds: Most seconds of processor time that reading one article may take, at least 1.
    """

    def __init__(self, *, max_mb: float, seconds: int) -> None:
        self._max_mb, self._seconds = max_mb, seconds
        self._process: subprocess.Popen[str] | None = None
        # What the process complains of is told only where it ends by a fault of ours.
        self._complaints = TemporaryFile()  # noqa: SIM115  # closed by `close`

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def read(self, given: str) -> Iterator[Article | Failure]:
        """The articles of one file or address, and a failure for what could not be read."""
        where = given if is_url(given) else shown(Path(given))
        count, ended = 0, False
        try:
            process = self._asked(given)
            for line in process.stdout or ():
                if not line.endswith("\n"):  # it died while it was writing
                    break
                message = json.loads(line)
                if message is None:
                    ended = True
                    return
                count += 1
                yield _record(message)
            yield Failure(where=where, why=self._why_ended(process.wait(), count))
        except OSError as error:  # no process can be started
            yield Failure(where=where, why=told(error))
        finally:
            if not ended:  # it died, or nobody wants the rest
                self._end()

    def close(self) -> None:
        """End the process."""
        self._end()
        self._complaints.close()

    def _asked(self, given: str) -> "subprocess.Popen[str]":
        """The process, with the input named to it."""
        line = json.dumps(given) + "\n"
        try:
            return _named(self._running(), line)
        except BrokenPipeError:  # it ended while it had nothing to do, as when the system needs memory
            self._end()
            return _named(self._running(), line)

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "indexer.load.worker", str(self._max_mb), str(self._seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _why_ended(self, code: int, count: int) -> str:
        behind = f" behind its first {count} articles, and its rest is not read" if count else ""
        if code == -getattr(signal, "SIGXCPU", 0) != 0:  # Windows has no such signal, and sets no such limit
            return (
                f"takes more than {self._seconds} seconds of processor time to read{behind}: split it, save its text "
                "as .txt, or raise read_seconds"
            )
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        reason = f"signal {-code}" if code < 0 else lines[-1] if lines else f"exit code {code}"
        return f"ended the process that reads it{behind} ({reason}): split it, or save its text as .txt"


def _named(process: "subprocess.Popen[str]", line: str) -> "subprocess.Popen[str]":
    if process.stdin is not None:
        process.stdin.write(line)
        process.stdin.flush()
    return process


def _record(message: dict[str, Any]) -> Article | Failure:
    if "failure" in message:
        return Failure(**message["failure"])
    fields = message["article"]
    lists = {
        "authors": tuple(fields["authors"]),
        "boilerplate": tuple(Span(start, end) for start, end in fields["boilerplate"]),
    }
    return Article(**fields | lists)
