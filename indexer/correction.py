"""Find where an article says that it, or another, was wrong. Pure. It is told, and decides nothing."""

import re

from indexer.records import Article, Span

_TEXT = r"(?:article|story|post|report|column|piece|dispatch|headline)"
_SAYS = re.compile(
    r"^\W*(?:corrections?|clarifications?|retractions?|erratum|corrigendum)\b\s*[:(\u2014\u2013-]"
    rf"|\b(?:an|the)\s+(?:earlier|previous|original)\s+version\s+of\s+(?:this|the|our)\s+{_TEXT}"
    rf"|\b(?:this|the|our)\s+{_TEXT}\s+(?:has\s+been|was|is)\s+(?:since\s+)?(?:corrected|retracted|withdrawn|amended)"
    rf"|\b(?:this|the|our)\s+{_TEXT}\s+(?:has\s+been|was)\s+updated\s+to\s+(?:correct|clarify|reflect)"
    rf"|\b(?:has|have)\s+retracted\s+(?:this|the|an?|its|our|their)\s+(?:\w+\s+)?{_TEXT}",
    re.I,
)
_LONGEST = 600
"""Characters of a paragraph that may be a note."""


def correction(article: Article) -> Span | None:
    """The paragraph that corrects, clarifies or retracts something printed; None where there is none.

    >>> a = Article(id="a", text="The quay is safe.\\n\\nCorrection: it is not.")
    >>> correction(a).of(a.text)
    'Correction: it is not.'
    """
    for found in re.finditer(r"[^\n]+", article.text):
        paragraph = found.group()
        if len(paragraph) <= _LONGEST and _SAYS.search(paragraph):
            lead = len(paragraph) - len(paragraph.lstrip())
            return Span(found.start() + lead, found.start() + len(paragraph.rstrip()))
    return None
