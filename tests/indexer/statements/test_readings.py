"""Whole texts, read by the real tagger and parser: who says what, in which forms papers print it."""

import pytest

from indexer.read import statements_of
from indexer.records import Article
from indexer.statements import open_extractor
from indexer.statements.extract import StatementExtractor

# A text; what is said in it: voice, stance, through whom, the beginning of the quotation and its end.
READINGS = [
    pytest.param(
        "Guild chief urges calm over ferry\n\nHarbour director Oda Framling told reporters on Tuesday that the ferry would stay in dock.",
        [
            ("Guild chief", "asserts", (), "calm", "over ferry"),
            ("Oda Framling", "asserts", (), "that the ferry", "in dock"),
        ],
        id="no statement runs from a headline into the text",
    ),
    pytest.param(
        "“The question is how quickly we can find pilots,” Oda Framling said. “The easy repairs are done but the hard ones are not.\n\n"
        "“For now we have kept to two crossings a day.\n\n“I ask every passenger to wait. We will sail when it is safe.”\n\n"
        "The guild of pilots declined to comment.",
        [
            ("Oda Framling", "asserts", (), "“The question", "when it is safe.”"),
            ("The guild of pilots", "nothing", (), "to comment", "to comment"),
        ],
        id="a quotation of several paragraphs, closed once; a refusal",
    ),
    pytest.param(
        "Reactions to the choice of Mira Quell\n\n“Mira knows the harbour better than anybody and her judgment will serve us.” —Commissioner "
        "Egon Pell\n\nAnd from Chairwoman Rita Duarte:\n\n“Mira brings twenty years of public service.”\n\nFrom the desk of Aron Wise, vice "
        "president at Calder Research:\n\n“The harbour needed someone who reads the footnotes.”",
        [
            ("Egon Pell", "asserts", (), "“Mira knows", "serve us.”"),
            ("Rita Duarte", "asserts", (), "“Mira brings", "service.”"),
            ("Aron Wise", "asserts", (), "“The harbour", "footnotes.”"),
        ],
        id="behind a dash, and before a colon",
    ),
    pytest.param(
        "Kiln owner Bernd Prell was quoted by the Ostmark Courier as saying that the fire had started in a valve.\n\nFire chief Nora Brandt "
        "was reported to have told the council that no bell had rung.\n\nIt was claimed by the insurer, Umbra Mutual, that the pumps had been "
        "switched off.\n\nThe pumps were working, according to Prell, who was quoted in the same report.",
        [
            ("Bernd Prell", "asserts", ("Ostmark Courier",), "the fire", "a valve"),
            ("Nora Brandt", "asserts", (), "no bell", "rung"),
            ("Umbra Mutual", "asserts", (), "the pumps", "off"),
            ("Bernd Prell", "asserts", (), "The pumps", "working"),
        ],
        id="passives",
    ),
    pytest.param(
        "Silvio Venn led the canal authority until last year. He spoke to the Salt Coast Gazette in his garden.\n\nQ: Did you know the locks "
        "were unsafe?\n\nA: No. I asked for the survey three times and never received it.\n\nQ: Who kept it from you?\n\nA: The builder did.\n\n"
        "Gazette: And the map with your name on it?\n\nVenn: I never saw that map.",
        [
            ("Q", "questions", (), "Did you", "unsafe?"),
            ("Silvio Venn", "asserts", (), "No. I asked", "received it."),
            ("Q", "questions", (), "Who kept", "from you?"),
            ("Silvio Venn", "asserts", (), "The builder", "did."),
            ("Gazette", "questions", (), "And the map", "on it?"),
            ("Silvio Venn", "asserts", (), "I never", "that map."),
        ],
        id="an interview",
    ),
    pytest.param(
        "„Nic nepodepíšeme,“ said councillor Jana Holubová. Mayor Petr Šafář said “never.”\n\n»Das ist alles«, said clerk Ilse Kern.",
        [
            ("Jana Holubová", "asserts", (), "„Nic", "nepodepíšeme,“"),
            ("Petr Šafář", "asserts", (), "“never", ".”"),
            ("Ilse Kern", "asserts", (), "»Das", "alles«"),
        ],
        id="other quotation marks, other letters",
    ),
    pytest.param(
        "Sheikh Abd-al-Karim al-Nasiri ibn Fadl said the tribes would send a delegation.",
        [("Abd-al-Karim al-Nasiri ibn Fadl", "asserts", (), "the tribes", "delegation")],
        id="a name with particles",
    ),
    pytest.param(
        "**Jana Holub**, the mayor, said that the lock would open in May. *Nils Hale* told the council that it would not.",
        [
            ("Jana Holub", "asserts", (), "that the lock", "in May"),
            ("Nils Hale", "asserts", (), "that it would", "not"),
        ],
        id="names in Markdown's emphasis",
    ),
    pytest.param(
        "The Northern Star reported on Monday that the Aldmere lock is unsafe.\n\nThe chief engineer, Nils Hale, did not deny that the lock is "
        "unsafe.\n\nThe minister, Tove Brekke, has never denied that the Aldmere lock is unsafe.",
        [
            ("Northern Star", "asserts", (), "that the Aldmere", "unsafe"),
            ("Nils Hale", "nothing", (), "that the lock", "unsafe"),
            ("Tove Brekke", "nothing", (), "that the Aldmere", "unsafe"),
        ],
        id="denials that are denied",
    ),
]


@pytest.fixture(scope="module")
def extractor() -> StatementExtractor:
    return open_extractor()


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_who_says_what(
    extractor: StatementExtractor, text: str, expected: list[tuple[str, str, tuple[str, ...], str, str]]
) -> None:
    article = Article(id="a", text=text, publisher="Ledger", published="2021-05-11")
    said = [s for s in statements_of(article, extractor) if s.kind != "narration"]
    assert [(s.voice, s.stance, s.via) for s in said] == [row[:3] for row in expected]
    for s, (*_, start, end) in zip(said, expected, strict=True):
        quote = text[s.start : s.end]
        assert quote.startswith(start) and quote.endswith(end)
