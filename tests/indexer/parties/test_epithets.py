"""Whom an article means by "the general", "the company", "the same channel": a table of texts; "" where it is not told."""

import pytest

from indexer.parse import parse_names
from indexer.parties.reading import Phrases, parties_of
from indexer.records import Article
from tests.parties import said_by


@pytest.mark.parametrize(
    ("text", "source", "meant"),
    [
        ("Gen. Ann Dorn spoke. It was late, the general said.", "the general", "Ann Dorn"),
        ("Prof. Ruben Astley spoke. It was late, the professor said.", "the professor", "Ruben Astley"),
        ("Gen. Ann Dorn spoke. It was late, the inspector general said.", "the inspector general", ""),
        ("Orle Hydro denies it. It was late, the company said.", "the company", "Orle Hydro"),
        ("Ann Dorn, a lawyer, denies it. It was late, the company said.", "the company", ""),
        ("Orle Hydro denies it. It was late, said the company that makes it.", "the company", ""),
        ("The Ports Ministry denies it. It was late, the ministry said.", "the ministry", "Ports Ministry"),
        ("Orle Hydro denies it. It was late, the ministry said.", "the ministry", ""),
        ("CNN reported it. It was late, said the same channel.", "the same channel", "CNN"),
        ("CNN reported it. It was late, the newspaper said.", "the newspaper", ""),
        ("The Estmere Chronicle reported it. It was late, the newspaper said.", "the newspaper", "Estmere Chronicle"),
        ("Nobody reported it. It was late, the company said.", "the company", ""),
    ],
)
def test_whom_an_epithet_means(text: str, source: str, meant: str) -> None:
    article = Article(id="a", text=text, publisher="Ledger")
    found = parties_of(article, [said_by(text, source, unnamed=True)], Phrases(parse_names))[0]
    assert (found.name if found.named else "") == meant
    assert found.inferred is bool(meant)
