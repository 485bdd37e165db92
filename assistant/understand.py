"""Takes a question apart: what kind it is, the claim somebody may hold, the person asked about. Pure; no model."""

import re
from collections.abc import Sequence

from assistant.records import Filters, Question, QuestionKind
from assistant.words import content_words
from indexer.statements import names

_SAY = (
    r"(?:said|says?|saying|claim(?:s|ed|ing)?|assert(?:s|ed)?|allege[sd]?|argue[sd]?|state[sd]?|report(?:s|ed)?|announce[sd]?|"
    r"t(?:old|ells?)|think(?:s)?|thought|believe[sd]?|maintain(?:s|ed)?|insist(?:s|ed)?|suggest(?:s|ed)?|mention(?:s|ed)?|"
    r"predict(?:s|ed)?|warn(?:s|ed)?|admit(?:s|ted)?|confirm(?:s|ed)?|declare[sd]?|acknowledge[sd]?|contend(?:s|ed)?|charge[sd]?|"
    r"complain(?:s|ed)?|observe[sd]?|concede[sd]?|note[sd]?|explain(?:s|ed)?|promise[sd]?|reveal(?:s|ed)?|describe[sd]?|call(?:s|ed)?|"
    r"accuse[sd]?|blame[sd]?|criticis?z?e[sd]?|praise[sd]?|recommend(?:s|ed)?|propose[sd]?|express(?:es|ed)?|comment(?:s|ed)?|"
    r"respond(?:s|ed)?|repl(?:y|ies|ied)|write[s]?|wrote|tweet(?:s|ed)?|pledge[sd]?|urge[sd]?|put|make[s]?|made|cite[sd]?|sp(?:eak|oke)|talk(?:s|ed)?|answer(?:s|ed)?|threaten(?:s|ed)?|demand(?:s|ed)?|react(?:s|ed)?)"
)
_DENY = r"(?:den(?:y|ies|ied)|refute[sd]?|reject(?:s|ed)?|dispute[sd]?|contradict(?:s|ed)?|dismiss(?:es|ed)?|rebut(?:s|ted)?)"
_AUX = r"(?:did|does|do|has|have|had|was|is|were|are|would|will|could|might)"

_WHO = re.compile(
    rf"^(?:and |so |but )?(?:who(?: all| else| in [^?]{{1,40}}?)?|which \w+(?: \w+)?|what (?:officials?|people|sources?|publications?|outlets?|papers?|politicians?))\s+"
    rf"(?:(?:has|have|had|is|are|was|were|publicly|ever|actually|on record)\s+)*(?P<verb>{_SAY}|{_DENY})\b[:,]?\s*(?:(?:that|how|about|of|the claim that|reports? that)\b)?\s*(?P<claim>.+)$",
    re.I,
)
_ACCORDING = re.compile(r"^according to (?:whom|who),?\s*(?P<claim>.+)$", re.I)
_DID_SAY = re.compile(
    rf"^(?:did|does|has|is it true that|do)\s+(?P<who>[^,“\"]{{2,60}}?)\s+(?:really |actually |ever )?(?:{_SAY})(?:\s+that)?[:,]?\s+(?P<claim>.+)$",
    re.I,
)
_EVIDENCE = re.compile(
    r"^(?:is it (?:true|right|correct|a fact|the case|known)|what(?:[’']s| is| was)?(?: the)? (?:evidence|proof|basis|support|source|grounds)(?: is there| exists| do we have)?(?: (?:for|behind))?(?: the)?"
    r"(?: claims?| idea| notion| allegations?| assertion)?|is there (?:any )?(?:evidence|proof|confirmation)|how (?:do|does) (?:we|anyone|anybody) know|"
    r"does (?:anyone|anybody|someone) (?:say|claim)|can (?:it|you) be? ?(?:confirmed?|verified?)|are there reports|do (?:we|you|they) know|has it been (?:confirmed|reported|established|shown)|what supports)\s*(?:that|whether|if|of|:)?\s*(?P<claim>.+)$",
    re.I,
)
_WHAT = re.compile(
    rf"^(?:and |so )?(?:what|how|why)(?: \w+){{0,2}}?\s+{_AUX}\s+(?P<who>.+?)\s+(?:(?:publicly|actually|really|ever|have to|once)\s+)*(?P<verb>{_SAY}|view|see|feel|want|plan|react)\b\s*(?P<rest>.*)$",
    re.I,
)
_WHEN = re.compile(
    rf"^(?:(?:on|in|at) )?(?:when|where|(?:what|which)\s+(?:date|day|setting|venue|place|occasion|event|month|context|programme|program|show|interview|forum|outlet)),?\s+(?:and \w+,? )?{_AUX}\s+"
    rf"(?P<who>.+?)\s+(?:(?:publicly|first|actually|really)\s+)*(?P<verb>{_SAY}|deliver|give)\b\s*(?:that|about|the claim that|how)?\s*(?P<claim>.+)$",
    re.I,
)
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,})[”\"»]")
_ABOUT = re.compile(
    r"^(?:to [A-Z][\w ]+? )?(?:about|on|of|regarding|concerning|over|with regard to|to|that|when asked about)\s+", re.I
)
_TAIL = re.compile(r",?\s+(?:and|but|or)\s+(?:who|does|do|did|is|are|was|what|which|has|have)\b[^,]{0,60}$", re.I)
_TIDY = re.compile(
    r"^(?:that|whether|if|the claim that|reports that|reports of|claims that|allegations? (?:that|of)|the idea that|:)\s+",
    re.I,
)


def understand(text: str, *, voices: Sequence[str] = (), filters: Filters = Filters()) -> Question:
    """Take a question apart.

    Args:
        text: As typed; any string.
        voices: Names of the index's voices, to recognise a person asked about.
        filters: What the user set; kept.

    Returns:
        The question; its `claim` is never empty for a text with words.
    """
    asked = " ".join(text.split()).strip()
    body = asked.rstrip("?!. ")
    kind, claim, speaker, deny = _frame(body)
    speaker = _speaker(speaker, voices) if speaker else ""
    quoted = tuple(q.strip() for q in _QUOTED.findall(asked))
    claim = _TAIL.sub("", claim)
    claim = _TIDY.sub("", claim.strip(" ,:;?")).strip() or body
    return Question(
        text=asked,
        kind=kind,
        claim=quoted[0] if quoted and len(quoted[0].split()) >= 4 else claim,
        speaker=speaker,
        deny=deny,
        terms=tuple(dict.fromkeys(content_words(claim))),
        quoted=quoted,
        filters=filters,
        named=(),
    )


def _frame(body: str) -> tuple[QuestionKind, str, str, bool]:
    """Kind, claim, speaker and whether deniers are asked for."""
    if found := re.match(
        r"^according to (?P<who>[^,?]{3,60}), (?:what|how|why|when|where|which)\b(?P<claim>.+)$", body, re.I
    ):
        return "what-said", found["claim"], found["who"], False
    if found := _ACCORDING.match(body):
        return "who-said", found["claim"], "", False
    if found := _WHO.match(body):
        verb = found["verb"].lower()
        claim = found["claim"]
        if re.match(r"accus|blam", verb):  # "who accused X of Y": somebody holds that X did Y
            claim = re.sub(r"\s+(?:of|for)\s+", " ", claim, count=1)
        return "who-said", claim, "", bool(re.fullmatch(_DENY, verb, re.I))
    if found := _WHEN.match(body):
        return "when-where", found["claim"], found["who"], False
    if found := _EVIDENCE.match(body):
        inner = re.match(rf"^(?P<who>[A-Z][^,]{{2,50}}?)\s+{_SAY}\s+that\s+(?P<claim>.+)$", found["claim"])
        return ("evidence", inner["claim"], inner["who"], False) if inner else ("evidence", found["claim"], "", False)
    if found := _WHAT.match(body):
        rest = _ABOUT.sub("", found["rest"])
        return "what-said", rest or found["rest"] or found["who"], found["who"], False
    if found := _DID_SAY.match(body):
        return "evidence", found["claim"], found["who"], False
    if found := re.match(rf"^(?:{_AUX})\s+(?P<claim>.+)$", body, re.I):
        return "evidence", found["claim"], "", False
    return _by_its_names(body)


def _by_its_names(body: str) -> tuple[QuestionKind, str, str, bool]:
    """As `_frame`, for a question whose verb says little: by the names in it."""
    if found := re.match(
        r"^(?:who|whose|which (?:\w+ ){1,3}?(?=\w+ed\b|wants?|demands?|held|holds?|took|thinks?))\s*(?:\w+ (?:the view|the position) that|holds? that|\w+)\s+(?P<claim>.+)$",
        body,
        re.I,
    ):
        return "who-said", found["claim"], "", False
    if found := re.match(rf"^(?P<ask>.{{0,60}}?)\b{_AUX}\s+(?P<rest>.+)$", body, re.I):
        runs = names.name_runs(found["rest"])
        if runs and not re.search(r"\b(?:that|who|and|which)\b", found["rest"][: runs[0][0]]):
            who, rest = found["rest"][: runs[0][1]], found["rest"][runs[0][1] :]
            when = bool(
                re.match(
                    r"(?:on|in|at)?\s*(?:when|where|whose|(?:what|which) (?:date|day|setting|venue|place|occasion|show|programme))",
                    found["ask"],
                    re.I,
                )
            )
            return (
                ("when-where" if when else "what-said"),
                (found["ask"] + rest if not when else rest),
                who[runs[0][0] :],
                False,
            )
    return "plain", body, "", False


def _speaker(named: str, voices: Sequence[str]) -> str:
    """The index's voice that is meant, or the words as they stand ("the Russian Foreign Ministry")."""
    named = re.sub(r"^(?:the|a|an)\s+", "", names.plain(named), flags=re.I)
    telling = names.tokens(named)
    fitting = [
        v
        for v in voices
        if names.tokens(v)[-1:] == telling[-1:] and names.same_person(v.title() if v.islower() else v, named)
    ]
    if not fitting:
        return named
    return max(fitting, key=lambda v: (len(names.tokens(v)), -len(v)))
