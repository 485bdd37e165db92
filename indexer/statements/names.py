"""Names as newspapers print them: runs of capitalised words, titles, outlets, and which forms are one person.

Shared by the statement extractor and by whoever compares names; it knows kinds of words, no person and no event.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.statements.given import is_given, leaning_of

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative congressman congresswoman gov governor "
    "president vice-president premier chancellor minister secretary gen general lt lieutenant col colonel colonel-general maj "
    "major capt captain adm admiral sgt sergeant cmdr commander judge justice rev reverend father pastor bishop archbishop "
    "pope king queen prince princess sheikh ayatollah imam ambassador mayor commissioner councilman councilwoman councillor "
    "spokesman spokeswoman spokesperson chairman chairwoman chair director chief officer sheriff detective attorney "
    "former ex acting then late democratic republican gop us u.s deputy vice prime foreign defense defence".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
_SMALL = r"(?:of|the|de|la|le|del|van|von|der|den|bin|ibn|al|el|du|da|dos)"
_UPPER = "".join(letter for letter in map(chr, range(0x0590)) if letter.isupper())
"""Capitals of the Latin, Greek, Cyrillic and Armenian letters."""
_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Rev|Prof|St|Jr|Sr|No)\.|(?:[A-Z]\.)+"
    rf"|(?:(?<!\w)(?:al|el|ad|ar|as|ash|at|an|az|ul|ur|d|l)[-’'])?(?:[{_UPPER}][\w’'&-]*\w|[{_UPPER}]))"
)
RUN = re.compile(rf"{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD})*")
_STARTERS = frozenset(
    "The A An He She They It I We You Who What When Where Why How Some Many Most Others One Several Both But And Or So If As At In On "
    "By For From With Without Among Another Those These This That There Then Now Yet Still Also After Before While Although Though "
    "Because Since Until Wherever Whenever Neither Even Not No Only Just His Her Their Its Our My Your All Each Every Few Any Such According Asked "
    "Earlier Later Meanwhile However Moreover Instead Indeed Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
    "February March April June July August September October November December".split()
)
OUTLET = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Journal|Gazette|Guardian|Telegraph|Chronicle|Courier|Daily|Weekly|Magazine|Radio|Television|"
    r"TV|Press|Agency|Wire|Broadcasting|Network|Observer|Examiner|Dispatch|Globe|Review|Today|Insider|Reuters|Interfax|Novosti|"
    r"TASS|Xinhua|Bloomberg|Politico|POLITICO|Breitbart|HuffPost|BuzzFeed|Axios|CNN|BBC|CBS|NBC|ABC|MSNBC|CNBC|NPR|PBS|AFP|UPI|"
    r"AP|WSJ|NYT|Newsweek|Atlantic|Fox|Al Jazeera|C-SPAN|Twitter|Facebook|Univision|Telemundo|Monitor|Standard|Sentinel|Mail|Mirror|Independent)\b"
    r"|\b(?:news ?paper|channel|broadcaster|news agency|magazine|web ?site|network|radio station|tabloid|agency)\b"
)
_MEDIA = frozenset("TV Television Radio Press News Today Daily Network".split())
"""Words in the names of outlets that are none of themselves ("the TV show", "Today, advocates say")."""
GROUP_NOUNS = frozenset(
    "campaign ministry department agency administration committee commission council government party court police army "
    "company corporation firm bank union association institute university college school team group organization organisation "
    "foundation coalition embassy office bureau newspaper channel network magazine website study report poll survey document "
    "memo lawsuit complaint filing indictment audit statement letter email emails court-papers church senate congress house "
    "board league federation service force forces panel delegation white-house kremlin".split()
)
_OF_PLACES = frozenset(
    "new north south east west san santa saint st port fort mount lake great los las el la le".split()
)
"""What names of places begin with ("New York State")."""
INDEFINITE = re.compile(
    r"^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|many|most|few|a few|other|others|another|dozens of|"
    r"hundreds of|thousands of|a number of|both|all|any|no|more|multiple|various|numerous|critics|experts|officials|sources|people|"
    r"analysts|observers|militants|residents|witnesses|voters|supporters|opponents|aides|allies|lawmakers|democrats|republicans)\b",
    re.IGNORECASE,
)
PRONOUNS = frozenset("he she they it i we you who him her them us me his their himself herself themselves".split())


def plain(name: str) -> str:
    """A name without possessive, quotes and outer punctuation."""
    return re.sub(r"[’']s?$", "", name.strip(' ,.;:—–-“”"()[]')).strip()


def name_runs(text: str) -> list[tuple[int, int]]:
    """Runs of capitalised words as [start, end), without sentence openers ("The", "But", "Monday")."""
    out = []
    for match in RUN.finditer(text):
        start, end = match.span()
        words = list(re.finditer(r"\S+", text[start:end]))
        while words and (words[0].group().strip(".,’'") in _STARTERS or words[0].group().islower()):
            words.pop(0)
        if words:
            begin = start + words[0].start()
            stop = start + words[-1].end()
            possessive = re.search(r"[’']s?$", text[begin:stop])
            out.append((begin, stop - (len(possessive.group()) if possessive else 0)))
    return out


def split_title(name: str) -> tuple[str, str]:
    """("US Army Gen.", "Curtis Scaparotti") of "US Army Gen. Curtis Scaparotti"; ("", name) where there is no title."""
    words = name.split()
    if words and words[-1].lower() in GROUP_NOUNS:
        return "", name  # "the Russian Foreign Ministry" is no foreign minister
    last = -1
    for i, word in enumerate(words[:-1]):
        if word.strip(".,").lower() in TITLES and i < len(words) - 1:
            last = i
    # "Secretary of State Rex Tillerson": a title may carry its office behind it.
    while 0 <= last < len(words) - 2 and words[last + 1] in ("of", "for", "in", "the"):
        step = last + 2
        while step < len(words) - 2 and not words[step][0].isupper():
            step += 1
        last = step if len(words) - step > 1 else last + 1
        if last >= len(words) - 1:
            last = len(words) - 2
            break
    if last < 0 and _opens_with_an_office(words):
        last = 0
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


def _opens_with_an_office(words: list[str]) -> bool:
    """Whether a word stands before a whole name that is no part of it: "Engineer Tor Bakk", at a sentence's beginning."""
    if len(words) < 3 or is_outlet(" ".join(words)) or words[0].lower() in _OF_PLACES or not words[0].isalpha():
        return False
    return not is_given(words[0]) and bool(leaning_of(words[1]))


def tokens(name: str) -> list[str]:
    """Lower-case telling words of a name: no titles, suffixes, initials' points or possessive."""
    return list(_tokens(name))


@lru_cache(maxsize=16384)  # an article's few names are compared with one another very often
def _tokens(name: str) -> tuple[str, ...]:
    words = [w.strip(".,’'\"“”()") for w in re.sub(r"[’']s\b", "", name).lower().split()]
    telling = [
        w
        for w in words
        if w and w not in TITLES and w not in SUFFIXES and w not in ("the", "of", "a", "an", "for", "in", "and")
    ]
    return tuple(telling or [w for w in words if w and w not in ("the", "a", "an")])


def same_person(a: str, b: str) -> bool:
    """Whether two printed names can be one: equal telling words, or one surname and no first names that differ."""
    x, y = tokens(a), tokens(b)
    if not x or not y:
        return False
    if x == y:
        return True
    if x[-1] != y[-1]:
        return (set(x) < set(y) and x[0] == y[0]) or (set(y) < set(x) and x[0] == y[0])
    if len(x) == 1 or len(y) == 1:
        return True
    first, other = x[0], y[0]
    return first == other or (first[0] == other[0] and (len(first) == 1 or len(other) == 1))


def longest_form(name: str, forms: Iterable[str]) -> str:
    """The longest of an article's name forms that is this person, or the name itself.

    Where two different people share the surname, a bare surname stays as it is: never merge two people.
    """
    mine = tokens(name)
    if not mine:
        return name
    fitting = [form for form in forms if tokens(form)[-1:] == mine[-1:] and same_person(form, name)]
    full = [form for form in fitting if len(tokens(form)) > 1]
    firsts = {tokens(form)[0] for form in full}
    if len(mine) == 1 and len({f for f in firsts if len(f) > 1}) > 1:
        return name
    return max(full, key=lambda form: (len(tokens(form)), len(form)), default=name)


def is_outlet(name: str) -> bool:
    """Whether a name reads like a newspaper's, agency's or broadcaster's."""
    return bool(OUTLET.search(name)) and name not in _MEDIA
