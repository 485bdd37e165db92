"""Questions in, answers out: `open_assistant("index").ask("who said ...?")`."""

from typing import TYPE_CHECKING, Any

import indexer  # noqa: F401  # before any library: it says that nothing is fetched

if TYPE_CHECKING:
    from assistant.wiring import open_assistant

__all__ = ["open_assistant"]


def __getattr__(name: str) -> Any:
    # Lazily, so that `twosource --help` does not wait for the models' libraries.
    if name == "open_assistant":
        from assistant.wiring import open_assistant

        return open_assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
