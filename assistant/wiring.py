"""Puts an assistant together: the only module on this side that knows the concrete parts."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from assistant.ask.assistant import Assistant
from assistant.ask.llm import LanguageModel
from assistant.ask.retrieve import Retriever
from assistant.judge.crossencoder import EntailmentJudge
from assistant.judge.judge import Judge
from assistant.judge.language import LanguageJudge
from assistant.judge.network import PairJudge, shipped_judge
from indexer.errors import SettingsError
from indexer.parse import parse
from indexer.parties.rulings import read_rulings
from indexer.records import IndexReport
from indexer.settings import Settings, load_settings
from indexer.wiring import being_written, open_index


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
    judge, rulings = Judge(judge_of(settings, model), parser), partial(read_rulings, opened.path)
    writing = partial(being_written, opened.path)
    return Assistant(opened.catalog, retriever, judge, parser, model, rulings, writing)


def open_adder(index: Path, settings: Settings) -> Callable[[Sequence[str], Callable[[int], None]], IndexReport]:
    """What adds files and addresses to an index, telling how many it has dealt with."""

    def add(inputs: Sequence[str], progress: Callable[[int], None]) -> IndexReport:
        from indexer.pipeline import index as run

        with closing(open_index(index, settings, create=True)) as opened:
            return run(inputs, opened.parts(), progress=lambda done: progress(done.articles))

    return add


def judge_of(settings: Settings, model: LanguageModel | None) -> PairJudge:
    """The judge that the settings name.

    Raises:
        ModelError: It cannot be loaded.
        SettingsError: It is the language model, and there is none.
    """
    if not settings.judge:
        return shipped_judge(settings.threads)
    if settings.judge == "llm":
        if model is None:
            raise SettingsError("judge = 'llm' needs a language model: set llm, or unset judge")
        return LanguageJudge(model.reply)
    return EntailmentJudge(settings.judge)
