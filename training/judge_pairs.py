"""The pairs that the judge learns from, and those that it is measured on, apart by article and by sentence.

Held back, so that nothing of them is ever learned: every sentence of the articles in `questions/dev`, every claim about the
articles that `is_held` picks and every sentence of these, and whole groups of sentences with every sentence in them.
"""

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ASSERTS, DENIES, NEITHER, NOT_ASSERTS = range(4)
LABELS = {"asserts": ASSERTS, "denies": DENIES, "neither": NEITHER}
ENTAILMENT = {"entailment": ASSERTS, "contradiction": DENIES, "neutral": NEITHER, "not_entailment": NOT_ASSERTS}
OWN = (("states", ASSERTS), ("implies", ASSERTS), ("ask", ASSERTS), ("denies", DENIES), ("neither", NEITHER))
"""What a statement says of the claims that were written beside it."""
HELD = 0.08
"""The share of articles, and of groups, that is kept for measuring."""
LONGEST = 360, 200
"""Characters of a sentence and a claim of the entailment sets; longer ones say little for their time."""
CAP = {
    "mnli_nyu_hw": 23000, "lingnli_lots": 14000, "lingnli_litl": 13000, "lingnli_baseline": 13000, "newprotocols_edit_other": 9000,
    "newprotocols_edit_premise": 9000, "newprotocols_base": 8000, "newprotocols_contrast": 8000, "newprotocols_paragraph": 877,
    "cad_nli": 8000, "taxinli_mnli": 6000, "snli_dev_test": 6000, "climate_fever": 4000, "fever_nli_dev_test": 4700,
    "fever_rte_covidfact": 3000, "healthver": 3000, "emergent_headlines": 2500,
    "conjnli_adv15k": 3000, "conjnli_dev": 600, "fool_me_twice": 2500, "fever_symmetric": 1100, "politihop": 900, "ambient": 2200,
    "covidfact": 1500, "fib_xsum": 2000, "fib_cnn_dm": 347, "bump": 838, "qags_cnndm": 583, "qags_xsum": 157,
    "dnc_function_words": 1000, "mrpc_curriculum": 1500, "negation_mnli": 1500, "negation_snli": 800, "nan_nli": 258,
    "glue_diagnostic": 1100, "sick": 2000, "med": 1000, "breaking_nli": 1000, "wikifactcheck_negated": 1000,
    "monli": 600, "semiauto_sim_wiki": 1500, "semiauto_translate_wiki": 1500, "semiauto_base_wiki": 500, "transitivity_human": 600,
    "scifact_rte": 700, "fever_adversarial_copenlu": 163, "hans_generated": 700, "lexical_curriculum": 600,
}  # fmt: skip
"""Most pairs of each entailment set: sets of one label or of few templates invite shortcuts. Four of DATA's sets are left out, which
teach that what somebody says need not be so (megaveridicality, verb_veridicality, commitmentbank, dnc_uds_factuality): here who says
that it is so asserts it."""
GOLD = {
    ("original", "states"): ASSERTS, ("original", "denies"): DENIES, ("original", "neither"): NEITHER,
    ("flip", "states"): DENIES, ("flip", "denies"): ASSERTS, ("other", "states"): NEITHER, ("other", "neither"): ASSERTS,
}  # fmt: skip
"""What a sentence, as printed or rewritten, says of a claim that was written beside it."""
_END = re.compile(r"[.!?][”\"’']*\s+|\n+")
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][a-zà-ÿ]{2,}\b")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


class Pair(NamedTuple):
    """A sentence, a claim, and what the one says of the other."""

    sentence: str
    claim: str
    label: int


class Labelled(NamedTuple):
    """A claim, or a question (kind "ask"), with sentences that were read beside it, and what stands around each."""

    kind: str
    claim: str
    pairs: list[Pair]
    around: list[str]


def read(path: Path) -> list[dict]:
    """The objects of a JSON Lines file, packed or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def is_held(key: str, share: float = HELD) -> bool:
    """Whether what has this key is kept for measuring: the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) < share * 2**32


def around(text: str, start: int, end: int) -> str:
    """The whole sentences that hold the characters from start to end, on one line."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    return " ".join(text[max(e for e in ends if e <= start) : min(e for e in ends if e >= end)].split())


class Data:
    """Everything that a folder of the data sets holds, as pairs: learned ones and held ones.

    Attributes:
        claims, alone, labelled, entailment: Pairs to learn from.
        held_claims, held_alone: Symmetric pairs of held articles, and pairs of what their statements say alone.
        held_retrieved, held_groups: Held claims with the sentences read beside them.
    """

    def __init__(self, folder: Path) -> None:
        articles = read(folder / "polnear/train.jsonl")
        texts = {a["id"]: a["text"] for a in articles}
        dev = {a["id"] for a in read(folder / "questions/dev/corpus.jsonl")}
        apart = dev | {id for id in texts if is_held(id)}
        rows = read(folder / "claims/train.jsonl")
        article = {row["id"]: row["article"] for row in rows}
        mine = [row for row in rows if row["article"] not in apart]
        said = {a["id"]: a["attributions"] for a in articles}
        self.claims = [p for row in mine for p in _claims(row, texts)]
        self.alone = [p for row in mine for p in _alone(row, texts, said)]
        self.held_alone = [p for row in rows if row["article"] in apart for p in _alone(row, texts, said)]
        self.held_claims = [p for row in rows if row["article"] in apart for p in _claims(row, texts)]
        retrieved, groups = read(folder / "claims/retrieved.jsonl"), read(folder / "claims/groups.jsonl")
        held_groups = [row for row in groups if is_held(row["group"])]
        seen = {c["text"] for row in held_groups for c in row["candidates"]}
        self.held_groups = [_labelled(row, texts, ()) for row in held_groups]
        self.held_retrieved = [_labelled(row, texts, ()) for row in retrieved if article[row["claim_id"]] in apart]
        learned = [row for row in retrieved if article[row["claim_id"]] not in apart]
        learned += [row for row in groups if not is_held(row["group"])]
        self.labelled = [p for row in learned for p in _labelled(row, texts, apart).pairs if p.sentence not in seen]
        self.entailment = list(_entailment(read(folder / "nli/pairs.jsonl.gz")))


def _alone(row: dict, texts: dict[str, str], said: dict[str, list[dict]]) -> Iterator[Pair]:
    """Each claim beside what the statement says alone; what asserts it also beside what others say in the same sentence.

    As the product reads a statement alone (`evidence.said_alone`), and reported without marks of quotation.
    """
    text, place = texts[row["article"]], (row["start"], row["end"])
    given = [(a, (a["content"][0][0], a["content"][-1][1])) for a in said[row["article"]] if a["content"]]
    mine = [a for a, (start, end) in given if start < place[1] and end > place[0]]
    beside = [a for a, span in given if a not in mine and _same_sentence(text, place, span)]
    labels = [(claim, label) for claim, label in OWN if row.get(claim)]
    if mine:
        yield from (Pair(form, row[claim], label) for form in _forms(text, mine[0]) for claim, label in labels)
        for form in (form for a in beside for form in _forms(text, a)):
            yield from (Pair(form, row[claim], NEITHER) for claim in ("states", "implies") if row.get(claim))


def _same_sentence(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return start - end < 300 and not _END.search(text[min(end, start) : start])


def _forms(text: str, statement: dict) -> Iterator[str]:
    voice, cue, content = (
        " ".join(" ".join(text[s:e].split()) for s, e in statement[k]) for k in ("source", "cue", "content")
    )
    content = content.strip("“”\"'‘’,. ")
    if voice and content:
        yield f"“{content},” {voice} {cue or 'said'}."
        yield f"{voice} {cue or 'said'} {content}."


def _claims(row: dict, texts: dict[str, str]) -> Iterator[Pair]:
    """Symmetric pairs: each claim beside a sentence that holds it and beside ones that do not."""
    own = around(texts[row["article"]], row["start"], row["end"])
    said = {"original": own, "flip": row.get("flip"), "other": row.get("other")}
    if row.get("flip") and row.get("other"):
        for (sentence, claim), label in GOLD.items():
            if row.get(claim):
                yield Pair(said[sentence], row[claim], label)
    else:  # without its counterparts an assertion would be betrayed by its wording alone
        for claim, label in (("denies", DENIES), ("neither", NEITHER)):
            if row.get(claim):
                yield Pair(own, row[claim], label)
    for claim in ("implies", "ask"):
        if row.get(claim):
            yield Pair(own, row[claim], ASSERTS)
    if row.get("ask") and row.get("other"):
        yield Pair(row["other"], row["ask"], NEITHER)


def _labelled(row: dict, texts: dict[str, str], without: Iterable[str]) -> Labelled:
    pairs, surroundings = [], []
    for c in row["candidates"]:
        if c["article"] not in without or c.get("from") == "fnc1":
            sentence = c.get("text") or texts[c["article"]][c["start"] : c["end"]]
            pairs.append(Pair(" ".join(sentence.split()), row["claim"], LABELS[c["label"]]))
            near = sentence if "text" in c else texts[c["article"]][max(0, c["start"] - 400) : c["end"] + 200]
            surroundings.append(" ".join(near.split()))
    return Labelled(row["kind"], row["claim"], pairs, surroundings)


def _entailment(rows: list[dict]) -> Iterator[Pair]:
    sets: dict[str, list[Pair]] = defaultdict(list)
    for row in rows:
        if row["set"] in CAP and len(row["premise"]) <= LONGEST[0] and len(row["hypothesis"]) <= LONGEST[1]:
            sets[row["set"]].append(Pair(row["premise"], row["hypothesis"], ENTAILMENT[row["label"]]))
    for name, pairs in sets.items():
        random.Random(name).shuffle(pairs)
        yield from pairs[: CAP[name]]


def with_another(pair: Pair, others: list[str], chance: random.Random) -> Pair | None:
    """The pair with a name, or a figure, of its claim put out by another claim's: what was asserted no longer is.

    Only of an assertion whose sentence holds that name or figure; None where there is none.
    """
    if pair.label != ASSERTS:
        return None
    for pattern, label in chance.sample([(_NAME, NEITHER), (_NUMBER, NOT_ASSERTS)], 2):
        shared = [word for word in pattern.findall(pair.claim) if word in pair.sentence]
        if not shared:
            continue
        word = chance.choice(shared)
        for other in chance.sample(others, min(20, len(others))):
            fitting = [w for w in pattern.findall(other) if w not in pair.sentence and w not in pair.claim]
            if fitting:
                return Pair(pair.sentence, re.sub(rf"\b{re.escape(word)}\b", fitting[0], pair.claim), label)
    return None


def with_swapped(pair: Pair) -> Pair | None:
    """An assertion's claim with its first two names in each other's places, which it then does not assert; None without two."""
    names = list(dict.fromkeys(word for word in re.findall(r"\b[A-Z][a-z]{2,}\b", pair.claim) if word in pair.sentence))
    if pair.label != ASSERTS or len(names) < 2 or re.search(rf"{names[0]} (?:and )?{names[1]}", pair.claim):
        return None
    a, b = names[:2]
    other = {a: b, b: a}
    return Pair(pair.sentence, re.sub(rf"\b(?:{a}|{b})\b", lambda m: other[m.group()], pair.claim), NOT_ASSERTS)


_BE = re.compile(r"\b(?:is|are|was|were|has|have|will|would|can|could|should|does|did)\b(?! (?:not|never|no)\b)")
_NOT = re.compile(r"\b(is|are|was|were|has|have|will|would|can|could|should|does|did) not\b")


def opposites_in(sentences: Iterable[str]) -> dict[str, str]:
    """Words that occur with and without "un" before them, each -> the other: "safe" -> "unsafe"."""
    seen = {word for sentence in sentences for word in re.findall(r"[a-z]{4,}", sentence)}
    plain = {word[2:]: word for word in seen if word.startswith("un") and word[2:] in seen and word != "unless"}
    return plain | {negated: word for word, negated in plain.items()}


def with_opposite(pair: Pair, opposites: Mapping[str, str], chance: random.Random) -> Pair | None:
    """An assertion's claim turned into its opposite, which the sentence denies: a "not" put in or taken out, or an "un".

    Of an assertion alone, where the sentence itself holds the word that gets or loses its "un"; None where nothing can be turned.
    """
    if (
        pair.label != ASSERTS
        or pair.claim.endswith("?")
        or re.match(r"(?:who|what|when|where|why|how|which)\b", pair.claim, re.I)
    ):
        return None
    words = [
        w for w in re.findall(r"[a-z]{4,}", pair.claim) if w in opposites and re.search(rf"\b{w}\b", pair.sentence)
    ]
    if words:
        word = chance.choice(words)
        return Pair(pair.sentence, re.sub(rf"\b{word}\b", opposites[word], pair.claim, count=1), DENIES)
    if _NOT.search(pair.claim):
        return Pair(pair.sentence, _NOT.sub(r"\1", pair.claim, count=1), DENIES)
    if _BE.search(pair.claim):
        return Pair(pair.sentence, _BE.sub(lambda found: f"{found.group()} not", pair.claim, count=1), DENIES)
    return None


QUESTIONS = (
    "Who says that {}?", "Who said that {}?", "who claims {}", "Is it true that {}?", "Did anyone say that {}?", "Who thinks that {}?",
    "What is the evidence that {}?", "Who reported that {}?", "Which sources say that {}?", "Who argued that {}?",
)  # fmt: skip


def as_question(pair: Pair, chance: random.Random) -> Pair:
    """The pair with its claim put as a question for who holds it; one that is a question stays."""
    claim = pair.claim
    if claim.endswith("?") or re.match(
        r"(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|will|has)\b", claim, re.I
    ):
        return pair
    claim = claim.rstrip(".")
    first, _, rest = claim.partition(" ")
    claim = f"{first.lower()} {rest}" if first in ("The", "A", "An", "There", "It", "Being") else claim
    claim = chance.choice(QUESTIONS).format(claim)
    return pair._replace(claim=claim.lower() if chance.random() < 0.2 else claim)
