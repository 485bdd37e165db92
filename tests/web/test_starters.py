"""Questions to try."""

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
        said(DAM, "“Vessland is closing the old dam.”", "Mr Oban", 0),
        said(DAM, "“Based upon the reports of rain”", "Ms Reed", 1),
        said(DAM, "“The harbour was sold in March, at night.”", "Ms Reed", 2),
        said(DAM, "“The gate was never shut at all.”", "A clerk", 3, unnamed=True),
    ]
    assert questions_to_try([(DAM, statements)]) == (
        "Who said that the harbour was sold in March?",
        "What did Ms Reed say?",
        "Is there any evidence that Vessland is closing the old dam?",
    )


def test_no_statements_make_no_questions() -> None:
    assert questions_to_try([]) == ()


def test_there_are_never_more_than_asked_for() -> None:
    assert len(questions_to_try([(GATE, STATEMENTS)], most=1)) == 1
