"""What the page shows before a question is asked: looked up anew where the index has changed."""

from typing import NamedTuple

from markupsafe import Markup

from assistant.records import Scope
from assistant.show.browse import holdings_of
from assistant.show.page import welcome
from assistant.web.browsing import Library

_SPEAKERS = 500  # names to choose from


class Held(NamedTuple):
    """What an index holds at one time.

    Attributes:
        questions: To try.
        start: What an empty conversation says.
        publishers, speakers: Names to choose from.
    """

    questions: tuple[str, ...]
    start: Markup
    scope: Scope
    publishers: list[str]
    speakers: list[str]


class Front:
    """What the page shows of an index before a question."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._of: tuple[int, bool] | None = None
        self._held: Held

    def held(self) -> Held:
        """What it holds now."""
        of = self.library.version(), self.library.writing()
        if of != self._of:
            self._held, self._of = self._read(writing=of[1]), of
        return self._held

    def _read(self, *, writing: bool) -> Held:
        library, questions = self.library, self.library.questions()
        scope, quoted = library.scope(), library.most_quoted(_SPEAKERS)
        holdings = holdings_of(library.months(), quoted)
        start = welcome(questions, scope.articles, holdings, writing=writing)
        return Held(questions, start, scope, library.publishers(), [name for name, _ in quoted])
