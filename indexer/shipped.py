"""Find the data files that llama-index-core ships, so that nothing has to be downloaded."""

import importlib.util
from pathlib import Path

from indexer.errors import ModelError


def shipped_with_llama_index(part: str) -> Path:
    """A path under llama-index-core's `_static` folder, found without importing it, which would take seconds.

    Raises:
        ModelError: It is not installed.
    """
    spec = importlib.util.find_spec("llama_index.core")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("llama-index-core is not installed: run `pip install twosource` again")
    return Path(spec.submodule_search_locations[0]) / "_static" / part
