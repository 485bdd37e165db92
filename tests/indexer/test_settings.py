"""Settings come from file and environment, and a wrong one is named."""

from pathlib import Path

import pytest

from indexer.errors import SettingsError
from indexer.settings import load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "twosource.toml").write_text('port = 8000\nhost = "a"\nindex = "kept/here"\n')
    monkeypatch.setenv("TWOSOURCE_PORT", "8001")
    assert (load_settings().port, load_settings().host, load_settings().index) == (8001, "a", Path("kept/here"))
    assert load_settings(port=8002).port == 8002


def test_a_key_is_secret() -> None:
    assert "s3cret" not in repr(load_settings(llm_api_key="s3cret"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('embeder = "x"', "unknown setting 'embeder' in twosource.toml: did you mean 'embedder'", id="misspelt"),
        pytest.param("port = 99999", "'port' has the value 99999", id="out of range"),
        pytest.param('passage_tokens = "many"', "'passage_tokens' has the value 'many'", id="no number"),
        pytest.param('chroma = "localhost"', "http://host:port", id="no address"),
        pytest.param("port = ", "not valid TOML", id="no TOML"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "twosource.toml").write_text(text)
    with pytest.raises(SettingsError, match=said.replace("(", r"\(")):
        load_settings()


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_PROT", "1")
    with pytest.raises(SettingsError, match=r"TWOSOURCE_PROT.*did you mean 'port'"):
        load_settings()
