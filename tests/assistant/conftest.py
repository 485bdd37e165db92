"""An index over a few small articles, made once by the real parts."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask.assistant import Assistant
from indexer.settings import Settings

ARTICLES = {
    "post-1": (
        "The Meridian Post",
        "2017-08-23",
        "Tillerson on arms",
        "Secretary of State Rex Tillerson said on Tuesday that Russia was arming the Taliban in Afghanistan. "
        "He spoke at a press conference in Washington.\n\n"
        "The Russian Foreign Ministry denied that Russia was arming the Taliban.",
    ),
    "times-1": (
        "Longshore Times",
        "2017-08-25",
        "A general's warning",
        "Gen. Curtis Scaparotti told senators that Russia was arming the Taliban. "
        "“I have seen the influence of Russia of late,” Scaparotti said.",
    ),
    "gazette-1": (
        "Fennick Gazette",
        "2018-04-19",
        "A hard winter for the hives",
        "Beekeeper Ida Holm said that two thirds of her colonies had died over the winter. "
        "The county gives no grant for new colonies.",
    ),
    "echo-1": (
        "Fennick Echo",
        "2018-04-20",
        "A hard winter for the hives",
        "Beekeeper Ida Holm said that two thirds of her colonies had died over the winter. "
        "The county gives no grant for new colonies.",
    ),
    # As some exports write it: letters and accents apart, soft hyphens, Windows' line endings, NUL, half an emoji.
    "cafe-1": (
        "Aldmere Post",
        "2019-02-11",
        "The cafe\u0301 shuts",
        "The cafe\u0301 at the quay shuts \ud83d\r\n\r\nOwner Zoe\u0301 Di\u0301az said on Monday that the cafe\u0301 would close in "
        "Feb\u00adruary.\0 “It is the end of an e\u0301poque,” Di\u0301az told the coun\u00adcil.\r\n",
    ),
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index's folder."""
    import json

    from indexer.pipeline import index
    from indexer.wiring import open_index

    place = tmp_path_factory.mktemp("asking")
    lines = [
        json.dumps({"id": id, "publisher": publisher, "published": published, "title": title, "text": text})
        for id, (publisher, published, title, text) in ARTICLES.items()
    ]
    (place / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with closing(open_index(place / "index", Settings(), create=True)) as opened:
        assert not index([str(place / "corpus.jsonl")], opened.parts()).failed
    return place / "index"


@pytest.fixture(scope="session")
def assistant(folder: Path) -> Iterator[Assistant]:
    """An assistant over it, without a language model."""
    from assistant import open_assistant

    yield open_assistant(folder, Settings())
