"""Question sets: what is read, and what is said where one is wrong."""

from pathlib import Path

import pytest

from assistant.evaluate.questions import GoldSpan, place_quotes, read_questions
from indexer.errors import InputError


def written(folder: Path, text: str, name: str = "set.jsonl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_fields_of_its_own_are_kept_and_gold_that_lacks_is_unset(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"id": "a", "question": "Who said X?", "speakers": ["Ann"], "direct": true}\n\n{"question": "Why?"}\n',
    )
    first, second = read_questions(path)
    assert (first.id, first.speakers, first.answerable, first.extra) == ("a", ("Ann",), True, {"direct": True})
    assert (second.id, second.answerable, second.speakers, second.corroboration) == ("q2", None, None, None)


@pytest.mark.parametrize(
    "text", ["- id: a\n  question: Who?\n", "title: mine\nquestions:\n- {id: a, question: 'Who?'}\n"]
)
def test_yaml_is_a_list_or_a_mapping_with_questions(tmp_path: Path, text: str) -> None:
    assert [q.id for q in read_questions(written(tmp_path, text, "set.yaml"))] == ["a"]


def test_a_line_separator_inside_a_question_does_not_break_the_line(tmp_path: Path) -> None:
    assert len(read_questions(written(tmp_path, '{"question": "Who\u2028said?"}'))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('{"question": "Who?"', "set.jsonl:1: not JSON", id="broken line"),
        pytest.param('{"question": "Who?"}\n[1]', "set.jsonl:2: expected an object", id="no object"),
        pytest.param('{"id": "a"}', 'field "question" is missing', id="no question"),
        pytest.param(
            '{"question": "?", "speakers": "Ann"}', 'field "speakers" must be a list of names', id="bare name"
        ),
        pytest.param('{"question": "?", "answerable": "yes"}', 'field "answerable" must be true or false', id="word"),
        pytest.param('{"question": "?", "corroboration": "weak"}', "one of no-evidence, single-source", id="level"),
        pytest.param('{"question": "?", "reason": "echo"}', "one of one-article", id="reason"),
        pytest.param(
            '{"question": "?", "passages": [{"article": "a", "start": 5, "end": 5}]}', "start < end", id="empty"
        ),
        pytest.param(
            '{"id": 1, "question": "?"}\n{"id": "1", "question": "?"}', "already used on line 1", id="same id"
        ),
        pytest.param("\n", "holds no question", id="nothing"),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=r"set\.jsonl") as raised:
        read_questions(written(tmp_path, text))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("- question: Who?\n- speakers: [a]\n", "set.yml:2:", id="second row"),
        pytest.param("- question: 'Who?\n", "set.yml:2: not YAML", id="open quote"),
        pytest.param("just words", "set.yml:1: expected a list", id="no list"),
        pytest.param("", "holds no question", id="empty"),
    ],
)
def test_yaml_errors_name_the_line_too(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_questions(written(tmp_path, text, "set.yml"))
    assert told in str(raised.value)


def test_a_set_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"question": "\xe9"}')
    with pytest.raises(InputError, match="check the path"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="UTF-8"):
        read_questions(tmp_path / "latin.jsonl")


def test_gold_by_quotation_gets_its_offsets_from_the_article(tmp_path: Path) -> None:
    path = written(
        tmp_path, '{"question": "?", "passages": [{"article": "a", "quote": "two"}, {"article": "b", "quote": "x"}]}'
    )
    (question,) = read_questions(path)
    placed = place_quotes(question, {"a": "one two three"}).passages
    assert placed == (GoldSpan(article="a", start=4, end=7, quote="two"), GoldSpan(article="b", quote="x"))
    with pytest.raises(InputError, match="stands 2 times in a"):
        place_quotes(question, {"a": "two two"})
