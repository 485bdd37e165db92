"""A link that asks a question again: its words, its limits, and the fingerprint of the index that answered it. Pure."""

from collections.abc import Mapping
from urllib.parse import urlencode

from assistant.ask.filters import limits
from assistant.records import Filters
from indexer.errors import UserError


def link_to(question: str, filters: Filters, fingerprint: str) -> str:
    """The part of an address from "?" on."""
    told = {"q": question, "after": filters.after, "before": filters.before, "speaker": filters.speaker}
    pairs = [*told.items(), *(("publisher", publisher) for publisher in filters.publishers), ("index", fingerprint)]
    return "?" + urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs if value])


def asked_by(query: Mapping[str, str | list[str]]) -> tuple[str, Filters, str]:
    """Question, limits and fingerprint of a link; "" where it asks nothing. Limits that are none are left out."""

    def every(name: str) -> list[str]:
        given = query.get(name) or []
        return [given] if isinstance(given, str) else [str(one) for one in given]

    def one(name: str) -> str:
        return (every(name) or [""])[-1]

    try:
        filters = limits(
            publishers=every("publisher"), after=one("after"), before=one("before"), speaker=one("speaker")
        )
    except UserError:
        filters = Filters(publishers=tuple(every("publisher")), speaker=one("speaker"))
    return one("q"), filters, one("index")
