"""Writes the extractive answer: quotations out of the articles and short connecting words, nothing generated."""

import re
from collections.abc import Sequence

from assistant.records import Corroboration, Hit, Match, Question, Scope
from assistant.show.labels import GROUPS, IMPLIED, UNNAMED, level_words
from assistant.show.quoting import beginnings, best_sentence, folded, quote_of, quoted, speaker_of
from assistant.show.wording import circumstances, count, day, listing, searched, sentence, told_when
from indexer.parties.personal import name_words

VOICES = 8  # voices that the text lists; the statements hold them all
NO_CLAIM = (
    "No level is given, as this asks for no claim that somebody may hold. Ask who said something, whether it is said, "
    "or what somebody said."
)
WORDS = 60  # words of one quotation that the text shows; the statement holds all of it


def compose(
    question: Question,
    hits: Sequence[Hit],
    matches: Sequence[Match],
    corroboration: Corroboration | None,
    scope: Scope,
    *,
    weak: bool = False,
) -> str:
    """Write an answer in Markdown.

    Args:
        question: What was asked.
        hits: The answer's passages; mark [n] is `hits[n - 1]`.
        matches: Statements that bear on the claim, best first, with the numbers of their passages.
        corroboration: What was counted, None where the question holds no claim.
        scope: What was searched.
        weak: For a plain question: no passage is near enough to answer it.

    Returns:
        Paragraphs and lists, apart by empty lines. Each quotation carries the mark of the passage it stands in.
    """
    if corroboration is None:
        told = _nothing(question, hits, scope) if weak or not hits else _plain(question, hits)
        return f"{told}\n\n{NO_CLAIM}"
    if not matches:
        return _nothing(question, hits, scope)
    if question.kind == "what-said":
        parts = [_list("", matches, dated=True)]
    elif question.kind == "when-where":
        parts = [_when_where(matches), _list("", _asserting(matches)[1:], dated=True)]
    else:
        headings = {stance: f"{heading}:" for stance, heading in GROUPS}
        asserted = _list(headings["asserts"] if question.deny else "", _asserting(matches))
        denied = _list(headings["denies"], _of(matches, "denies"))
        if question.deny and not denied:
            denied = f"Nobody in {searched(scope)} is found denying this."
        groups = [denied, asserted] if question.deny else [asserted, denied]
        parts = [*groups, _list(headings["questions"], _of(matches, "questions"))]
    flag = flag_line(corroboration)
    if question.deny:
        flag = f"The claim itself, not its denial: {flag}"
    return "\n\n".join(filter(None, [*parts, flag, _untold(question, matches)]))


def flag_line(corroboration: Corroboration) -> str:
    """The level and what it rests on."""
    return f"**{', '.join(level_words(corroboration))}.** {escaped(corroboration.explanation)}".rstrip()


def escaped(text: str) -> str:
    """Text of an article or a user as Markdown that means only itself: marks and tags in it are no marks and tags."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _asserting(matches: Sequence[Match]) -> list[Match]:
    return _of(matches, "asserts")


def _of(matches: Sequence[Match], stance: str) -> list[Match]:
    return [m for m in matches if m.stance == stance]


def _list(heading: str, matches: Sequence[Match], *, dated: bool = False) -> str:
    """One line a voice (its best statement), or one a statement where one person's are listed."""
    marked = [m for m in matches if m.passage] or matches  # no line without its mark where there are marks
    shown = list(marked) if dated else _each_voice_once(marked)
    if not shown:
        return ""
    lines = [_said(m, dated=dated) for m in shown[:VOICES]]
    if len(shown) > VOICES:
        # No sentence stands without a mark: the statements not spelled out are named by their passages.
        more = sorted({m.passage for m in shown[VOICES:] if m.passage})
        names = listing(list(dict.fromkeys(escaped(speaker_of(m)) for m in shown[VOICES:])))
        lines.append(
            f"Further: {count(len(shown) - VOICES, 'statement')} by {names} {''.join(f'[{n}]' for n in more)}".rstrip()
        )
    return "\n\n".join(filter(None, [heading, "\n".join(f"- {line}" for line in lines)]))


def _each_voice_once(matches: Sequence[Match]) -> list[Match]:
    best: dict[tuple[str, ...], Match] = {}
    for match in matches:
        best.setdefault(name_words(speaker_of(match)), match)
    return list(best.values())


def _said(match: Match, *, dated: bool = False) -> str:
    """Who, in which role, when, where, through whom, the exact words, and the mark."""
    said = match.statement
    who = f"**{escaped(speaker_of(match))}**"
    role = folded(said.role)
    if role and role != speaker_of(match):
        who += f" ({escaped(role)})"
    published = day(match.article.published)
    facts = circumstances(match)
    if dated and not said.when and published:
        facts.insert(0, f"published {published}")
    if match.strength == "implies":
        facts.append(IMPLIED)
    where = escaped(", ".join(facts))
    mark = f" [{match.passage}]" if match.passage else ""
    return f"{who}{f', {where}' if where else ''}: {escaped(quoted(quote_of(match), most=WORDS))}{mark}"


def _when_where(matches: Sequence[Match]) -> str:
    """The date and the venue first."""
    best = next((m for m in _asserting(matches) if m.statement.venue or m.statement.when), matches[0])
    said = best.statement
    parts = (told_when(said.when, best.article.published), folded(said.venue))
    lead = [f"**{escaped(part)}**" for part in parts if part]
    published = f"published {day(best.article.published)}" if best.article.published else ""
    told = f"{', '.join(lead)}{f' ({published})' if published else ''}" if lead else sentence(published)
    return f"{told}{'. ' if told else ''}{_said(best)}"


def _plain(question: Question, hits: Sequence[Hit]) -> str:
    wanted = beginnings(question.text)
    lines = []
    for number, hit in enumerate(hits[:3], 1):
        if words := best_sentence(hit, wanted):
            source = ", ".join(filter(None, (folded(hit.article.publisher), day(hit.article.published))))
            lines.append(
                f"- {escaped(quoted(words, most=WORDS))}{f' ({escaped(source)})' if source else ''} [{number}]"
            )
    return "\n\n".join(["The nearest passages say:", "\n".join(lines)]) if lines else ""


def _nothing(question: Question, hits: Sequence[Hit], scope: Scope) -> str:
    """That nothing was found, and where to look instead."""
    who = escaped(folded(question.speaker))
    where = searched(scope)
    if question.kind == "plain":
        text = f"Nothing in {where} answers this."
    elif question.deny:
        text = f"Nobody in {where} is found denying this."
    else:
        text = f"{sentence(who) if who else 'Nobody'} is {'not ' if who else ''}found saying this in {where}."
    near = "".join(f"[{n}]" for n in range(1, min(len(hits), 3) + 1))
    return f"{text} Nearest passages: {near}" if near else text


def _untold(question: Question, matches: Sequence[Match]) -> str:
    """What the articles leave open."""
    asserting = _asserting(matches)
    told = []
    if question.kind == "when-where" and matches:
        missing = [
            word
            for word, known in (
                ("when", any(m.statement.when for m in asserting)),
                ("where", any(m.statement.venue for m in asserting)),
            )
            if not known
        ]
        if missing:
            told.append(f"{listing(missing)} it was said")
    unnamed = {name_words(speaker_of(m)) for m in asserting if m.statement.unnamed}
    if unnamed and question.kind in ("who-said", "evidence"):
        many = count(len(unnamed), f"{UNNAMED} voice")
        told.append("who the unnamed voice is" if len(unnamed) == 1 else f"who the {many} are")
    text = f"The articles do not tell {' and '.join(told)}." if told else ""
    if asserting and all(m.strength == "implies" for m in asserting):
        text = f"{text} Nobody says it in so many words; the statements imply it.".strip()
    return text
