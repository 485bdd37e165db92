"""Statements end where their paragraph ends, unless their quotation goes on."""

import pytest

from indexer.records import Span
from indexer.statements.decode import Attribution
from indexer.statements.edges import signed, untangled, within_paragraphs

CASES = [
    (
        "Health chief urges patience over clinics\n\nRegional director Odile Framont told us so.",
        ("Health chief", "urges", "patience over clinics\n\nRegional director Odile Framont"),
        ("Health chief", "patience over clinics"),
    ),
    (
        "School closure plan stuns parents\n\n'Nobody asked us,' said parent Joan Whitby.",
        ("parent Joan Whitby", "said", "School closure plan stuns parents\n\n'Nobody asked us,'"),
        ("parent Joan Whitby", "'Nobody asked us,'"),
    ),
    (
        "Commissioner Arthur Pell\n\nAnd from Chairwoman Ines Duarte: “Lena is good.”",
        ("Commissioner Arthur Pell\n\nAnd from Chairwoman Ines Duarte", ":", "“Lena is good.”"),
        ("And from Chairwoman Ines Duarte", "“Lena is good.”"),
    ),
    (
        "“We will open late,” Framont said. “It is not safe.\n\n“We will tell you when.”",
        ("Framont", "said", "“It is not safe.\n\n“We will tell you when.”"),
        ("Framont", "“It is not safe.\n\n“We will tell you when.”"),
    ),
    (
        "Framont said:\n\n“It is not safe.”\n\nThe union declined.",
        ("Framont", "said", "“It is not safe.”\n\nThe union declined"),
        ("Framont", "“It is not safe.”"),
    ),
]


@pytest.mark.parametrize(("text", "given", "kept"), CASES)
def test_a_statement_keeps_to_its_paragraph(text: str, given: tuple[str, str, str], kept: tuple[str, str]) -> None:
    source, cue, content = ((Span(text.index(part), text.index(part) + len(part)),) for part in given)
    found = within_paragraphs(text, Attribution(source=source, cue=cue, content=content, probability=1.0))
    assert (found.source[0].of(text), found.content[0].of(text)) == kept
    assert found.cue == cue


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        (
            "Mill owner Gustav Prell was quoted by the Ostmark Courier as saying that the fire began in the wiring",
            "Ostmark Courier",
            ("Mill owner Gustav Prell", "the fire began in the wiring"),
        ),
        (
            "It was claimed by the insurer, Delta Mutual, that the sprinklers had been off",
            "the insurer, Delta Mutual",
            ("the insurer, Delta Mutual", "the sprinklers had been off"),
        ),
        (
            "Fire chief Nadia Brandt was reported to have told the council that no alarm sounded",
            "",
            ("Fire chief Nadia Brandt", "no alarm sounded"),
        ),
        (
            "A band of militants is quoted by the same channel as saying that its weapons came from Russia",
            "the same channel",
            (
                "the same channel",
                "A band of militants is quoted by the same channel as saying that its weapons came from Russia",
            ),
        ),
        (
            "The dam is old, as Ann Dorn knows, and it leaks",
            "Ann Dorn",
            ("Ann Dorn", "The dam is old, as Ann Dorn knows, and it leaks"),
        ),
    ],
)
def test_who_is_quoted_is_no_part_of_what_is_said(text: str, source: str, kept: tuple[str, str]) -> None:
    at = text.index(source)
    spans = (Span(at, at + len(source)),) if source else ()
    given = Attribution(source=spans, cue=(), content=(Span(0, len(text)),), probability=1.0)
    found = untangled(text, given)
    assert (found.source[0].of(text), found.content[0].of(text)) == kept


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Reactions:\n\n“Lena knows the sector well.” —Commissioner Arthur Pell\n\nNone else spoke.",
            "Commissioner Arthur Pell",
        ),
        ('"Lena knows the sector well." - Arthur Pell, commissioner', "Arthur Pell, commissioner"),
        ("“Lena knows the sector well” — but nobody else does.", ""),
        ("“Lena knows the sector well.” — He left.", ""),
        ("“Yes.” —Arthur Pell", ""),
    ],
)
def test_a_quotation_that_somebody_signs(text: str, who: str) -> None:
    assert [one.source[0].of(text) for one in signed(text)] == ([who] if who else [])
