"""An answer as text for a terminal."""

import re
import textwrap
from typing import Any

from assistant.records import Answer, Hit, Match
from assistant.show.labels import IMPLIED, UNNAMED, groups, level_words
from assistant.show.quoting import folded, quote_of, quoted, safe, speaker_of
from assistant.show.wording import circumstances, searched, sentence, source_of

_COLOURS = {"corroborated": "32", "single-source": "33", "no-evidence": "31"}


def plain(answer: Answer, *, width: int = 88, color: bool = False) -> str:
    """An answer to read in a terminal.

    Args:
        width: Columns, at least 40; only unbreakable words are longer.
        color: Use ANSI colours for the badge and bold for names. Nothing out of an article can add its own.
    """
    width = max(width, 40)

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    found = answer.corroboration
    blocks = [_wrap(folded(answer.question.text), width)]
    if found:
        badge = f"[{' · '.join(level_words(found)).upper()}]"
        blocks.append(paint(_wrap(badge, width), _COLOURS[found.level]))
    if answer.abstained or not found or answer.written:
        blocks.append(_markdown(answer.markdown, width))
    if answer.question.deny and answer.matches and not any(m.stance == "denies" for m in answer.matches):
        blocks.append(f"Nobody in {searched(answer.scope)} is found denying this.")
    for stance, heading in groups(deny=answer.question.deny):
        if told := [m for m in answer.matches if m.stance == stance]:
            blocks.append(heading)
            blocks += [_statement(m, width, lambda text: paint(text, "1")) for m in told]
    if not answer.abstained and found and found.explanation:
        about = "Of the claim itself, not of its denial: " if answer.question.deny else ""
        blocks.append(_wrap(about + folded(found.explanation), width))
    if answer.passages:
        blocks.append("\n".join(["Passages", *(_passage(n, hit, width) for n, hit in enumerate(answer.passages, 1))]))
    if answer.struck:
        struck = [_wrap(f"{folded(text)} ({folded(why)})", width, "  - ") for text, why in answer.struck]
        blocks.append("\n".join(["Struck from the model's answer", *struck]))
    blocks += [_wrap(sentence(folded(notice)), width) for notice in answer.notices]
    blocks.append(_wrap(f"Searched {searched(answer.scope)} in {answer.seconds:.2f} s.", width))
    return "\n\n".join(blocks) + "\n"


def _statement(match: Match, width: int, bold: Any) -> str:
    said, article = match.statement, match.article
    name = speaker_of(match)
    role = folded(said.role)
    head = f"{name}{f', {role}' if role and role != name else ''}{f' ({UNNAMED})' if said.unnamed else ''}"
    facts = circumstances(match)
    facts += [IMPLIED] if match.strength == "implies" else []
    foot = " · ".join([*facts, *map(folded, source_of(article))]) + (f" [{match.passage}]" if match.passage else "")
    first, *rest = _wrap(head, width, "  ").split("\n")
    first = first.replace(name, bold(name), 1)
    return "\n".join([first, *rest, _wrap(quoted(quote_of(match)), width, "    "), _wrap(foot, width, "    ")])


def _passage(number: int, hit: Hit, width: int) -> str:
    article, passage = hit.article, hit.passage
    source = " · ".join(map(folded, source_of(article)))
    place = f"{folded(article.id)} {passage.start}-{passage.end}"
    title = folded(article.title) or folded(article.id)
    return _wrap(f"[{number}] {title} · {source} · {place}", width, "  ", hang="      ")


def _wrap(text: str, width: int, first: str = "", hang: str = "") -> str:
    rest = hang or " " * len(first)
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _markdown(markdown: str, width: int) -> str:
    """An answer's Markdown without its signs."""
    lines = []
    for line in safe(markdown).split("\n"):
        text = re.sub(r"\*\*(.+?)\*\*", r"\1", line)
        text = re.sub(r"\\([^\w\s])", r"\1", text)
        lines.append(_wrap(text[2:], width, "  - ") if text.startswith("- ") else _wrap(text, width))
    return "\n".join(lines)
