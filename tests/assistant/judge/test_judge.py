"""The judge as a whole: the table of cases through the real network, and its logic beside a scripted one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.judge.join import Fitted
from assistant.judge.judge import Judge, Judged, each_voice_once, word_for_word
from assistant.judge.network import Network, Pair, shipped_judge
from assistant.records import Candidate, Filters, Question
from indexer.parse import parse
from indexer.records import Article, Span, Statement
from tests.assistant.cases import match

TABLE = Path(__file__).parents[2] / "cases" / "judged.tsv"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def candidate(marked: str, *, name: str = "a", ordinal: int = 0, similarity: float = 0.5) -> Candidate:
    """A statement out of a sentence with its voice in [brackets] and its cue in {braces}; the rest is its content."""
    places, text = {}, ""
    for letter in marked:
        if letter in "[]{}":
            places[letter] = len(text)
        else:
            text += letter
    source, cue = Span(places["["], places["]"]), Span(places["{"], places["}"])
    content = Span(cue.end + 1, len(text) - 1)
    statement = Statement(
        article_id=name, ordinal=ordinal, start=content.start, end=content.end, context_start=0, context_end=len(text),
        source=(source,), cue=(cue,), content=(content,), voice=source.of(text),
    )  # fmt: skip
    return Candidate(
        statement=statement, article=Article(id=name, text=text, title="", publisher="Post"), similarity=similarity
    )


def asked(claim: str, **more: object) -> Question:
    return Question(text=f"Who said that {claim}?", kind="who-said", claim=claim, **more)  # type: ignore[arg-type]


def judged(judge: Judge, *given: Any) -> Judged:
    """What comes of all candidates."""
    judging = judge.match(*given)
    while True:
        try:
            next(judging)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def network() -> Network:
    return shipped_judge()


@pytest.mark.parametrize(("claim", "sentence", "expected"), CASES)
def test_the_table_of_cases(network: Network, claim: str, sentence: str, expected: str) -> None:
    matches, _ = judged(Judge(network, parse), asked(claim), [candidate(sentence)], lambda _: 3.0)
    said = matches[0].stance if matches else "neither"
    assert (said == expected.removeprefix("!")) is not expected.startswith("!"), [m.why for m in matches]


class Scripted:
    """Says of a sentence with a name in it what it is told to."""

    questions = True

    def __init__(self, told: dict[str, tuple[float, float]], most: int = 96) -> None:
        self.told, self.most, self.read = told, most, 0

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        self.read += len(pairs)
        rows = [next((self.told[n] for n in self.told if n in sentence.split()), (0.01, 0.01)) for sentence, _ in pairs]
        return np.array([(a, d, 1 - a - d) for a, d in rows])


def joined(**more: float) -> Fitted:
    """The network's own chances, as they are."""
    weights = np.array([[1.0, 0, 0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0, 0, 0]])
    numbers = {"states": 0.7, "implies": 0.4, "denies": 0.4, "told": 0.3, "pointed": 0.2} | more
    return Fitted(net=(1, 0, 0, 0, 0, 0, 0), claim=weights, topic=weights, **numbers)


ANN, BO, EVA = (
    candidate(f"[{name}] {{said}} that it leaks.", name=name, similarity=0.9 - n / 10)
    for n, name in enumerate(("Ann", "Bo", "Eva"))
)


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.8, 0.1), ("asserts", "states")),
        ((0.5, 0.1), ("asserts", "implies")),
        ((0.3, 0.1), None),
        ((0.1, 0.6), ("denies", "states")),
        ((0.1, 0.3), None),
        ((0.45, 0.5), ("denies", "states")),
        ((0.5, 0.45), ("asserts", "implies")),
    ],
)
def test_from_which_chances_on_it_counts(chances: tuple[float, float], expected: tuple[str, str] | None) -> None:
    matches, _ = judged(Judge(Scripted({"Ann": chances}), parse, joined()), asked("it leaks"), [ANN], lambda _: 1.0)
    assert [(m.stance, m.strength) for m in matches] == ([expected] if expected else [])
    for m in matches:
        assert m.span == Span(0, len(ANN.article.text)) and m.score == pytest.approx(max(chances), abs=1e-3)


def test_what_was_not_looked_at_is_counted() -> None:
    judge = Judge(Scripted({"Ann": (0.9, 0.0), "Eva": (0.9, 0.0)}, most=2), parse, joined())
    matches, unjudged = judged(judge, asked("it leaks"), [EVA, BO, ANN], lambda _: 1.0)
    assert [m.statement.voice for m in matches] == ["Ann"] and unjudged == 1


def test_only_whom_the_reader_asks_for_is_judged() -> None:
    told = Scripted({"Ann": (0.9, 0.0), "Bo": (0.9, 0.0)})
    judge = Judge(told, parse, joined())
    for question in (asked("it leaks", speaker="Bo"), asked("it leaks", filters=Filters(speaker="Bo"))):
        matches, unjudged = judged(judge, question, [ANN, BO, EVA], lambda _: 1.0)
        assert [m.statement.voice for m in matches] == ["Bo"] and not unjudged
    assert judged(judge, asked("it leaks", speaker="Nobody Atall"), [ANN, BO], lambda _: 1.0) == ([], 0)


def test_all_that_somebody_said_is_shown_where_no_topic_is_asked_for() -> None:
    question = Question(text="What did Bo say?", kind="what-said", claim="Bo", speaker="Bo")
    matches, _ = judged(Judge(Scripted({}), parse, joined()), question, [ANN, BO], lambda _: 1.0)
    assert [m.statement.voice for m in matches] == ["Bo"]


def test_each_voices_best_comes_before_its_others() -> None:
    given = [match("Ann > Post", score=0.9), match("Ann > Post", score=0.8), match("Bo > Post", score=0.7)]
    assert [m.score for m in each_voice_once(given[::-1])] == [0.9, 0.7, 0.8]


@pytest.mark.parametrize(
    ("claim", "said", "same"),
    [
        ("the quay is unsafe at night", "“The quay is unsafe, at night!”", True),
        ("the quay is unsafe at night", "It is unsafe at night", False),
        ("it leaks", "it leaks", True),
        ("the dam leaks at noon", "the dam leaks at noontide", False),
        ("", "", False),
    ],
)
def test_the_claims_own_words(claim: str, said: str, same: bool) -> None:
    assert word_for_word(claim, said) is same


@pytest.mark.parametrize(
    ("alone", "strength", "score"), [(0.9, "states", 0.9), (0.45, "states", 0.675), (0.3, "implies", 0.6)]
)
def test_who_does_not_say_it_alone_only_implies_it(alone: float, strength: str, score: float) -> None:
    said = candidate("Bo reports, as [Ann] {said} here.")
    told = Scripted({"Bo": (0.9, 0.0), "Ann": (alone, 0.0)})
    (m,) = judged(Judge(told, parse, joined()), asked("it leaks"), [said], lambda _: 1.0).matches
    assert (m.stance, m.strength) == ("asserts", strength) and m.score == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize(
    ("claim", "sentence", "strength"),
    [
        ("a ban on visitors", "[Ann] {wants} a ban on visitors.", "states"),
        ("a ban on visitors", "[Ann] {wants} visitors banned.", "implies"),
        ("visitors are banned", "[Ann] {said} a ban is on.", "states"),
        ("I support the mayor", "[Ann] {said} I support the mayor.", "states"),
        ("I support the mayor", "[Ann] {said} I back the mayor.", "implies"),
    ],
)
def test_a_bare_phrase_or_what_one_says_of_oneself_is_stated_word_for_word(
    claim: str, sentence: str, strength: str
) -> None:
    judge = Judge(Scripted({"Ann": (0.9, 0.0)}), parse, joined())
    (m,) = judged(judge, asked(claim), [candidate(sentence)], lambda _: 1.0).matches
    assert m.strength == strength


def test_it_is_heard_batch_by_batch_and_whoever_leaves_stops_it() -> None:
    network = Scripted({"Ann": (0.9, 0.0), "Bo": (0.0, 0.9), "Eva": (0.4, 0.0)})
    crowd = [
        candidate(f"[Ann] {{says}} it leaks at gate {n}.", name=f"a{n}", similarity=0.9 - n / 100) for n in range(12)
    ]
    judging = Judge(network, parse, joined()).match(asked("it leaks"), [*crowd, BO, EVA], lambda _: 1.0)
    first = next(judging)
    assert (first.judged, first.of, len(first.matches), network.read) == (10, 14, 10, 10)
    judging.close()
    assert network.read == 10
    rest = Judge(network, parse, joined()).match(asked("it leaks"), [*crowd, BO, EVA], lambda _: 1.0)
    told = [m.stance for step in rest for m in step.matches]
    assert told.count("asserts") == 12 and told.count("denies") == 1  # Eva's is too unsure to be told before the others
