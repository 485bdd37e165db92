"""Do a step for a batch of articles together, or, where one of them breaks it, for each alone."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from indexer.errors import InputError, PassageTooLongError, UserError, told
from indexer.origin import place_of
from indexer.records import Article, Failure

Given = TypeVar("Given")
Done = TypeVar("Done")


def one_by_one(
    step: Callable[[Sequence[Given]], Sequence[Done]], batch: Sequence[Given], article: Callable[[Given], Article]
) -> tuple[list[Done], list[Failure]]:
    """What the step makes of the batch, and a failure for each article for which it failed.

    Args:
        step: Does it for some of the batch, all or nothing.
        article: The article that one of the batch is about.

    Raises:
        UserError: The disk, a model or a lock failed, which no other article would escape.
    """
    if not batch:
        return [], []
    try:
        return list(step(batch)), []
    except Exception as error:  # an article is any text at all, and must not stop the others
        if isinstance(error, UserError) and not isinstance(error, InputError | PassageTooLongError):
            raise
        if len(batch) == 1:
            read = article(batch[0])
            return [], [Failure(where=place_of(read.origin) or read.id, why=told(error))]
    done: list[Done] = []
    failures: list[Failure] = []
    for one in batch:
        some, failed = one_by_one(step, [one], article)
        done += some
        failures += failed
    return done, failures
