"""An answer on a terminal."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from assistant.answer import Paragraph, Run, Struck
from assistant.outline import with_text
from assistant.records import Filters
from assistant.show.terminal import plain
from tests.assistant.cases import SEED, answered, article, hit, question, said

TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
MATCHES = [
    said(TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State", venue="press conference"),
    said(TOLD, "“We have never sent them\nweapons,”", "Zamir Kabulov", ordinal=1, stance="denies", via=("Interfax",)),
]
ANSWER = answered(MATCHES, hits=[hit(TOLD, score=0.5)])


def test_an_answer_reads_well_on_a_terminal() -> None:
    assert plain(ANSWER, width=80) == (
        """\
Who said that Russia arms the Taliban?

Asserted by Rex Tillerson [1]; denied by Zamir Kabulov [1].

In this corpus: single source, one article, disputed. One voice, one article:
nobody else in this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) reports it.

Asserted by

  Rex Tillerson, US Secretary of State
    “Russia arms the Taliban”
    press conference · Eastern Desk · 9 Oct 2017 [1]

Denied by

  Zamir Kabulov
    “We have never sent them weapons,”
    via Interfax · Eastern Desk · 9 Oct 2017 [1]

Passages
   [1] Title of seed · Eastern Desk · 9 Oct 2017 · seed 0-"""
        + str(len(SEED))
        + """

Searched this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) in 0.00 s. Nothing
is said of what lies outside.
"""
    )


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Rex Tillerson", id="words"),
        pytest.param("https://a.example/" + "x" * 200, id="one long word"),
        pytest.param("外交部发言人华春莹" * 12, id="wide letters"),
    ],
)
def test_no_line_is_wider_than_asked_nor_ends_in_a_blank(width: int, name: str) -> None:
    told = answered([said(TOLD, SEED[:160], name, role=name, venue=name)], hits=[hit(TOLD)] * 10)
    for color in (False, True):
        lines = plain(told, width=width, color=color).splitlines()
        assert all(line == line.rstrip() for line in lines)
        assert color or max(map(cell_len, lines)) <= width


def test_nothing_found_says_so_once() -> None:
    text = plain(answered([], hits=[hit(TOLD)]), width=200)
    assert "In this corpus: no evidence.\n" in text and "[1] Title of seed" in text
    assert text.count("Nobody in this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) is found") == 1


def test_colour_is_only_ours() -> None:
    assert "\x1b[33mIn this corpus: single source" in plain(ANSWER, color=True)
    assert "\x1b[1mRex Tillerson\x1b[0m" in plain(ANSWER, color=True)
    assert "\x1b" not in plain(ANSWER)


def test_what_a_model_wrote_is_shown_with_what_was_struck() -> None:
    text = (Paragraph(runs=(Run(text="Rex Tillerson said so "), Run(mark=1), Run(text="."))),)
    written = replace(with_text(answered(MATCHES), text), struck=(Struck(text="He lied.", why="it cites nothing"),))
    shown = plain(written)
    assert "Rex Tillerson said so [1]." in shown and "He lied. (it cites nothing)" in shown
    assert "Asserted by Rex" not in shown


def test_limits_and_what_was_not_judged_are_told() -> None:
    limited = Filters(publishers=("Eastern Desk",), after="2017-08")
    asked = question("what-said", filters=limited, speaker="Rex Tillerson", named=("speaker",))
    shown = plain(answered(MATCHES, asked, unjudged=3), width=120)
    told = "publishers: Eastern Desk; speaker: Rex Tillerson (from your question); after: Aug 2017"
    assert f"Limited to {told}\n" in shown
    assert "Not judged, as others were nearer to the claim: three further statements.\n" in shown
