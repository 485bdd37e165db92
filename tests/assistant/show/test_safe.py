"""Signs that nothing may obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.show.safe import folded, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“We won’t pay,” said Łukasz.\n\tTab", "“We won’t pay,” said Łukasz.\n\tTab"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\x9b31m", "\ufffd31m"),
        ("a\r\nb\rc", "a \nb\nc"),
        ("\u202eevil\u2066", "\ufffdevil\ufffd"),
        ("in\u200bvisible\ufeff\U000e0041", "in\ufffdvisible\ufffd\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_each_is_replaced_and_no_letter_is(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters(), max_size=20))
def test_offsets_stay_and_what_is_left_is_text(text: str) -> None:
    assert len(safe(text)) == len(text) and safe(safe(text)) == safe(text)
    safe(text).encode("utf-8")
    assert "\n" not in folded(text)
