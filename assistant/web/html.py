"""The conversation as HTML: what was asked, what is being done, and the answer with everything it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.notes.cite import cite, notes_of
from assistant.records import Answer, Filters
from assistant.show.markdown import flag_line
from assistant.show.wording import day, searched, sentence
from assistant.web import cards, flag
from assistant.web.headline import headline
from assistant.web.markup import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a session and what came of it.

    Attributes:
        answer: None while searching and after an error.
        error: What happened and what to do, "" where all went well.
        waiting: What is being done, "" when done.
        whole: All of the answer is shown, not only its first line.
    """

    question: str
    answer: Answer | None = None
    error: str = ""
    waiting: str = ""
    whole: bool = True


def conversation(turns: Sequence[Turn], welcome: str) -> str:
    """All turns, oldest first; the welcome where there are none."""
    body = "".join(_turn(turn, number) for number, turn in enumerate(turns)) or welcome
    return f'<div class="ts ts-log" role="log" aria-live="polite" aria-label="Conversation">{body}</div>'


def welcome(questions: Sequence[str], articles: int) -> str:
    """What an empty page says: what to ask, or how to get an index."""
    if not articles:
        return notice(
            "This index holds no articles yet.", "Add some with `twosource index PATH`, then reload this page."
        )
    items = "".join(
        f'<li><button type="button" class="ts-try" data-ask="{text(q)}">{text(q)}</button></li>' for q in questions
    )
    tries = f"<h3>To begin with</h3><ul>{items}</ul>" if items else ""
    return (
        '<section class="ts-welcome"><h2>Who said it, where, and did anyone else?</h2>'
        "<p>Every answer is made of quotations that you can open in their articles, and says how many "
        f"independent voices stand behind a claim in this corpus.</p>{tries}</section>"
    )


def notice(what: str, how: str) -> str:
    """A calm box: what happened, and what to do."""
    return f'<section class="ts-notice" role="status"><h3>{text(what)}</h3><p>{text(how)}</p></section>'


def _turn(turn: Turn, number: int) -> str:
    asked = f'<h2 class="ts-asked">{text(turn.question)}</h2>'
    if turn.error:
        told = f"<h3>That did not work</h3><p>{text(sentence(turn.error))}</p>"
        body = f'<section class="ts-notice ts-error" role="alert">{told}</section>'
    elif turn.answer is None:
        body = ""
    else:
        body = _answer(turn.answer, number, whole=turn.whole)
    waiting = ""
    if turn.waiting:
        waiting = f'<p class="ts-waiting" role="status"><span class="ts-pulse"></span>{text(turn.waiting)}</p>'
    return f'<section class="ts-turn" data-number="{number}">{asked}{body}{waiting}</section>'


def _answer(answer: Answer, turn: int, *, whole: bool) -> str:
    line, rest = headline(answer, turn)
    flags = flag.badges(answer)
    top = f'<div class="ts-headline">{line}</div>' + _named(answer.question.filters, answer.question.named) + flags
    if not whole:
        return top
    prose = ""
    if rest and answer.matches:
        # Where cards show the statements, the composed text says the same again: it is kept, folded.
        # A language model's text is another matter, and stays open.
        composed = answer.corroboration is not None and flag_line(answer.corroboration) in answer.markdown
        opened = "" if composed else " open"
        prose = f'<details class="ts-prose"{opened}><summary>The answer as text</summary>{rest}</details>'
    elif rest:
        prose = f'<div class="ts-prose">{rest}</div>'
    return top + flag.why(answer, turn) + cards.grouped(answer, turn) + prose + _notes(answer) + _limits(answer)


def _notes(answer: Answer) -> str:
    """The citations, ready to be copied into somebody's notes."""
    if answer.abstained or not notes_of(answer).notes:
        return ""
    notes = text(cite(answer, "md"))
    return (
        '<details class="ts-notes"><summary>Notes to copy</summary>'
        '<button type="button" class="ts-back" data-copy>Copy</button>'
        f'<pre tabindex="0" aria-label="Notes in Markdown">{notes}</pre></details>'
    )


def _named(filters: Filters, named: Sequence[str]) -> str:
    """The limits under which was searched; those taken from the question's words are marked."""
    values = {
        "publishers": ", ".join(filters.publishers),
        "speaker": filters.speaker,
        "after": day(filters.after),
        "before": day(filters.before),
        "articles": ", ".join(filters.articles),
    }
    chips = "".join(
        f'<span class="ts-chip">{name}: {text(value)}{" (from your question)" if name in named else ""}</span>'
        for name, value in values.items()
        if value
    )
    return f'<p class="ts-limits" aria-label="Limited to">{chips}</p>' if chips else ""


def _limits(answer: Answer) -> str:
    """What the corpus does not tell, and whatever was left out, with its reason."""
    lines = [f"Searched: {searched(answer.scope)}, in {answer.seconds:.1f} s. Nothing is said about what lies outside."]
    found = answer.corroboration
    if found and (untold := answer.markdown.partition(flag_line(found))[2].strip()):
        lines.insert(0, untold)
    lines += answer.notices
    out = "".join(f"<p>{text(line)}</p>" for line in lines)
    if answer.struck:
        items = "".join(f"<li><s>{text(words)}</s> <span>{text(reason)}</span></li>" for words, reason in answer.struck)
        summary = "<summary>Struck out, because no passage bears it</summary>"
        out += f'<details open class="ts-struck">{summary}<ul>{items}</ul></details>'
    return f'<footer class="ts-scope">{out}</footer>'
