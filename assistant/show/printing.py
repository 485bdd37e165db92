"""JSON as every command writes it: it reads back to the same characters, and no terminal obeys any of them."""

import json
import re

# What JSON may hold as it is and a terminal or a line reader would obey: C1 controls, marks of direction, line
# separators; and half a surrogate pair, which no UTF-8 can hold.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def as_text(data: object, *, indent: int | None = None) -> str:
    r"""The data as JSON.

    >>> as_text({"quote": "“so”\x9b\ud83d"})
    '{"quote": "“so”\\u009b\\ud83d"}'
    """
    written = json.dumps(data, ensure_ascii=False, indent=indent)
    # Outside of strings JSON is ASCII, so whatever is found here stands inside one.
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
