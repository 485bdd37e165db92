"""What things are called, in one place."""

import ast
from pathlib import Path

import pytest

import assistant
from assistant.records import Corroboration
from assistant.show import labels
from assistant.show.labels import groups, level_code, level_words

HERE = Path(assistant.__file__).parent
WORDS = [
    *labels.LEVELS.values(),
    *labels.MEANING.values(),
    *labels.REASONS.values(),
    *(heading for _, heading in labels.GROUPS),
    *labels.STANCES.values(),
    *labels.KINDS.values(),
    *(labels.UNNAMED_ONLY, labels.IMPLIED, labels.UNKNOWN_PUBLISHER, labels.UNNAMED_VOICE),
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


def test_who_denies_comes_first_where_that_is_asked() -> None:
    assert [stance for stance, _ in groups(deny=False)] == ["asserts", "denies", "questions"]
    assert [stance for stance, _ in groups(deny=True)] == ["denies", "asserts", "questions"]


def literals(path: Path) -> set[str]:
    """The texts of a module, no documentation of it, each without marks around it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
    return {text.strip(" :.<>()").removeprefix("an ") for text in texts if isinstance(text, str)}


def test_no_other_module_words_them() -> None:
    """Whole texts; within a sentence ("one article, in its publisher's own words") they are words like others."""
    words = {word.removeprefix("an ") for word in WORDS}
    second = {
        f"{path.relative_to(HERE)}: {text}"
        for path in HERE.rglob("*.py")
        if path != Path(labels.__file__)
        for text in literals(path) & words
    }
    assert second == set()
