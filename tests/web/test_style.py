"""The colours of the page."""

import re
from pathlib import Path

import pytest

import assistant.web as web


def _schemes() -> list[dict[str, str]]:
    css = (Path(web.__file__).parent / "style.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--(ts-[\w-]+): (#\w{6})", css[: css.index(".dark")]))
    dark = dict(re.findall(r"--(ts-[\w-]+): (#\w{6})", css[css.index(".dark") : css.index("body,")]))
    return [light, dark]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAIRS = [
    *((f"ts-{k}-ink", f"ts-{k}") for k in ("none", "single", "both", "against")),
    *((ink, ground) for ink in ("ts-ink", "ts-soft", "ts-link") for ground in ("ts-ground", "ts-card")),
    ("ts-ink", "ts-quote"),
    ("ts-ink", "ts-passage"),
]


@pytest.mark.parametrize("scheme", _schemes(), ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(scheme: dict[str, str], ink: str, ground: str) -> None:
    bright, dim = sorted((_luminance(scheme[ink]), _luminance(scheme[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
