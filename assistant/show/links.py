"""Addresses that a page may link to. Pure."""

import re
from urllib.parse import quote, urlsplit

from assistant.show.safe import safe

_ENDS = 6  # words at either end of a text fragment; enough to be unique, short enough for an address


def safe_url(url: str) -> str:
    """The address if it is a whole http(s) one without blanks or signs that hide or turn text, else ""."""
    if re.search(r"\s", url) or safe(url) != url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that opens no IPv6 address
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


def text_fragment(url: str, words: str) -> str:
    """The address with a text fragment, so that the browser scrolls to `words` on the publisher's page."""
    tokens = words.encode("utf-8", "replace").decode("utf-8").strip(" \n\t“”\"'‘’«»").split()
    if not tokens:
        return url
    ends = [tokens] if len(tokens) <= 2 * _ENDS else [tokens[:_ENDS], tokens[-_ENDS:]]
    # "-" and "," separate the parts of a fragment, so they are encoded where they belong to the words.
    encoded = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={encoded}"
