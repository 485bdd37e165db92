"""Addresses that a page may link to."""

import pytest

from assistant.show.links import safe_url, text_fragment


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://post.example/a?b=1", True),
        ("http://post.example", True),
        ("javascript:alert(1)", False),
        ("https:///nohost", False),
        ("data:text/html,x", False),
        ("java\nscript:x", False),
        ("https://post.example/\u202egpj.exe", False),
        ("https://post.example/\x1b[2J", False),
        ("http://[bad", False),
        ("/local", False),
        ("", False),
    ],
)
def test_only_whole_web_addresses_are_linked(url: str, kept: bool) -> None:
    assert safe_url(url) == (url if kept else "")


def test_the_original_is_opened_at_the_words() -> None:
    assert text_fragment("https://a.example/x", "“left-open, on purpose”") == (
        "https://a.example/x#:~:text=left%2Dopen%2C%20on%20purpose"
    )
    long = text_fragment("https://a.example/x#top", " ".join("abcdefghijklmnopq"))
    assert long == "https://a.example/x#top:~:text=a%20b%20c%20d%20e%20f,l%20m%20n%20o%20p%20q"


def test_half_a_surrogate_pair_makes_no_address() -> None:
    assert text_fragment("https://a.example/x", "half \ud83d") == "https://a.example/x#:~:text=half%20%3F"
