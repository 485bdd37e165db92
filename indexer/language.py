"""What language an article is in, by its text (py3langid) and by what it says. Statements are read of English."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = ("", "en")
"""Languages of which statements are read; "" is not known."""
FEW, MANY = 20, 60
"""Words from which on a text's language is looked for, and from which on it counts against what the article says."""
SURE, PLAIN = 0.9, 0.99
"""How sure it must be of either, in [0, 1]."""
LOOKED_AT = 3000
"""Characters."""


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, given: str = "") -> str:
    """An ISO 639-1 code, "" where it is not known.

    Args:
        given: What the article says of itself; it stands unless a longer text plainly is in another language.
    """
    beginning = text[:LOOKED_AT]
    words = len(beginning.split())
    if words < FEW:
        return given
    code, chance = _identifier().classify(beginning)
    if not given:
        return str(code) if chance >= SURE and len(code) == 2 else ""
    return str(code) if words >= MANY and chance >= PLAIN and len(code) == 2 else given
