"""JSON that reads back to the same characters and that no terminal obeys."""

import json
import unicodedata

import pytest

from assistant.show.printing import as_text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We won’t pay,” said Łukasz.", id="plain"),
        pytest.param("\x1b[31mred\x07", id="escape sequence"),
        pytest.param("\x9b31mred\x9d0;title\x9c", id="C1 controls"),
        pytest.param("\u202eevil\u2066x\u2069", id="marks of direction"),
        pytest.param("a\u2028b\u2029c", id="line separators"),
        pytest.param("half \ud83d, other \udc00", id="lone surrogates"),
        pytest.param("a\0b\r\nc", id="NUL and line endings"),
        pytest.param('back\\slash "quoted" \\u009b', id="backslashes"),
    ],
)
def test_it_reads_back_and_nothing_in_it_is_obeyed(text: str) -> None:
    written = as_text({"quote": [text]}, indent=1)
    assert json.loads(written) == {"quote": [text]}
    assert not [c for c in written if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n"]
    written.encode("utf-8")
