"""The process that reads inputs (see `indexer.load.process`): `python -m indexer.load.worker MAX_MB SECONDS`.

It takes a JSON string a line, an input, and answers JSON lines: each article, each failure, and null at the end of each
input. The system ends it where reading one article takes more processor time or memory than it may.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TextIO

from indexer.load.one import read_input
from indexer.records import Article, Failure

try:
    import resource
except ImportError:  # Windows sets no such limits
    resource = None  # type: ignore[assignment]

LEAST_MB, MB_PER_MB = 3000, 40
"""Memory (address space) that reading may take: so much, and so much more for each MB that an article may have."""


def serve(inputs: TextIO, answers: TextIO, *, max_mb: float, seconds: int) -> None:
    """Read input after input, until there are no more."""
    bound_memory(max_mb)
    for line in inputs:
        items = read_input(json.loads(line), max_mb=max_mb)
        while (item := _next(items, seconds)) is not None:
            kind = "article" if isinstance(item, Article) else "failure"
            answers.write(json.dumps({kind: asdict(item)}) + "\n")
        answers.write("null\n")
        answers.flush()


def bound_memory(max_mb: float) -> None:
    """Let the system refuse memory beyond what an article may need."""
    if resource is not None:
        most = int(LEAST_MB + MB_PER_MB * max_mb) * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _next(items: Iterator[Article | Failure], seconds: int) -> Article | Failure | None:
    if resource is not None:
        # Of processor time, so that a slow machine or a slow network ends nothing; counted anew for each article.
        limit = int(time.process_time()) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    return next(items, None)


def main() -> None:
    """Serve on the standard streams."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the other process's to answer, which then ends this one
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    serve(sys.stdin, answers, max_mb=float(sys.argv[1]), seconds=int(sys.argv[2]))


if __name__ == "__main__":
    main()
