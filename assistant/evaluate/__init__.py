"""Runs question sets over an index and tells how good the answers are.

`run_set(assistant, path, answers=None, report=None, progress=None) -> dict` is the whole of it.
"""

from assistant.evaluate.run import run_set

__all__ = ["run_set"]
