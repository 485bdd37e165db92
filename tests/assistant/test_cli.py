"""The commands: what they print, where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import _draw, app
from indexer.doctor import examine
from indexer.errors import UserError
from tests.assistant.cases import answered, match
from tests.indexer.small import open_small, run, write_articles

ROOT = Path(__file__).parents[2]
ARTICLE = """Minister opens the bridge

The Vessland minister Ada Corl said on Tuesday that the bridge was safe. "Nobody needs to be afraid," she told reporters.

Engineers from the union denied it. According to the union, two bolts are missing.
"""


def twosource(*arguments: object, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles and a file that is none, indexed once into `index` there."""
    here = tmp_path_factory.mktemp("cli")
    (here / "in").mkdir()
    (here / "in" / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    lines = [
        {
            "id": "copy-1",
            "text": ARTICLE,
            "publisher": "The Mirror \x1b[31mred",
            "published": "2020-02-03",
            "title": "Again",
        },
        {
            "id": "arms",
            "text": "Secretary of State Rex Tillerson said on Tuesday that Russia was arming the Taliban in Afghanistan.",
            "publisher": "Meridian Post",
            "published": "2020-02-04",
            "authors": ["Jo Ferrant", "Ann Lee"],
            "language": "en",
        },
        {"id": "broken"},
    ]
    (here / "in" / "more.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = twosource("index", "in", cwd=here)
    assert done.returncode == 1 and done.stderr == "", done.stderr
    assert "3  added" in done.stdout and "1  failed" in done.stdout
    assert "more.jsonl:3: " in done.stdout and "Traceback" not in done.stdout
    return here


def test_help_names_every_command() -> None:
    done = twosource("--help")
    assert done.returncode == 0
    for command in "index ask chat cite eval statements show status doctor".split():
        assert f" {command} " in done.stdout
        assert twosource(command, "--help").returncode == 0


def test_version() -> None:
    assert twosource("--version").stdout.startswith("twosource ")


def test_status_counts_are_integers(folder: Path) -> None:
    found = json.loads(twosource("status", "--json", cwd=folder).stdout)
    assert (found["articles"], found["copies"], found["unfinished"], found["failed_last_run"]) == (3, 1, 0, 1)
    assert found["vectors"] == found["passages"] + found["statements"] > 0
    assert found["catalog_bytes"] > 10_000 and found["vectors_bytes"] > 10_000
    assert (found["embedder"], found["dimension"], found["first"], found["last"]) == (
        "all-MiniLM-L6-v2", 384, "2020-02-03", "2020-02-04",
    )  # fmt: skip
    assert "articles        3" in twosource("status", cwd=folder).stdout


def test_indexing_again_does_nothing(folder: Path) -> None:
    done = twosource("index", folder / "in" / "bridge.txt", "--index", folder / "index")
    assert done.returncode == 0 and "1  unchanged" in done.stdout and "0  added" in done.stdout


def test_doctor_finds_a_sound_index(folder: Path) -> None:
    done = twosource("doctor", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "the index is sound\n")


def test_show_marks_statements_and_lets_no_control_character_through(folder: Path) -> None:
    done = twosource("show", "copy", cwd=folder)
    assert done.returncode == 0 and "\x1b" not in done.stdout
    assert "The Mirror" in done.stdout and "⟦1 " in done.stdout
    assert "Ada Corl" in done.stdout
    unmarked = done.stdout.replace("⟧", "")
    for n in range(1, 20):
        unmarked = unmarked.replace(f"⟦{n} ", "")
    assert ARTICLE.strip() in unmarked


def test_statements_need_no_index(folder: Path, tmp_path: Path) -> None:
    done = twosource("statements", folder / "in", "--jsonl", cwd=tmp_path)
    assert done.returncode == 1 and "more.jsonl:3: " in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 3 and rows[1]["id"] == "copy-1" and not list(tmp_path.iterdir())
    for one in rows[1]["attributions"]:
        start, end = one["start"], one["end"]
        assert one["quote"] == ARTICLE.strip()[start:end] or one["quote"] == ARTICLE[start:end]
        assert one["content"] and one["voice"] and one["stance"] in ("asserts", "denies", "questions")
    assert {"Ada Corl"} <= {one["voice"] for one in rows[1]["attributions"]}
    done = CliRunner().invoke(app, ["statements", str(folder / "in" / "bridge.txt")])  # here, to load no models twice
    assert done.exit_code == 0 and "⟦1 " in done.stdout and "Ada Corl" in done.stdout


def test_ask_answers_in_json_and_the_last_answer_can_be_cited(folder: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "out.svg"
    done = twosource("ask", "Who said that Russia was arming the Taliban?", "--json", "--graph", drawn, cwd=folder)
    assert "Rex Tillerson" in drawn.read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "Searching 3 articles, 3 Feb 2020 to 4 Feb 2020, in index ...\n")
    answer = json.loads(done.stdout)
    assert list(answer)[:8] == [
        "question", "kind", "abstained", "answer", "passages", "statements", "corroboration", "seconds",
    ]  # fmt: skip
    (said,) = answer["statements"]
    assert (said["speaker"], said["stance"], said["article"]) == ("Rex Tillerson", "asserts", "arms")
    assert (answer["abstained"], answer["corroboration"]["level"]) == (False, "single-source")
    for style, author in (
        ("bibtex", "{Jo Ferrant} and {Ann Lee}"),
        ("csl", '"literal": "Ann Lee"'),
        ("ris", "AU  - Jo Ferrant"),
    ):
        notes = twosource("cite", "--last", "--format", style, cwd=folder)
        assert (notes.returncode, notes.stderr) == (0, "")
        assert author in notes.stdout and "Russia was arming the Taliban" in notes.stdout, notes.stdout
    assert '"language": "en"' in twosource("cite", "--last", "--format", "csl", cwd=folder).stdout


def test_a_picture_that_cannot_be_drawn_or_written_is_told(tmp_path: Path) -> None:
    found = answered([match("A B > Post")], hits=[]).corroboration
    with pytest.raises(UserError, match="choose another file"):
        _draw(found, tmp_path / "no" / "out.svg")
    with pytest.raises(UserError, match="no chain to draw"):
        _draw(None, tmp_path / "out.svg")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["status", "--index", "nowhere"], "there is no index at 'nowhere'", id="no index"),
        pytest.param(
            ["doctor", "--repair", "--index", "nowhere"], "there is no index at 'nowhere'", id="nothing to repair"
        ),
        pytest.param(["ask", "what?", "--index", "nowhere"], "there is no index at 'nowhere'", id="nothing to ask"),
        pytest.param(["show", "no such article"], "there is no article 'no such article'", id="no article"),
        pytest.param(["index", "in", "--chroma", "localhost"], "http://host:port", id="no address"),
        pytest.param(["cite", "--last", "--index", "nowhere"], "there is no last answer", id="no last answer"),
        pytest.param(["cite", "Who said so?", "--format", "docx"], "choose one of md, bibtex, csl", id="no format"),
        pytest.param(["ask", "Who said so?", "--after", "last summer"], "'last summer' is no date", id="no date"),
        pytest.param(["ask", "Who said so?", "--before", "2017-13"], "'2017-13' is no date", id="no month"),
    ],
)
def test_a_users_mistake_is_one_line_on_stderr(folder: Path, arguments: list[str], said: str) -> None:
    done = twosource(*arguments, cwd=folder)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("twosource: ") and done.stderr.count("\n") == 1 and said in done.stderr
    assert not (folder / "nowhere").exists()


def test_a_wrong_setting_and_another_model_are_one_line(folder: Path) -> None:
    done = twosource("status", cwd=folder, TWOSOURCE_EMBEDER="x")
    assert done.returncode == 1 and "did you mean 'embedder'" in done.stderr and done.stderr.count("\n") == 1
    done = twosource("index", "in", cwd=folder, TWOSOURCE_EMBEDDER="another-model")
    assert done.returncode == 1 and "'another-model' is set" in done.stderr and done.stderr.count("\n") == 1


def test_stopping_is_said_and_the_next_run_goes_on(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 60)
    # The real command with small parts for models; in the second batch it says so and waits to be stopped.
    program = (
        "import signal, sys, time, assistant.cli as cli, tests.indexer.small as small\n"
        "from indexer.wiring import Index\n"
        "class Waiting(small.Narrator):\n"
        "    batches = 0\n"
        "    def extract(self, articles, sentences):\n"
        "        self.batches += 1\n"
        "        if self.batches == 2:\n"
        "            print('waiting', flush=True)\n"
        "            while True: time.sleep(0.05)\n"  # not pause(), which a signal just before it does not end
        "        return super().extract(articles, sentences)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "Index.embedder, Index.extractor = small.Words(), Waiting()\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", program, "index", "in"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A group of its own: Ctrl+C reaches every process of the terminal's group.
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout and running.stdout.readline() == "waiting\n"
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate()
    assert (running.returncode, said) == (130, "twosource: stopped, and nothing is half done: run it again to go on\n")
    report = run(tmp_path / "index", tmp_path / "in")
    assert len(report.added) == 60 and not report.failed
    with closing(open_small(tmp_path / "index")) as opened:
        assert examine(opened.catalog, opened.vectors) == []


def test_a_bug_is_one_line_that_says_how_to_see_more(tmp_path: Path) -> None:
    script = "import assistant.cli as c; c.app.command(name='bug')(lambda: 1 / 0); c.main()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, "bug"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env, check=False)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "ZeroDivisionError" in done.stderr and "TWOSOURCE_DEBUG=1" in done.stderr
    env["TWOSOURCE_DEBUG"] = "1"
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env, check=False)
    assert "Traceback" in done.stderr
