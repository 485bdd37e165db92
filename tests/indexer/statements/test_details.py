"""What surrounds a statement."""

import pytest

from indexer.records import Stance
from indexer.statements.details import rejects


@pytest.mark.parametrize(
    ("stance", "cue", "content", "turned_down"),
    [
        ("denies", "refutes", "these reports", True),
        ("denies", "denied", "that", True),
        ("denies", "denied", "that it was unsafe", True),
        ("denies", "dismissed", "the claim that it was late", True),
        ("denies", "does not believe", "that Ostravia is about to break off relations", False),
        ("denies", "denied", "that there was anything improper", True),
        ("denies", "denied", "that the bid from Ostrand Terminals had been opened forty minutes after noon", False),
        ("asserts", "repeated", "the claim", False),
        ("asserts", "called it", "disinformation", True),
        ("nothing", "did not deny", "the reports", False),
    ],
)
def test_what_was_said_before_is_turned_down_as_a_whole_where_the_denial_points_at_it(
    stance: Stance, cue: str, content: str, turned_down: bool
) -> None:
    assert rejects(stance, cue, content) == turned_down
