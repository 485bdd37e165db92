"""The corroboration flag: badges that say the level in a word, a shape and a colour, and the reasons behind it."""

from assistant.records import Answer, Chain, Corroboration
from assistant.show.labels import DISPUTED, LEVELS, MEANING, REASONS, UNNAMED, UNNAMED_ONLY
from assistant.show.wording import sentence
from assistant.web.markup import text

# Shapes differ as much as the colours do: a hollow ring, a single bar, two bars, two opposed arrows, a mask.
_SHAPES = {
    "no-evidence": '<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="2"/>',
    "single-source": '<path d="M8 1.8 14.8 14H1.2Z" fill="currentColor"/>',
    "corroborated": '<rect x="1.5" y="2" width="5.4" height="12" rx="1" fill="currentColor"/>'
    '<rect x="9.1" y="2" width="5.4" height="12" rx="1" fill="currentColor"/>',
    "disputed": '<path d="M6.6 3 1.2 8l5.4 5zM9.4 3l5.4 5-5.4 5z" fill="currentColor"/>',
    "unnamed": '<path d="M2 8h12" stroke="currentColor" stroke-width="3" stroke-dasharray="3 2"/>',
}


def badge(kind: str, words: str) -> str:
    """One badge; `kind` is a level, "disputed" or "unnamed"."""
    shape = f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{_SHAPES[kind]}</svg>'
    return f'<span class="ts-badge ts-{kind}" title="{text(MEANING[kind])}">{shape}<span>{text(words)}</span></span>'


def badges(answer: Answer) -> str:
    """The level, and where they apply "disputed" and "unnamed voices only"."""
    found = answer.corroboration
    if found is None:
        return ""
    reason = f" · {REASONS[found.reason]}" if found.reason else ""
    out = [badge(found.level, LEVELS[found.level] + reason)]
    if found.disputed:
        out.append(badge("disputed", sentence(DISPUTED)))
    if found.unnamed_only:
        out.append(badge("unnamed", sentence(UNNAMED_ONLY)))
    of = '<span class="ts-dim">Of the claim, not of its denial:</span>' if answer.question.deny else ""
    return f'<div class="ts-badges">{of}{"".join(out)}</div>'


def why(answer: Answer, turn: int) -> str:
    """The reasons, folded: the explanation, every chain, and which of them count as one."""
    found = answer.corroboration
    if found is None:
        return ""
    parts = [f"<p>{text(found.explanation)}</p>"] if found.explanation else []
    if found.chains:
        parts.append(_chains(found, {hit.article.id: hit.article.title for hit in answer.passages}, turn))
    if found.merged:
        items = "".join(
            f"<li><strong>{text(_numbers(merge.chains))}</strong> share <em>{text(merge.shared)}</em>. "
            f"{text(merge.why)}</li>"
            for merge in found.merged
        )
        parts.append(f"<h4>What counts as one</h4><ul>{items}</ul>")
    if not parts:
        return ""
    return f'<details class="ts-why"><summary>Why this flag?</summary>{"".join(parts)}</details>'


def _chains(found: Corroboration, titles: dict[str, str], turn: int) -> str:
    rows = "".join(
        _row(number, chain, number in found.independent, titles.get(chain.article, chain.article), turn)
        for number, chain in enumerate(found.chains)
    )
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Chain", "Voice", "Via", "Publisher", "Counted", "Shown in")
    )
    caption = f"From voice to you: {found.independent_chains} independent of {len(found.chains)}"
    return (
        f'<div class="ts-scroll" tabindex="0" role="region" aria-label="Chains"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(number: int, chain: Chain, counted: bool, title: str, turn: int) -> str:
    open_button = (
        f'<button type="button" class="ts-link" data-turn="{turn}" data-open="chain" data-item="{number}" '
        f'aria-label="Open the place that shows chain {number + 1}">{text(title)}</button>'
    )
    voice = text(chain.voice or "unknown") + (f' <span class="ts-dim">{UNNAMED}</span>' if chain.unnamed else "")
    cells = (
        voice,
        text(" → ".join(chain.via)) or "–",
        text(chain.publisher or "unknown"),
        "yes" if counted else "no",
        open_button,
    )
    return f'<tr><th scope="row">{number + 1}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _numbers(chains: tuple[int, ...]) -> str:
    names = [str(number + 1) for number in chains]
    return f"Chains {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"Chain {''.join(names)}"
