"""Boxes and arrows of the paper's figure: each kind of headline has a line of its own, told apart in grey."""

from __future__ import annotations

import math
import re

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

LONG = (0, (4, 1.5))
# Each kind of headline: its line, whether it is hollow, and how wide it gets. All are told apart in grey, and at any width.
LINES = {
    "supported in part": (LONG, False, 3.8), "supported": ("-", False, 3.8),
    "contradicted in part": (LONG, True, 3.8), "contradicted": ("-", True, 3.8),
    "negligible": ((0, (1.6, 1.6)), False, 1.6), "undetermined": ((0, (5, 2, 1, 2)), False, 1.6),
    "not testable here": ((0, (1.5, 1.5, 1.5, 6)), False, 1.6), "not run": ((0, (1, 4)), False, 0.9), "refused": ((0, (1, 4)), False, 0.9),
}  # fmt: skip
HEAD = re.compile(r"(?P<word>[a-z]+(?: [a-z]+)*)(?: \((?P<parts>[^)]*)\))?")


def arrow(panel, start, end, measured: dict, at: float) -> None:
    """An arrow as wide as its effect, in the line of its verdict, with its numbers."""
    verdict, over = str(measured["verdict"]), measured["against_sesoi"]
    line(panel, start, end, kind_of(verdict), 0.8 if math.isnan(over) else 0.8 + min(abs(over), 6) * 0.5)
    words = f"{measured['name']} {measured['effects']}{measured['beside']}\n{in_short(verdict)}"
    x, y = (start[0] + at * (end[0] - start[0]), start[1] + at * (end[1] - start[1]))
    panel.text(x, y, words, fontsize=6.3, ha="center", va="center", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})


def kind_of(verdict: str) -> str:
    """Which line a headline has; parts that were not run leave what is negligible or not testable without a claim."""
    kind = next((each for each in LINES if verdict.startswith(each)), "undetermined")
    return "undetermined" if "in part" in verdict and "in part" not in kind else kind


def in_short(verdict: str) -> str:
    """A headline in the few words for which there is room beside an arrow."""
    head = HEAD.match(verdict)
    if head is None or verdict.startswith(("not run", "refused")):
        return verdict.split(":")[0]
    lines = [head["word"], head["parts"] if head["parts"] and "premise" not in head["parts"] else ""]
    lines += [words for words in ("mostly by definition", "premise not surely held") if words in verdict]
    lines += [f"no room in {each}" for each in re.findall(r"(\d+ of \d+) parts had no room", verdict)]
    return "\n".join(filter(None, (each.strip() for each in lines)))


def line(panel, start, end, kind: str, width: float) -> None:
    """A line with its head; what is contradicted is hollow."""
    style, hollow, widest = LINES[kind]
    width = max(2.8, min(width, widest)) if hollow else min(width, widest)
    panel.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, lw=width, ls=style, color="black", shrinkA=0, shrinkB=0))
    if hollow:
        panel.add_patch(FancyArrowPatch(start, end, arrowstyle="-", lw=width - 1.6, color="white", shrinkA=0, shrinkB=9))


def key_to(panel) -> None:
    """What the lines and numbers mean, below the figure."""
    panel.text(-0.35, -2.42, "Numbers: the least and the greatest effect among a proposition's primary verdicts, in rates unless log-odds is said; one alone with the half-width\n"
               "of its 95 % interval. Width of a line: their mean over the smallest effect of interest. 4b: evenness between sites.", fontsize=7, va="top")  # fmt: skip
    for place, kind in enumerate(kind for kind in LINES if kind != "refused"):
        x, y = -0.33 + 1.05 * (place // 2), -2.96 - 0.26 * (place % 2)
        line(panel, (x, y), (x + 0.36, y), kind, 3.0)
        panel.text(x + 0.4, y, kind, fontsize=7, va="center")


def box(panel, x: float, y: float, words: str) -> None:
    """A box of the theory."""
    panel.add_patch(FancyBboxPatch((x - 0.29, y - 0.34), 0.58, 0.68, boxstyle="round,pad=0.02", facecolor="#F2F2F2", edgecolor="black", lw=0.8))
    panel.text(x, y, words, fontsize=7.5, ha="center", va="center")


def frame(panel, x: float, y: float, width: float, height: float, words: str) -> None:
    """What holds several boxes together."""
    panel.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, boxstyle="square,pad=0", facecolor="none", edgecolor="black", lw=1.2))
    panel.text(x, y + height / 2 - 0.26, words, fontsize=7, ha="center", va="center", weight="bold", fontstretch="condensed")
