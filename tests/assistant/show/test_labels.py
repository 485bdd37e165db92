"""What things are called, in one place."""

import ast
import re
from pathlib import Path

import pytest

import assistant
from assistant.answer import Group
from assistant.records import Corroboration, Question, QuestionKind
from assistant.show import labels
from assistant.show.labels import heading, level_code, level_words, standing

HERE = Path(assistant.__file__).parent
WORDS = [
    *labels.LEVELS.values(),
    *labels.MEANING.values(),
    *labels.REASONS.values(),
    *labels.WHAT.values(),
    *labels.BY.values(),
    *(words.capitalize() for words in labels.BY.values()),
    *labels.KINDS.values(),
    *(labels.UNNAMED_ONLY, labels.IMPLIED, labels.UNKNOWN_PUBLISHER, labels.UNNAMED_VOICE, labels.ITSELF),
    *(labels.OF_THE_CLAIM, labels.UNKNOWN_HOUSE),
]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Corroboration(level="no-evidence"), ["No evidence"]),
        (Corroboration(level="no-evidence", disputed=True), ["No evidence", "disputed"]),
        (Corroboration(level="corroborated", disputed=True), ["Corroborated", "disputed"]),
        (
            Corroboration(level="single-source", reason="one-voice", unnamed_only=True),
            ["Single source", "one voice in several outlets", "unnamed voices only"],
        ),
    ],
)
def test_a_level_in_words(found: Corroboration, words: list[str]) -> None:
    assert level_words(found) == words


def test_a_level_as_programs_have_it() -> None:
    assert level_code("single-source", "one-article") == "single-source (one-article)"
    assert level_code("corroborated", None) == "corroborated"


def test_a_level_in_a_sentence_says_of_what_it_holds() -> None:
    found = Corroboration(level="single-source", reason="one-article", disputed=True)
    assert standing(found) == "In this corpus: single source, one article, disputed"
    assert standing(found, deny=True).startswith("In this corpus, of the claim itself and not of its denial: single")


@pytest.mark.parametrize(
    ("kind", "speaker", "above"),
    [
        ("who-said", "", "Denied by"),
        ("evidence", "Ann Lee", "Denied by"),
        ("what-said", "Ann Lee", "What was denied"),
        ("what-said", "", "Denied by"),
    ],
)
def test_a_heading_names_voices_where_not_one_is_asked_about(kind: QuestionKind, speaker: str, above: str) -> None:
    asked = Question(text="?", kind=kind, claim="x", speaker=speaker)
    assert heading(Group(stance="denies", statements=(0,), voices=(0,)), asked) == above


def literals(path: Path) -> set[str]:
    """The texts of a module, no documentation of it, each without marks around it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
    return {text.strip(" :.<>()").removeprefix("an ") for text in texts if isinstance(text, str)}


def test_no_other_module_and_no_template_words_them() -> None:
    """Whole texts; within a sentence ("one article, in its publisher's own words") they are words like others."""
    words = {word.removeprefix("an ") for word in WORDS}
    second = {
        f"{path.relative_to(HERE)}: {text}"
        for path in HERE.rglob("*.py")
        if path != Path(labels.__file__)
        for text in literals(path) & words
    }
    for path in HERE.rglob("*.html"):
        told = re.split(r"<[^>]*>|{[{%#].*?[}%#]}", path.read_text(encoding="utf-8"))
        second |= {f"{path.name}: {text}" for text in {piece.strip(" :.\n") for piece in told} & words}
    assert second == set()
