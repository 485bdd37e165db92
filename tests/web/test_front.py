"""What the page shows before a question."""

from assistant.web.front import Front
from tests.web.conftest import SampleLibrary


class Counting(SampleLibrary):
    """Counts how often it is looked through."""

    looked = 0

    def questions(self) -> tuple[str, ...]:
        self.looked += 1
        return super().questions()


def test_it_is_looked_up_anew_only_where_the_index_has_changed() -> None:
    library = Counting()
    front = Front(library)
    assert front.held() is front.held() and library.looked == 1
    assert front.held().publishers == ["Aldmere Post", "Coast Daily"] and "being added" not in front.held().start
    library.articles += 1
    assert front.held().publishers[-1] == "Harbour News" and front.held().scope.articles == 4 and library.looked == 2
    library.being_written = True
    assert "being added" in front.held().start and library.looked == 3


def test_an_empty_index_says_what_to_do_and_whether_to_wait() -> None:
    library = SampleLibrary()
    library.articles = 0
    front = Front(library)
    assert "Add some with `twosource index PATH`" in front.held().start
    library.being_written = True
    assert "The first are being added right now" in front.held().start
