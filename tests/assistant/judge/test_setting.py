"""Which judge a setting names."""

from pathlib import Path

import pytest

from assistant.ask.llm import LanguageModel
from assistant.judge.crossencoder import EntailmentJudge
from assistant.judge.language import LanguageJudge
from assistant.judge.network import Network
from assistant.wiring import judge_of
from indexer.errors import ModelError, SettingsError
from indexer.settings import Settings
from tests.assistant.judge.test_crossencoder import made


def test_without_a_setting_it_is_the_shipped_network() -> None:
    assert isinstance(judge_of(Settings(), None), Network)


@pytest.mark.filterwarnings("ignore")
def test_a_folder_is_a_model_of_entailment(tmp_path: Path) -> None:
    folder = made(tmp_path, ["contradiction", "entailment", "neutral"])
    assert isinstance(judge_of(Settings(judge=folder), None), EntailmentJudge)


def test_llm_is_the_language_model_of_the_settings() -> None:
    pytest.importorskip("llama_index.llms.openai_like", reason='needs pip install "twosource[llm]"')
    assert isinstance(judge_of(Settings(judge="llm"), LanguageModel("http://127.0.0.1:9/v1", "small")), LanguageJudge)


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set llm"):
        judge_of(Settings(judge="llm"), None)
    with pytest.raises(ModelError, match="cannot be loaded"):
        judge_of(Settings(judge=str(tmp_path / "nowhere")), None)
