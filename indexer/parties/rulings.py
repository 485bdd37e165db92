"""What the reader of an index rules of its parties and statements: a file of theirs that overrides every rule of ours.

    same = [["Bob Dole", "Robert J. Dole"]]                # one party
    not_the_same = [["George Bush", "George W. Bush"]]     # two
    one_owner = [["The Sun", "The Times"]]                 # outlets that count as one
    does_not_say = [["the dam is safe", "post-1", "the dam was built in 1968"]]    # a claim, an article, words of it

It lies beside the index (`index.people.toml` beside `index/`), so that it outlives an index that is made anew.
"""

import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from indexer.errors import SettingsError
from indexer.parties.records import Party, Same, Verdict
from indexer.parties.words import outlet_key, words

Kind = Literal["same", "not_the_same", "one_owner"]
KINDS: tuple[Kind, ...] = ("same", "not_the_same", "one_owner")
UNSAID = "does_not_say"
_SAYS = {"same": "are the same", "not_the_same": "are not the same", "one_owner": "have one owner"}


class Ruling(NamedTuple):
    """One line of the file: what is ruled of these names, which are compared word for word, marks and case aside."""

    kind: Kind
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' and '.join(f'“{name}”' for name in self.names)} {_SAYS[self.kind]}"

    def speaks_of(self, a: Party, b: Party) -> bool:
        """Whether both are named, by two of the names."""
        at = [{n for n, name in enumerate(self.names) if _is_called(name, p, self.kind)} for p in (a, b)]
        return bool(at[0]) and bool(at[1]) and (len(at[0] | at[1]) > 1)


class Unsaid(NamedTuple):
    """That a statement does not bear on a claim: exactly these words of an article, whatever else it says."""

    claim: str
    article: str
    quote: str

    def __str__(self) -> str:
        return f"“{self.quote}” ({self.article}) does not say “{self.claim}”"

    def speaks_of(self, claim: str, article: str, quote: str) -> bool:
        """Whether it is this statement and this claim, compared word for word."""
        return (self.article, _key(self.claim), words(self.quote)) == (article, _key(claim), words(quote))


class Rulings(NamedTuple):
    """Everything that a reader rules.

    Attributes:
        file: The file's name, to be told with the answers that it changes.
        unsaid: Statements that do not bear on a claim.
    """

    every: tuple[Ruling, ...] = ()
    file: str = ""
    unsaid: tuple[Unsaid, ...] = ()

    def of(self, a: Party, b: Party) -> Ruling | None:
        """The ruling on two parties, in either order."""
        return next((ruling for ruling in self.every if ruling.speaks_of(a, b)), None)

    def verdict(self, a: Party, b: Party) -> Verdict | None:
        """How two parties stand to each other by the reader's word, None where nothing is ruled."""
        ruling = self.of(a, b)
        if ruling is None or "text" in (a.kind, b.kind):
            return None
        return Verdict(Same.DIFFERENT if ruling.kind == "not_the_same" else Same.SAME, f"{self.file}: {ruling}")


NOTHING = Rulings()


def _is_called(name: str, p: Party, kind: Kind) -> bool:
    if kind == "one_owner" and not (p.masthead or p.kind in ("outlet", "body", "unknown")):
        return False
    return _key(name) == _key(p.name) or (p.masthead and outlet_key(name) == outlet_key(p.name))


def _key(name: str) -> tuple[str, ...]:
    """A name's words, without an article before them."""
    held = words(name)
    return held[1:] if len(held) > 1 and held[0] in ("the", "a", "an") else held


def rulings_file(index: Path) -> Path:
    """Where the rulings on an index lie."""
    folder = index.resolve()
    return folder.with_name(f"{folder.name}.people.toml")


def read_rulings(index: Path) -> Rulings:
    """The rulings on an index; none where there is no such file.

    Raises:
        SettingsError: The file cannot be read, is no TOML, has an unknown key or too few names, or contradicts itself.
    """
    file = rulings_file(index)
    try:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NOTHING
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read ({error}): mend it, or move it away") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from error
    every = tuple(_read(held, file))
    joined = [(pair, ruling) for ruling in every for pair in combinations(map(_key, ruling.names), 2)]
    for pair, ruling in joined:
        for other, against in joined:
            if set(pair) == set(other) and (ruling.kind == "not_the_same") != (against.kind == "not_the_same"):
                raise SettingsError(f"{file} says that {ruling}, and that {against}: take one of the two out")
    return Rulings(every, file.name, tuple(_unsaid(held.get(UNSAID, []), file)))


def _unsaid(lists: object, file: Path) -> Iterator[Unsaid]:
    for given in lists if isinstance(lists, list) else [lists]:
        held = [one for one in given if isinstance(one, str) and one.strip()] if isinstance(given, list) else []
        if not isinstance(given, list) or len(held) != 3 or len(given) != 3:
            raise SettingsError(
                f"{file}: {UNSAID} has {given!r}: it takes lists of a claim, an article's id and words of it"
            )
        yield Unsaid(*held)


def _read(held: dict[str, object], file: Path) -> Iterator[Ruling]:
    for key, lists in held.items():
        if key == UNSAID:
            continue
        kind = next((kind for kind in KINDS if kind == key), None)
        if kind is None:
            raise SettingsError(f"{file} has the key {key!r}: known are {', '.join((*KINDS, UNSAID))}")
        for given in lists if isinstance(lists, list) else [lists]:
            names = [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
            whole = isinstance(given, list) and len(names) == len(given)
            if not whole or len({_key(name) for name in names} - {()}) < 2:
                raise SettingsError(
                    f"{file}: {key} has {given!r}: it takes lists of two or more names, "
                    f'as in {key} = [["Ann Lee", "A. Lee"]]'
                )
            yield Ruling(kind, tuple(names))
