"""Count tokens with tiktoken, offline: the only module that imports tiktoken."""

import os
from collections.abc import Callable
from functools import cache

from indexer.errors import ModelError
from indexer.shipped import shipped_with_llama_index

ENCODING = "cl100k_base"


@cache
def token_counter() -> Callable[[str], int]:
    """A function from a text to its number of cl100k_base tokens.

    The encoding's file is the one llama-index-core ships, unless TIKTOKEN_CACHE_DIR names another folder.

    Raises:
        ModelError: The encoding's file is missing or damaged.
    """
    # tiktoken reads this variable when it loads an encoding, and would otherwise fetch the file from the network.
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(shipped_with_llama_index("tiktoken_cache")))
    import tiktoken

    try:
        encoding = tiktoken.get_encoding(ENCODING)
    except Exception as error:  # tiktoken passes on whatever its file reader or its network client raises
        raise ModelError(
            f"the token counter {ENCODING} cannot be loaded ({error}): "
            "reinstall llama-index-core, or unset TIKTOKEN_CACHE_DIR"
        ) from error

    def count(text: str) -> int:
        # Text that looks like a control token ("<|endoftext|>") is an article's text like any other.
        return len(encoding.encode_ordinary(text))

    return count
