"""Word lists by which the names and descriptions of voices and outlets are compared."""


def _all(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


ALIASES = {
    "nyt": "new york times",
    "ny times": "new york times",
    "nytimes": "new york times",
    "wapo": "washington post",
    "washpost": "washington post",
    "wsj": "wall street journal",
    "ft": "financial times",
    "la times": "los angeles times",
    "ap": "associated press",
    "afp": "agence france presse",
    "reuters": "thomson reuters",
    "huffington post": "huffpost",
    "british broadcasting corporation": "bbc",
    "bbc news": "bbc",
    "fox news channel": "fox news",
    "cable news network": "cnn",
    "deutsche welle": "dw",
}
MASTHEAD_WORDS = _all(
    "post times journal herald tribune globe guardian telegraph independent mail sun star mirror press gazette",
    "chronicle observer economist news today daily weekly magazine review agency radio tv television network wire",
)
MEDIA = _all("media newspaper newspapers outlet outlets paper papers press news report reports journalist reporter")
TITLES = _all(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator gov governor rep representative congressman",
    "congresswoman president vice gen general lt col colonel maj major capt captain sgt adm admiral minister prime",
    "secretary ambassador chancellor judge justice king queen prince princess pope rev reverend imam chairman",
    "chairwoman chair director mayor former then ex late us u s american the a an",
)
ORGANISATION_WORDS = _all(
    "campaign department ministry committee agency bureau council commission court government administration party",
    "company university institute organization organisation union embassy office army navy force forces police group",
    "house senate parliament congress kremlin pentagon service services bank foundation association authority board",
)
STAFF = _all("aide adviser advisor staffer staff spokesman spokeswoman spokesperson strategist surrogate operative")
# A description built on one of these fits nearly anybody who speaks in the news, so it excludes no named person.
ANYBODY = STAFF | _all(
    "official source person people insider figure diplomat leader member politician lawmaker somebody someone critic",
    "analyst expert observer other some many one two three several others man woman individual",
)
NATIONS = _all(
    "russian american british french german chinese iranian turkish israeli palestinian saudi syrian iraqi afghan",
    "pakistani indian ukrainian mexican canadian japanese korean egyptian italian spanish polish",
)
PARTIES = _all("republican democratic democrat gop labour tory conservative liberal green libertarian")
# Names of wholes: one person can be both "a Republican aide" and "a Trump aide".
BROAD = NATIONS | PARTIES | _all("us u s western european white house washington administration federal")
# A voice that is itself a text: publishers that all rest on it are circular, not one person's word.
DOCUMENTS = _all("poll survey report study memo document documents filing filings lawsuit transcript affidavit book")
