"""What levels, reasons, stances and unknowns are called: the one place that words them. Pure."""

from assistant.answer import Group
from assistant.records import Corroboration, Held, Level, Question, Reason
from indexer.records import Kind

LEVELS: dict[Level, str] = {
    "no-evidence": "No evidence",
    "single-source": "Single source",
    "corroborated": "Corroborated",
}
MEANING: dict[str, str] = {
    "no-evidence": "Nobody in this corpus is found asserting it. That says nothing about whether it is so.",
    "single-source": "One independent chain from a voice to you, in this corpus.",
    "corroborated": "Two or more chains that share no voice, no intermediary and no publisher, in this corpus.",
    "disputed": "Somebody in this corpus denies it.",
    "unnamed": "Every voice that asserts it is unnamed.",
}
REASONS: dict[Reason, str] = {
    "one-article": "one article",
    "one-publisher": "one publisher",
    "one-voice": "one voice in several outlets",
    "reprint": "one text reprinted",
    "circular": "one cited source",
}
DISPUTED, UNNAMED_ONLY = "disputed", "unnamed voices only"
WHAT: dict[Held, str] = {"asserts": "What was said", "denies": "What was denied", "questions": "What was questioned"}
STANCES: dict[Held, str] = {"asserts": "asserted", "denies": "denied", "questions": "questioned"}
BY: dict[Held, str] = {stance: f"{words} by" for stance, words in STANCES.items()}
KINDS: dict[Kind, str] = {
    "direct": "exact words",
    "mixed": "partly exact words",
    "indirect": "reported speech",
    "narration": "the publisher's own words",
}
IMPLIED, UNNAMED = "implied, not said", "unnamed"
UNKNOWN_PUBLISHER, UNNAMED_VOICE, ITSELF = "unknown publisher", "an unnamed voice", "the article itself"
OF_THE_CLAIM = ", of the claim itself and not of its denial"
UNKNOWN_HOUSE = "a publisher is not known, so it may be one of the others"


def level_words(found: Corroboration) -> list[str]:
    """The level with its reason, and what else must be known at once: ["Single source", "one article", "disputed"]."""
    more = ((DISPUTED, found.disputed), (UNNAMED_ONLY, found.unnamed_only))
    reason = [REASONS[found.reason]] if found.reason else []
    return [LEVELS[found.level], *reason, *(words for words, holds in more if holds)]


def standing(found: Corroboration, *, deny: bool = False) -> str:
    """The level in words: "In this corpus: single source, one article, disputed".

    Args:
        deny: Who denies it was asked; the level is the claim's all the same.
    """
    of = OF_THE_CLAIM if deny else ""
    return f"In this corpus{of}: {', '.join(level_words(found)).lower()}"


def level_code(level: str, reason: str | None) -> str:
    """The level as programs have it: "single-source (one-article)"."""
    return f"{level} ({reason})" if reason else level


def heading(group: Group, asked: Question) -> str:
    """Above the statements of one stance; where one voice is asked about, they are not listed by voice."""
    return WHAT[group.stance] if asked.about_one else BY[group.stance].capitalize()
