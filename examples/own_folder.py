"""Ask a folder of your own: python examples/own_folder.py FOLDER "QUESTION" ...

The index lies in FOLDER/.citewire, and only files that are new or changed are read when this is run again.
"""

import sys
from pathlib import Path

from citewire import CitewireError, Settings, answer, rebuild


def main(folder: Path, questions: list[str]) -> None:
    """Bring the index of a folder up to date and print an answer to each question."""
    settings = Settings(seeds=folder, index=folder / ".citewire")
    report = rebuild(settings=settings)
    print(f"{report.articles_total} articles, {report.passages_total} passages")
    for path, reason in (*report.failed, *report.skipped):
        print(f"not read: {path}: {reason}")
    for question in questions:
        print(f"\n{question}\n{answer(question, settings=settings)}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        main(Path(sys.argv[1]), sys.argv[2:])
    except CitewireError as error:
        # Every error that citewire raises on purpose says what happened and what to do.
        sys.exit(str(error))
