"""The learning curve: what the dev scores were while training ran, kept as lines of JSON and drawn as a picture.

`python -m training.curve --run .runs/reader --picture docs/learning-curve.svg`
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.measuring.report import run
from embeddings import InputError
from training.fitting.dev_score import DevScore

FILE = "curve.jsonl"
_WIDTH, _HEIGHT, _MARGIN = 640, 300, 48
_MEASURES = (
    ("f1", "F1 of answers", "#1f6fb2"),
    ("exact_match", "exact match", "#b2541f"),
    ("auroc", "AUROC, answerable or not", "#3d8b4f"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """The scores (0..1) on dev questions after so many training rows, a question with a passage each, of a stage."""

    stage: str
    rows: int
    f1: float
    exact_match: float
    auroc: float


def record(folder: Path, stage: str, rows: int, score: DevScore) -> None:
    """Add a point to the curve of a run."""
    point = Point(stage, rows, score.f1, score.exact_match, score.auroc or 0.0)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(point)) + "\n")


def read(folder: Path) -> list[Point]:
    """Return the points of a run in the order they were measured, rows counted from the first stage on.

    Raises:
        InputError: the folder holds no curve.
    """
    try:
        lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputError(f"{folder} holds no curve yet; train first: make reader") from None
    points: list[Point] = []
    before = 0
    for point in (Point(**json.loads(line)) for line in lines):
        if points and point.stage != points[-1].stage:
            before = points[-1].rows
        points.append(replace(point, rows=before + point.rows))
    return points


def drawn(points: Sequence[Point]) -> str:
    """Return the curves of all measures as an SVG picture, the rows of training from left to right."""
    furthest = max(point.rows for point in points) or 1
    values = [getattr(point, name) for point in points for name, _, _ in _MEASURES]
    low, high = int(min(values) * 20) / 20, int(max(values) * 20 + 1) / 20

    def place(rows: int, value: float) -> tuple[float, float]:
        across = _MARGIN + rows / furthest * (_WIDTH - 2 * _MARGIN)
        up = _HEIGHT - _MARGIN - (value - low) / (high - low) * (_HEIGHT - 2 * _MARGIN)
        return round(across, 1), round(up, 1)

    parts = []
    for step in range(round((high - low) * 20) + 1):
        x, y = place(0, low + step / 20)
        parts.append(f'<path d="M{x} {y}H{_WIDTH - _MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{low + step / 20:.2f}</text>')
    for quarter in range(5):
        x, y = place(furthest * quarter // 4, low)
        label = f"{furthest * quarter / 4000:.0f} thousand" if quarter else "0"
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{label}</text>')
    for number, (name, label, colour) in enumerate(_MEASURES):
        line = " ".join("{},{}".format(*place(point.rows, getattr(point, name))) for point in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{_MARGIN + number * 190}" y="24" fill="{colour}" font-weight="bold">{label}</text>')
    middle = f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle">questions with a passage, read in training'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" fill="#444"><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}{middle}</text>'
        "</svg>\n"
    )


def main() -> None:
    """Draw the curve of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path(".runs/reader"), help="folder of the training run")
    parser.add_argument("--picture", type=Path, default=Path("docs/learning-curve.svg"), help="where to write it")
    options = parser.parse_args()
    options.picture.write_text(drawn(read(options.run)), encoding="utf-8")


if __name__ == "__main__":
    run(main)
