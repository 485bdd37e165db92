"""How handlers tell the page what to show."""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any, ParamSpec

import gradio as gr

P = ParamSpec("P")


def as_updates(handler: Callable[P, Any]) -> Callable[P, Any]:
    """A handler whose values are all updates of their components.

    Gradio makes a component anew for each `gr.skip()`; where a plain value follows, it keeps that component, with the
    value, for as long as the session lasts. An update takes the place of the one before.
    """
    if isgeneratorfunction(handler):

        @wraps(handler)
        def steps(*args: P.args, **kwargs: P.kwargs) -> Iterator[Any]:
            for values in handler(*args, **kwargs):
                yield _updates(values)

        return steps

    @wraps(handler)
    def once(*args: P.args, **kwargs: P.kwargs) -> Any:
        return _updates(handler(*args, **kwargs))

    return once


def _updates(values: object) -> object:
    return tuple(map(_update, values)) if isinstance(values, tuple) else _update(values)


def _update(value: object) -> object:
    return value if isinstance(value, dict) and "__type__" in value else gr.update(value=value)
