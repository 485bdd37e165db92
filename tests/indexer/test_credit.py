"""An article's credits are found where newsrooms give them, and nowhere else."""

import json
import os
from pathlib import Path

import pytest

from indexer.credit import credit
from indexer.records import Article

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[3] / "shared"))
STORY = "\n\n".join(f"The minister said on day {n} that exports rose." for n in range(8))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("KABUL (AP) — Rebels left.", ["Associated Press"]),
        ("NEW YORK, Dec. 22 (UPI) — A book.", ["United Press International"]),
        ("New York (AFP) – A star.", ["Agence France-Presse"]),
        ("Dec 29 (Reuters) - A vote.", ["Reuters"]),
        ("MOSCOW, August 22. /TASS/. A vote.", ["TASS"]),
        ("BEIJING, May 3 (Yonhap) — A vote.", ["Yonhap"]),
        ("Associated Press writer Ann Lee contributed to this report.", ["Associated Press"]),
        ("Ann Lee of The Associated Press contributed from Kabul.", ["Associated Press"]),
        ("Contributing: Ann Lee; The Associated Press.", ["Associated Press"]),
        ("Copyright 2014 The Associated Press. All rights reserved.", ["Associated Press"]),
        ("It ended. (Reporting by Ann Lee in Kabul; Editing by Bo Ray)", ["Reuters"]),
        ("h/t: The Hill", ["The Hill"]),
        ("This article originally appeared on The Daily Dot. Copyright 2014.", ["The Daily Dot"]),
        ("Republished with permission from Mother Jones.", ["Mother Jones"]),
        ("Source: Interfax-Ukraine", ["Interfax-Ukraine"]),
        ("STRAND, Calverra (Transmere Press) — The ferry struck the quay.", ["Transmere Press"]),
        ("Source: Transmere Press", ["Transmere Press"]),
        ("(Transmere Press)", ["Transmere Press"]),
        # Cited, not credited
        ("(His wife agreed.)", []),
        ("A source: the minister himself, it was said.", []),
        ("The minister told Reuters that he knew.", []),
        ("Sen. May Oh (R) — who had left — came back.", []),
        ("According to the Associated Press, exports rose.", []),
        ("AP: the minister has left.", []),
        ("The minister (AP photo) left.", []),
        ("He contributed to this report of the committee.", []),
        ("From Bloomberg:", []),
    ],
)
def test_a_line_gives_credit_by_its_form(line: str, names: list[str]) -> None:
    assert list(credit(Article(id="a", text=f"Headline\n\n{line}\n\n{STORY}"))) == names


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("AP", ["Associated Press"]),
        ("By Reuters", ["Reuters"]),
        ("Ann Lee, Associated Press", ["Associated Press"]),
        ("Ann Lee of the Associated Press", ["Associated Press"]),
        ("Ann Lee | AP", ["Associated Press"]),
        ("Ann Apgar", []),
    ],
)
def test_a_byline_gives_credit(author: str, names: list[str]) -> None:
    authors = tuple(part.strip() for part in author.split(","))
    assert list(credit(Article(id="a", text=STORY, authors=authors))) == names


def test_wire_copy_of_a_real_corpus_is_found_without_its_byline() -> None:
    path = SHARED / "polnear" / "train.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    right = wrong = missed = 0
    names = {"ap": "Associated Press", "afp": "Agence France-Presse", "upi": "United Press International"}
    for line in path.read_text("utf-8").splitlines():
        fields = json.loads(line)
        wire = (fields["wire"] or "").lower()
        found = credit(Article(id="a", text=fields["text"]))
        right += bool(wire) and names.get(wire, "Reuters") in found
        missed += bool(wire) and names.get(wire, "Reuters") not in found
        wrong += not wire and bool(found)
    assert right / (right + wrong) > 0.88
    assert right / (right + missed) > 0.92
