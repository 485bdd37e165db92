"""The chat in a browser: how long a reader waits, and what memory the server takes.

    python benchmarks/chat.py QUESTIONS.jsonl INDEX [--questions N] [--plot FILE.svg] [--json OUT]

QUESTIONS: lines with "question"; they are asked in turn, again from the first where N is more, all in one conversation, which is the
worst case: nothing of it is left behind. Each answer is waited for, and every tenth one's first citation is opened. Reported: from the
start of the server to the first paint; from the question to how it was understood, to the first quotation, to the whole answer; from
a click to the article; and the server's resident memory. Needs Chromium and playwright, and Linux, which tells a process's memory.
"""

import argparse
import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
CALM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
PATIENCE = 300_000  # ms
EVERY = 20
"""Questions between two readings of the memory."""


@contextmanager
def serving(index: Path) -> Iterator[tuple[str, int]]:
    """A chat in a process of its own: its address and number."""
    command = [sys.executable, "-m", "assistant.cli", "chat", "--index", str(index.resolve()), "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        address = re.search(r"http://\S+", server.stdout.readline())
        if address is None:
            raise SystemExit("the chat did not start")
        yield address[0], server.pid
    finally:
        server.terminate()
        server.wait()


def megabytes(pid: int) -> float:
    """What a process holds in memory."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert kilobytes
    return int(kilobytes[1]) / 1024


def ask(page: Any, question: str, number: int) -> dict[str, float]:
    """Ask one question; seconds until each part of its answer was there."""
    turn = f"[data-number='{number}']"
    page.fill("#ts-question textarea", question)
    began = time.perf_counter()
    page.keyboard.press("Enter")
    waited = {}
    for name, shown in (
        ("understood", f"{turn} .ts-understood"),
        ("first quotation", f"{turn} .ts-card, {turn}[data-state='done']"),
        ("whole answer", f"{turn}[data-state='done']"),
    ):
        page.wait_for_selector(shown)
        waited[name] = time.perf_counter() - began
    page.wait_for_selector("#ts-send", state="visible")
    return waited


def article(page: Any, number: int) -> float | None:
    """Seconds from a click on the first citation to its article; None where nothing is cited."""
    mark = page.query_selector(f"[data-number='{number}'] .ts-card .ts-mark")
    if mark is None:
        return None
    began = time.perf_counter()
    mark.click()
    page.wait_for_selector(".ts-article mark.ts-quotation")
    waited = time.perf_counter() - began
    page.keyboard.press("Escape")
    page.wait_for_selector(".ts-passage")
    return waited


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    return {"p50": round(median(ordered), 3), "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 3)}


def measure(questions: Sequence[str], index: Path, asked: int) -> dict[str, Any]:
    """Ask, and report."""
    from playwright.sync_api import sync_playwright

    waits: dict[str, list[float]] = {}
    memory: list[tuple[int, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CALM))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        began = time.perf_counter()
        with serving(index) as (address, pid):
            page.goto(address)
            page.wait_for_selector(".ts-welcome")
            paint = time.perf_counter() - began
            first = ask(page, questions[0], 0)["whole answer"]  # it waits for the models
            for number in range(1, asked):
                for name, seconds in ask(page, questions[number % len(questions)], number).items():
                    waits.setdefault(name, []).append(seconds)
                if number % 10 == 0 and (seconds := article(page, number)) is not None:
                    waits.setdefault("article", []).append(seconds)
                if (number + 1) % EVERY == 0:
                    memory.append((number + 1, round(megabytes(pid), 1)))
                    print(f"{number + 1} questions: {memory[-1][1]:,.0f} MB", file=sys.stderr, flush=True)
        browser.close()
    told = {name: spread(seconds) for name, seconds in waits.items()}
    return {"first paint": round(paint, 2), "first answer": round(first, 2), **told, "memory": memory}


def plot(memory: Sequence[tuple[int, float]], path: Path) -> None:
    """Memory over questions."""
    sys.path.insert(0, str(ROOT / "training"))
    from plot import chart

    top = 400 * math.ceil(max(held for _, held in memory) / 400)
    chart(path, "Memory of the chat's server", "questions", "resident, MB", {"": memory}, (memory[-1][0], top))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", dest="asked", type=int, default=40)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with args.questions.open(encoding="utf-8") as lines:
        questions = [json.loads(line)["question"] for line in lines if line.strip()]
    report = measure(questions, args.index, args.asked)
    if args.plot and report["memory"]:
        plot(report["memory"], args.plot)
    written = json.dumps(report, indent=1)
    if args.json:
        args.json.write_text(written + "\n", encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
