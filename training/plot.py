"""A small line chart as SVG, for docs: no library, no numbers that are not in the data."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDTH, HEIGHT, EDGE = 460, 320, 46
COLOURS = ("#1f5fa8", "#b4451f", "#3c7d3c")


def chart(
    path: Path,
    title: str,
    across: str,
    up: str,
    lines: Mapping[str, Sequence[tuple[float, float]]],
    ends: tuple[float, float] = (1, 1),
) -> None:
    """Write lines of points.

    Args:
        ends: What the axes end with; they begin with 0.
    """
    wide, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE

    def place(x: float, y: float) -> str:
        return f"{EDGE + x / ends[0] * wide:.1f},{HEIGHT - EDGE - y / ends[1] * high:.1f}"

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-size="14">{escape(title)}</text>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>',
        f'<text x="12" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 12 {HEIGHT / 2})">{escape(up)}</text>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        at_x, at_y = tick * ends[0], tick * ends[1]
        (x, y), (x_end, y_end) = (place(at_x, 0).split(","), place(ends[0], at_y).split(","))
        _, y_start = place(0, at_y).split(",")
        out.append(f'<line x1="{EDGE}" y1="{y_start}" x2="{x_end}" y2="{y_end}" stroke="#ddd"/>')
        out.append(f'<text x="{EDGE - 6}" y="{float(y_start) + 4:.1f}" text-anchor="end">{at_y:g}</text>')
        out.append(f'<text x="{x}" y="{float(y) + 16:.1f}" text-anchor="middle">{at_x:g}</text>')
    for n, (name, points) in enumerate(lines.items()):
        colour = COLOURS[n % len(COLOURS)]
        out.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(place(x, y) for x, y in points)}"/>'
        )
        out.append(f'<text x="{EDGE + 8}" y="{EDGE + 14 * (n + 1)}" fill="{colour}">{escape(name)}</text>')
    path.write_text("\n".join([*out, "</svg>", ""]), encoding="utf-8")
