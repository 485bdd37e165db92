"""JSON as every command writes it: it reads back to the same characters, and no terminal obeys any of them."""

import json
import re

from assistant.show.safe import UNSAFE

# Line breaks and tabs are escaped already, as JSON wants it; those between the fields stay.
_ESCAPED = re.compile(f"[{UNSAFE}\u200c\u200d]")


def as_text(data: object, *, indent: int | None = None) -> str:
    r"""The data as JSON.

    >>> as_text({"quote": "“so”\x9b\ud83d"})
    '{"quote": "“so”\\u009b\\ud83d"}'
    """
    written = json.dumps(data, ensure_ascii=False, indent=indent)
    # Outside of strings JSON is ASCII, so whatever is found here stands inside one.
    return _ESCAPED.sub(_escape, written)


def _escape(sign: re.Match[str]) -> str:
    units = sign.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
