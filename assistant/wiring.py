"""Puts an assistant together: the only module on this side that knows the concrete parts."""

from functools import partial
from pathlib import Path

from assistant.ask import Assistant
from assistant.llm import LanguageModel
from assistant.match import Matcher
from assistant.retrieve import Retriever
from indexer.parse import parse
from indexer.settings import Settings, load_settings
from indexer.wiring import open_index


def open_assistant(index: Path | str = "", settings: Settings | None = None) -> Assistant:
    """An assistant over one index.

    Args:
        index: The index's folder; "" takes the settings'.
        settings: What to use in place of `twosource.toml` and the environment.

    Raises:
        UserError: The index, a model or a setting is not as it should be; the message says what to do.
    """
    settings = settings or load_settings()
    opened = open_index(index or settings.index, settings)
    model = None
    if settings.llm:
        model = LanguageModel(settings.llm, settings.llm_model, key=settings.llm_api_key.get_secret_value())
    retriever = Retriever(opened.catalog, opened.vectors, opened.embedder)
    parser = partial(parse, name=settings.parser)
    return Assistant(opened.catalog, retriever, Matcher(parser, opened.embedder), parser, model)
