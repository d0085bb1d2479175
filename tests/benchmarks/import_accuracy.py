"""How well the importer reads the labelled pages, beside trafilatura's own metadata on the same pages.

python -m tests.benchmarks.import_accuracy [--faults] [PATTERN]
"""

import sys
import time

from tests.support.import_scores import FIELDS, Score, grade, measured
from tests.support.labelled_pages import Labelled, letters, load


def main() -> None:
    patterns = [word for word in sys.argv[1:] if not word.startswith("--")] or ["*.page"]
    pages = [page for pattern in patterns for page in load(pattern)]
    started = time.perf_counter()
    khotin = measured(pages)
    took = time.perf_counter() - started
    say(f"{len(pages)} pages, {took / max(len(pages), 1) * 1000:.1f} ms a page\n")
    say("| | Khotin: right | wrong | empty | trafilatura: right | wrong | empty |")
    say("|---|---|---|---|---|---|---|")
    other, recall = trafilatura(pages)
    for name in FIELDS:
        say(f"| {name} | {_cells(khotin.scores[name])} | {_cells(other[name]) if name in other else '| |'} |")
    say(f"| sentences kept | {khotin.recall:.1%} of {khotin.sentences} | | | {recall:.1%} | | |")
    say(f"| boilerplate lines | {khotin.noise:.1%} of {khotin.lines} | | | | | |")
    say(f"\nout of order: {khotin.unordered}; pages reported as not shown to be whole: {khotin.reported}")
    if "--faults" in sys.argv:
        for fault in khotin.faults:
            say("  ".join(fault))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _cells(score: Score) -> str:
    return f"{score.right} | {score.wrong} | {score.empty}"


def trafilatura(pages: list[Labelled]) -> tuple[dict[str, Score], float]:
    """The scores of trafilatura's metadata (it has no province), and the share of sentences in its text."""
    import trafilatura as library

    scores = {name: Score() for name in FIELDS if name != "province"}
    kept = total = 0
    for page in pages:
        text = library.extract(page.capture.data, include_tables=True, favor_recall=True) or ""
        body = letters(text)
        kept += sum(letters(sentence) in body for sentence in page.sentences)
        total += len(page.sentences)
        found = library.extract_metadata(page.capture.data)
        values = {"title": found.title, "date": found.date, "author": found.author} if found else {}
        for name, score in scores.items():
            expected = page.fields[name][:10] if name == "date" else page.fields[name]
            verdict = grade(name, expected, values.get(name) or "")
            setattr(score, verdict, getattr(score, verdict) + 1)
    return scores, kept / max(total, 1)


if __name__ == "__main__":
    main()
