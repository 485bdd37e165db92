"""An answer's sentences, as lines of runs; terminal, Markdown and page only draw them. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answer import Answer, Missing, Quotation, Run
from assistant.outline import cited
from assistant.records import Question
from assistant.show.labels import BY, UNNAMED, standing
from assistant.show.quoting import quoted
from assistant.show.safe import folded
from assistant.show.wording import count, day, listing, name_of, searched, sentence, source_of, told_when

Line = tuple[Run, ...]
NAMED = 5  # voices of the first line before the rest is only counted
WORDS = 60  # words of a quotation that stands for a passage
_FEW = 3  # words of a quotation that tells nothing without what it stands in
NO_CLAIM = (
    "No level is given, as this asks for no claim that somebody may hold. Ask who said something, whether it is said, "
    "or what somebody said."
)


def headline(answer: Answer) -> Line:
    """The first line: who asserts and who denies it, or what else was found, each with its marks."""
    told = answer.outline
    match told.headline:
        case "text":
            return told.text[0].runs
        case "voices":
            return _voices(answer)
        case "statements":
            return _statements(answer)
        case "place":
            return _place(answer.statements[told.lead or 0])
        case "passages":
            return (Run(text="The nearest passages say:"),)
        case "nothing":
            return _nothing(answer)


def nearest(answer: Answer) -> list[Line]:
    """A line a passage: its sentence that is nearest to the question, where it stands, and the mark."""
    lines: list[Line] = []
    for sentence_ in answer.outline.nearest:
        passage = answer.passages[sentence_.passage - 1]
        words = passage.text[sentence_.start - passage.start : sentence_.end - passage.start]
        source = ", ".join(source_of(passage)) if passage.publisher else folded(day(passage.published))
        text = f"{quoted(words, most=WORDS)}{f' ({source})' if source else ''} "
        lines.append((Run(text=text), Run(mark=passage.n)))
    return lines


def level(answer: Answer) -> Line:
    """The level and what it rests on; () where there is none."""
    found = answer.corroboration
    if found is None:
        return ()
    words = Run(text=f"{standing(found, deny=answer.question.deny)}.", strong=True)
    explained = found.explanation and answer.outline.headline != "nothing"  # which tells the same
    return (words, Run(text=f" {folded(found.explanation)}")) if explained else (words,)


def around(said: Quotation, *, most: int = 0) -> str:
    """What a quotation of a few words stands in, or points at; "" where it says enough by itself.

    "the wall" -> "in “he first described the wall”"; "these reports" -> "that is, “the money was cut by a third”".

    Args:
        most: Words after which what it stands in is cut off; 0 for none.
    """
    quote, shown = folded(said.quote), folded(said.shown)
    if not shown or shown == quote or len(quote.split()) > _FEW:
        return ""
    return f"{'in' if quote in shown else 'that is,'} {quoted(said.shown, most=most)}"


def because(said: Quotation) -> str:
    """Why a statement is here, with the words that show it, unless they stand beside the quotation."""
    return f"{said.why}: {quoted(said.shown)}" if said.shown and not around(said) else said.why


def untold(answer: Answer) -> str:
    """What the articles leave open, "" where that is nothing."""
    told = answer.outline
    many = count(told.unnamed, f"{UNNAMED} voice")
    names = "who the unnamed voice is" if told.unnamed == 1 else f"who the {many} are"
    asked: dict[Missing, str] = {"when": "when it was said", "where": "where it was said", "names": names}
    missing = [words for what, words in asked.items() if what in told.not_found]
    sentences = [f"The articles do not tell {listing(missing)}."] if missing else []
    if told.only_implied:
        sentences.append("Nobody says it in so many words; the statements imply it.")
    return " ".join(sentences)


def remarks(answer: Answer) -> list[str]:
    """What else must be known: what is not told, what the level does not cover, what was not looked at, notices."""
    far = f"Not judged, as others were nearer to the claim: {count(answer.unjudged, 'further statement')}."
    unjudged = far if answer.unjudged else ""
    no_claim = NO_CLAIM if answer.corroboration is None else ""
    notices = (sentence(folded(notice)) for notice in answer.notices)
    return [line for line in (no_claim, untold(answer), unjudged, *notices) if line]


def understood(asked: Question) -> str:
    """What was understood of a question."""
    claim, who = folded(asked.claim), folded(asked.speaker)
    if not asked.claim:
        return "No claim in it: the nearest passages are looked for"
    if asked.kind == "what-said":
        return f"What {who or 'anybody'} said" + (f" about “{claim}”" if asked.claim != asked.speaker else "")
    if asked.kind == "when-where":
        return f"When and where {who or 'anybody'} said “{claim}”"
    says = "denies" if asked.deny else "says"
    return f"Whether {who} {says} “{claim}”" if who else f"Who {says} “{claim}”"


class Limit(NamedTuple):
    """Under which limit a question was asked.

    Attributes:
        inferred: The question's own words gave it.
    """

    name: str
    value: str
    inferred: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.value}{' (from your question)' if self.inferred else ''}"


def limits(asked: Question) -> list[Limit]:
    """Under which limits it was asked, those that the reader set and those that the question's own words gave."""
    filters = asked.filters
    told = [
        ("publishers", ", ".join(filters.publishers), False),
        ("speaker", filters.speaker, False),
        ("speaker", asked.speaker, "speaker" in asked.named),
        ("after", day(filters.after), False),
        ("before", day(filters.before), False),
        ("articles", ", ".join(filters.articles), False),
    ]
    held = [Limit(name, folded(value), inferred) for name, value, inferred in told if value]
    return [limit for limit in held if limit.name != "speaker" or limit.inferred or limit.value == filters.speaker]


def footer(answer: Answer) -> str:
    """What was searched, and how long it took."""
    return f"Searched {searched(answer.scope)} in {answer.seconds:.2f} s. Nothing is said of what lies outside."


def _voices(answer: Answer) -> Line:
    parts: list[Line] = []
    for group in answer.outline.groups:
        voices = [_with_mark(answer.statements[n]) for n in group.voices]
        if group.stance != "questions" or not parts:
            parts.append((Run(text=f"{BY[group.stance]} "), *_listed(voices)))
    nobody = f"nobody in {searched(answer.scope)} is found"
    if "denial" in answer.outline.not_found:
        parts.insert(0, (Run(text=f"{nobody} denying it"),))
    if "assertion" in answer.outline.not_found:
        parts.insert(0, (Run(text=f"{nobody} asserting it"),))
    first, *rest = _joined(parts, "; ") or (Run(text=nobody),)
    return (Run(text=sentence(first.text)), *rest, Run(text="."))


def _statements(answer: Answer) -> Line:
    articles = count(len({said.article for said in answer.statements}), "article")
    told = f": {count(len(answer.statements), 'statement')} in {articles} "
    return (Run(text=sentence(name_of(answer.statements[0])), strong=True), Run(text=told), *_marks(answer))


def _place(said: Quotation) -> Line:
    """Time and venue of what was said, then who said it."""
    told = [part for part in (told_when(said.when, said.published), folded(said.venue)) if part]
    published = f"published {folded(day(said.published))}" if said.published else ""
    if told:
        lead = (Run(text=sentence(", ".join(told)), strong=True), Run(text=f" ({published})" if published else ""))
    else:
        lead = (Run(text=sentence(published)), Run())
    return (*lead, Run(text=": " if told or published else ""), *_with_mark(said), Run(text="."))


def _nothing(answer: Answer) -> Line:
    where, who = searched(answer.scope), folded(answer.question.speaker)
    if "answer" in answer.outline.not_found:
        text = f"Nothing in {where} answers this."
    elif "denial" in answer.outline.not_found:
        text = f"Nobody in {where} is found denying it."
    elif who:
        text = f"Nothing of the kind by {who} is found in {where}."
    else:
        text = f"Nobody in {where} is found saying it."
    near = tuple(Run(mark=passage.n) for passage in answer.passages[:3])
    return (Run(text=f"{text} Nearest passages: "), *near) if near else (Run(text=text),)


def _marks(answer: Answer) -> Line:
    return tuple(Run(mark=number) for number in sorted(cited(answer)))


def _with_mark(said: Quotation) -> Line:
    name = Run(text=name_of(said), strong=True)
    return (name, Run(text=" "), Run(mark=said.passage)) if said.passage else (name,)


def _listed(lines: Sequence[Line]) -> Line:
    """As `listing`, of lines."""
    if len(lines) > NAMED:
        others = f" and {count(len(lines) - NAMED, 'other')}"
        return (*_joined(lines[:NAMED], ", "), Run(text=others))
    if len(lines) < 2:
        return _joined(lines, "")
    return (*_joined(lines[:-1], ", "), Run(text=" and "), *lines[-1])


def _joined(lines: Sequence[Line], between: str) -> Line:
    out: list[Run] = []
    for line in lines:
        out += [Run(text=between), *line] if out else line
    return tuple(out)
