"""Questions to try."""

from pathlib import Path

from assistant.show.page import welcome
from assistant.web.serve import _greeting
from assistant.web.starters import questions_to_try
from indexer.records import Article
from tests.web.conftest import GATE, STATEMENTS, said

TEXT = (
    "Mr Oban told us: “Vessland is closing the old dam.” He went to Vessland. Ms Reed said “Based upon the reports of rain”. "
    "Ms Reed added: “The harbour was sold in March, at night.” A clerk: “The gate was never shut at all.”"
)
DAM = Article(id="dam", text=TEXT, publisher="Aldmere Post")


def test_questions_are_made_of_clauses_that_people_are_quoted_with() -> None:
    statements = [
        said(DAM, "“Vessland is closing the old dam.”", "Mr Oban", 0, kind="direct"),
        said(DAM, "“Based upon the reports of rain”", "Ms Reed", 1, kind="direct"),
        said(DAM, "“The harbour was sold in March, at night.”", "Ms Reed", 2, kind="direct"),
        said(DAM, "“The gate was never shut at all.”", "A clerk", 3, kind="direct", unnamed=True),
    ]
    statements.append(said(DAM, "The gate was never shut at all", "Ms Hale", 4))  # told, not quoted
    assert questions_to_try([(DAM, statements)]) == (
        "Who said that the harbour was sold in March?",
        "What did Ms Reed say?",
        "Is there any evidence that Vessland is closing the old dam?",
    )


def test_no_statements_make_no_questions() -> None:
    assert questions_to_try([]) == ()


def test_nobody_else_suggests_questions() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    assert not [line for line in makefile.splitlines() if "@echo" in line and "?" in line]


def test_what_is_printed_is_what_the_page_suggests() -> None:
    questions = ("Who said so?", "What did Ms Reed say?")
    assert all(f"  {question}\n" in _greeting("http://x", 3, questions) for question in questions)
    assert all(question in welcome(questions, 3) for question in questions)


def test_there_are_never_more_than_asked_for() -> None:
    assert len(questions_to_try([(GATE, STATEMENTS)], most=1)) == 1
