"""From a tagger's attributions to statements: a scripted tagger, and texts in which more is to be found than it found."""

from indexer.parse import parse
from indexer.records import Article, Span, Statement
from indexer.sentences import sentences
from indexer.statements.decode import Attribution
from indexer.statements.extract import statements_of

BROADCAST = """HELENA WARD, HOST: Minister, is the dam safe?

KARIM SOLANO, WATER MINISTER: The dam is safe. Ann Dorn told me that it is.

WARD: The engineers saw three cracks in the dam.

SOLANO: There are no cracks in the dam."""


def read(text: str, *told: tuple[str, str, str]) -> list[Statement]:
    """The statements of a text of which a tagger found these sources, cues and contents."""
    spans = [[(Span(text.index(p), text.index(p) + len(p)),) if p else () for p in parts] for parts in told]
    tagged = [Attribution(source=a, cue=b, content=c, probability=1.0) for a, b, c in spans]
    article = Article(id="a", text=text, publisher="Ledger")
    return [s for s in statements_of(article, sentences(text), tagged, lambda _: [], parse) if s.kind != "narration"]


def test_what_stands_under_a_label_is_said_by_whom_it_names() -> None:
    wrong = (
        "KARIM SOLANO",
        ":",
        "The dam is safe. Ann Dorn told me that it is.\n\nWARD: The engineers saw three cracks",
    )
    nested = ("Ann Dorn", "told", "that it is")
    found = [(s.voice, s.stance, s.kind, BROADCAST[s.start : s.end]) for s in read(BROADCAST, wrong, nested)]
    assert found == [
        ("Helena Ward", "questions", "direct", "Minister, is the dam safe?"),
        ("Karim Solano", "asserts", "direct", "The dam is safe. Ann Dorn told me that it is."),
        ("Ann Dorn", "asserts", "indirect", "that it is"),
        ("Helena Ward", "asserts", "direct", "The engineers saw three cracks in the dam."),
        ("Karim Solano", "asserts", "direct", "There are no cracks in the dam."),
    ]


def test_the_man_is_quoted_via_the_paper() -> None:
    text = "Mill owner Gustav Prell was quoted by the Ostmark Courier as saying that the fire began in the wiring."
    paper, said_by, content = (
        "the Ostmark Courier",
        "Mill owner Gustav Prell",
        "as saying that the fire began in the wiring",
    )
    at = [Span(text.index(part), text.index(part) + len(part)) for part in (paper, "was quoted", said_by, content)]
    parts = Attribution(source=(at[0],), cue=(at[1],), content=(at[2], at[3]), probability=1.0)
    article = Article(id="a", text=text, publisher="Ledger")
    (said, *_) = statements_of(article, sentences(text), [parts], lambda _: [], parse)
    assert (said.voice, said.via, said.role) == ("Gustav Prell", ("Ostmark Courier",), "Mill owner")
    assert text[said.start : said.end] == "the fire began in the wiring"


def test_a_signed_quotation_is_found_where_the_tagger_found_none() -> None:
    text = "Reactions\n\n“Lena knows the sector better than anybody.” —Commissioner Arthur Pell\n\nThat was all."
    (said,) = read(text)
    assert (said.voice, said.role, said.kind) == ("Arthur Pell", "Commissioner", "direct")
