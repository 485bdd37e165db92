"""What levels, reasons, stances and unknowns are called: the one place that words them. Pure."""

from assistant.records import Corroboration, Level, Reason
from indexer.records import Kind, Stance

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
GROUPS: tuple[tuple[Stance, str], ...] = (
    ("asserts", "Asserted by"),
    ("denies", "Denied by"),
    ("questions", "Questioned by"),
)
"""Headings, in the order in which an answer has them; a question for who denies it begins with the denials."""
STANCES: dict[Stance, str] = {"asserts": "asserts it", "denies": "denies it", "questions": "questions it"}
KINDS: dict[Kind, str] = {
    "direct": "exact words",
    "mixed": "partly exact words",
    "indirect": "reported speech",
    "narration": "the publisher's own words",
}
IMPLIED, UNNAMED = "implied, not said", "unnamed"
UNKNOWN_PUBLISHER, UNNAMED_VOICE = "unknown publisher", "an unnamed voice"
UNKNOWN_HOUSE = "a publisher is not known, so it may be one of the others"


def level_words(found: Corroboration) -> list[str]:
    """The level with its reason, and what else must be known at once: ["Single source", "one article", "disputed"]."""
    more = ((DISPUTED, found.disputed), (UNNAMED_ONLY, found.unnamed_only))
    reason = [REASONS[found.reason]] if found.reason else []
    return [LEVELS[found.level], *reason, *(words for words, holds in more if holds)]


def level_code(level: str, reason: str | None) -> str:
    """The level as programs have it: "single-source (one-article)"."""
    return f"{level} ({reason})" if reason else level


def groups(*, deny: bool) -> list[tuple[Stance, str]]:
    """The headings in the order of an answer.

    Args:
        deny: Who denies it is asked for.
    """
    return sorted(GROUPS, key=lambda group: group[0] != "denies") if deny else list(GROUPS)
