"""The commands: what they print, where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
        {"id": "broken"},
    ]
    (here / "in" / "more.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = twosource("index", "in", cwd=here)
    assert done.returncode == 1 and done.stderr == "", done.stderr
    assert "2  added" in done.stdout and "1  failed" in done.stdout
    assert "more.jsonl:2: " in done.stdout and "Traceback" not in done.stdout
    return here


def test_help_is_quick_and_names_every_command() -> None:
    began = time.perf_counter()
    done = twosource("--help")
    assert done.returncode == 0
    for command in "index ask chat cite eval statements show status doctor".split():
        assert f" {command} " in done.stdout
        assert twosource(command, "--help").returncode == 0
    assert time.perf_counter() - began < 20  # ten starts; each alone takes a fraction of a second


def test_version() -> None:
    assert twosource("--version").stdout.startswith("twosource ")


def test_status_counts_are_integers(folder: Path) -> None:
    found = json.loads(twosource("status", "--json", cwd=folder).stdout)
    assert (found["articles"], found["copies"], found["unfinished"], found["failed_last_run"]) == (2, 1, 0, 1)
    assert found["vectors"] == found["passages"] + found["statements"] > 0
    assert found["catalog_bytes"] > 10_000 and found["vectors_bytes"] > 10_000
    assert (found["embedder"], found["dimension"], found["first"], found["last"]) == (
        "all-MiniLM-L6-v2", 384, "2020-02-03", "2020-02-03",
    )  # fmt: skip
    assert "articles        2" in twosource("status", cwd=folder).stdout


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
    assert done.returncode == 1 and "more.jsonl:2: " in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 2 and rows[1]["id"] == "copy-1" and not list(tmp_path.iterdir())
    for one in rows[1]["attributions"]:
        start, end = one["start"], one["end"]
        assert one["quote"] == ARTICLE.strip()[start:end] or one["quote"] == ARTICLE[start:end]
        assert one["content"] and one["voice"] and one["stance"] in ("asserts", "denies", "questions")
    assert {"Ada Corl"} <= {one["voice"] for one in rows[1]["attributions"]}
    assert "Ada Corl" in twosource("statements", folder / "in" / "bridge.txt", cwd=tmp_path).stdout


def test_ask_answers_in_json_and_the_last_answer_can_be_cited(folder: Path) -> None:
    done = twosource("ask", "Who said that the bridge was safe?", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert {"question", "kind", "abstained", "answer", "passages", "statements", "corroboration", "seconds"} <= set(
        answer
    )
    notes = twosource("cite", "--last", cwd=folder)
    assert notes.returncode == (1 if answer["abstained"] else 0)
    assert ("bridge" in notes.stdout) is not answer["abstained"]


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
    lines = [{"id": f"a{n}", "text": f"{ARTICLE} Number {n}."} for n in range(2000)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, "-m", "assistant.cli", "index", "many.jsonl"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as running:
        for _ in range(600):
            if (tmp_path / "index" / "chroma").exists():
                break
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130 and said == "twosource: stopped, and nothing is half done: run it again to go on\n"
    (tmp_path / "many.jsonl").write_text(json.dumps(lines[0]), encoding="utf-8")
    done = twosource("index", "many.jsonl", "--prune", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(twosource("status", "--json", cwd=tmp_path).stdout)["articles"] == 1
    assert twosource("doctor", cwd=tmp_path).returncode == 0


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
