"""A card a statement: who, the exact words, when and where, through whom, printed by whom, and its mark."""

from assistant.records import Answer, Match
from assistant.show.labels import IMPLIED, KINDS, STANCES, UNNAMED, groups
from assistant.show.quoting import quote_of, speaker_of
from assistant.show.wording import circumstances, source_of
from assistant.web.markup import mark, text

_SHOWN = 6  # cards of a group before the rest is folded


def grouped(answer: Answer, turn: int) -> str:
    """All cards, those who deny apart from those who assert; order within a group is the answer's."""
    asked_for_one = answer.question.kind in ("what-said", "when-where")
    out: list[str] = []
    for stance, heading in groups(deny=answer.question.deny):
        cards = [card(m, turn, n) for n, m in enumerate(answer.matches) if m.stance == stance]
        if not cards:
            continue
        rest = cards[_SHOWN:]
        more = f'<details class="ts-more"><summary>{len(rest)} more</summary>{"".join(rest)}</details>' if rest else ""
        title = "Statements" if asked_for_one and stance == "asserts" else heading
        shown = "".join(cards[:_SHOWN])
        out.append(f'<section class="ts-group ts-by-{stance}"><h3>{title}</h3>{shown}{more}</section>')
    return "".join(out)


def card(match: Match, turn: int, number: int) -> str:
    """One statement; `number` is its position among the answer's matches."""
    said, article = match.statement, match.article
    voice = speaker_of(match)
    chips = [f'<span class="ts-chip ts-{match.stance}">{STANCES[match.stance]}</span>']
    if match.strength == "implies":
        chips.append(f'<span class="ts-chip" title="The statement implies it without saying it">{IMPLIED}</span>')
    if said.unnamed:
        chips.append(f'<span class="ts-chip">{UNNAMED}</span>')
    role = f'<span class="ts-role">{text(said.role)}</span>' if said.role and said.role != voice else ""
    facts = [KINDS[said.kind], *circumstances(match)]
    source = " · ".join(map(text, source_of(article)))
    cited = mark(turn, match.passage, number) if match.passage else _open(turn, number)
    why = f'<p class="ts-dim">Why it is here: {text(match.why)}</p>' if match.why else ""
    return (
        f'<article class="ts-card" aria-label="{text(voice)}">'
        f'<header><strong class="ts-voice">{text(voice)}</strong>{role}'
        f'<span class="ts-chips">{"".join(chips)}</span></header>'
        f'<blockquote class="ts-quote">{text(quote_of(match))}</blockquote>'
        f'<p class="ts-facts">{" · ".join(text(fact) for fact in facts)}</p>'
        f"<footer><span>{source}</span>{cited}</footer>{why}</article>"
    )


def _open(turn: int, number: int) -> str:
    target = f'data-turn="{turn}" data-open="statement" data-item="{number}"'
    return f'<button type="button" class="ts-link" {target}>open</button>'
