"""What a user may set, in `twosource.toml` or the environment, with bounds: read once, at the edge, never by a step."""

import os
from difflib import get_close_matches
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from indexer.errors import SettingsError

FILE = "twosource.toml"
PREFIX = "TWOSOURCE_"

# Variables of ours that are no settings: they change what a developer sees, never an answer.
NOT_SETTINGS = frozenset({"TWOSOURCE_DEBUG", "TWOSOURCE_SHARED"})


class Settings(BaseSettings):
    """Every setting, its default and its bounds. The environment (TWOSOURCE_EMBEDDER=...) wins over the file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=FILE, extra="forbid", frozen=True)

    embedder: str = Field(
        default="all-MiniLM-L6-v2",
        min_length=1,
        description="Embedding model: the packaged default, or a sentence-transformers model by name or folder.",
    )
    parser: str = Field(default="en_core_web_sm", min_length=1, description="spaCy pipeline that parses sentences.")
    judge: str = Field(
        default="",
        description='What judges statements: "" for the shipped judge, "llm" for the language model, or the name or '
        "folder of a CrossEncoder for entailment.",
    )
    passage_tokens: int = Field(
        default=220,
        ge=32,
        le=2000,
        description="Longest passage, in cl100k_base tokens; the embedder's window also binds.",
    )
    index: Path = Field(default=Path("index"), description="Folder of the index, where no --index is given.")
    chroma: str = Field(
        default="", description='Chroma server, "http://host:port"; "" keeps vectors in the index folder.'
    )
    llm: str = Field(default="", description='Base URL of an OpenAI-compatible endpoint; "" uses no language model.')
    llm_model: str = Field(default="", description="Name of the model that the endpoint serves.")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description='Key for the endpoint, "" where it needs none.')
    host: str = Field(default="127.0.0.1", min_length=1, description="Address that the web chat listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port of the web chat; 0 takes any free one.")
    chat_changes: Literal["here", "always", "never"] = Field(
        default="here",
        description='Whether the web chat may add articles and write rulings: "here" only where it listens to this '
        "machine alone.",
    )
    threads: int = Field(default=0, ge=0, le=512, description="Threads of the models; 0 lets the library choose.")
    read_seconds: int = Field(
        default=120, ge=1, le=86400, description="Seconds of processor time that reading one article may take."
    )
    max_article_mb: float = Field(default=20, gt=0, le=1000, description="Larger inputs are refused, in MB.")

    @field_validator("chroma", "llm")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError('expected "http://host:port" or "https://host:port"')
        return value.rstrip("/")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: object) -> Settings:
    """The settings in force here: what is given, then TWOSOURCE_* of the environment, then `twosource.toml`.

    Raises:
        SettingsError: A key is unknown or a value out of range (named, with what was expected), or the file is no TOML.
    """
    # pydantic forbids unknown keys of the file but does not look at the environment's: a misspelt one must not pass.
    for name in os.environ:
        if name.startswith(PREFIX) and name not in NOT_SETTINGS:
            _check_known(name.removeprefix(PREFIX).lower(), where=f"the environment ({name})")
    try:
        return Settings(**given)  # type: ignore[arg-type]  # that is what it checks
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            _check_known(key, where=FILE)
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"setting {key!r} has the value {first['input']!r}: {message}") from error
    except TOMLDecodeError as error:
        raise SettingsError(f"{FILE} is not valid TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}") from error


def _check_known(key: str, *, where: str) -> None:
    if key in Settings.model_fields:
        return
    near = get_close_matches(key, Settings.model_fields, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(Settings.model_fields)}"
    raise SettingsError(f"unknown setting {key!r} in {where}: {hint}")
