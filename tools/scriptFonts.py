#!/usr/bin/env python3
"""Makes paper/fonts/scripts/: names and addresses in Hebrew, Arabic, Thai, Chinese, Japanese, Korean and some more, for screen and paper (T85).
A person runs it after a new version of the fonts, after fonts.py and before coverage.mjs: `python3 tools/scriptFonts.py FOLDER`, where FOLDER
holds the packages @fontsource/noto-sans-* (`npm pack`), each unpacked into a folder of its script's name ('hebrew', 'sc', ...).

The files stay cut into slices as the packages have them: a page loads the few it needs. Chinese, Japanese and Korean letters are there in one
weight, and a letter that looks the same in all of them is kept once, under Simplified Chinese, on which the other three fall back.
"""
import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fonts import OUT as PLAIN
from fonts import STYLES, cut, one_each, rename

OUT = PLAIN / "scripts"
# script, and the CSS and PostScript families: names that no font of a system has, so that nothing but these files is ever taken
SHAPED = ["hebrew", "arabic", "thai", "devanagari", "bengali", "tamil", "georgian", "armenian"]
HAN = ["sc", "tc", "jp", "kr"]
JOINERS = [0x200C, 0x200D, 0x25CC]
# Letters that only features put together: without those they would be drawn one after the other.
LOOSE_JAMO = [*range(0x1100, 0x1200), *range(0xA960, 0xA980), *range(0xD7B0, 0xD800)]


def points_of(text):
    pairs = (part.removeprefix("U+").split("-") for part in text.split(","))
    return {point for pair in pairs for point in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


def range_of(points):
    ranges = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges)


def latin():
    """What the plain fonts have is theirs, in every script."""
    points = set(range(0x20))
    for file in PLAIN.glob("inter-*-400.woff2"):
        points |= set(TTFont(file, lazy=True).getBestCmap())
    return points


def outline(font, name):
    glyph = font["glyf"][name]
    if glyph.numberOfContours == 0:
        return ()
    where, ends, _ = glyph.getCoordinates(font["glyf"])
    return (font["hmtx"][name][0], tuple(ends), tuple(where))


def same(one, other):
    """Drawn alike: the same contours, no point further off than a hair (1/250 of the letter's height), which is what instancing rounds to."""
    return (
        len(one) == len(other) == 3 and one[0] == other[0] and one[1] == other[1]
        and all(abs(a[0] - b[0]) <= 4 and abs(a[1] - b[1]) <= 4 for a, b in zip(one[2], other[2]))
    )


def main():
    source = Path(sys.argv[1])
    OUT.mkdir(exist_ok=True)
    for old in [*OUT.glob("*.woff2"), *OUT.glob("LICENSE-*")]:
        old.unlink()
    plain, faces = latin(), []

    def keep(font, name, family, weight, points):
        for table in ("STAT", "DSIG", "meta", "BASE", "vhea", "vmtx", "VORG"):
            if table in font:
                del font[table]
        font.flavor = "woff2"
        font.save(OUT / name)
        faces.append({"file": name, "family": family, "weight": weight, "range": range_of(points)})

    def licence(script):
        (PLAIN / f"LICENSE-noto-sans-{script}.txt").write_text((source / script / "package" / "LICENSE").read_text())

    for script in SHAPED:
        folder = source / script / "package"
        for weight in (400, 600):
            font = TTFont(folder / "files" / f"noto-sans-{script}-{script}-{weight}-normal.woff2", recalcTimestamp=False)
            rename(font, f"NotoSans{script.title()}", STYLES[weight])
            own = set(font.getBestCmap()) - plain
            keep(font, f"noto-{script}-{weight}.woff2", f"Noto {script.title()}", weight, own | (set(JOINERS) & set(font.getBestCmap())))
        licence(script)

    drawn = {}
    for script in HAN:
        folder = source / script / "package"
        mine = {}
        for subset in json.loads((folder / "unicode.json").read_text()):
            if not subset.startswith("["):
                continue
            number = subset.strip("[]")
            font = TTFont(folder / "files" / f"noto-sans-{script}-{number}-400-normal.woff2", recalcTimestamp=False)
            wanted = set()
            for point, name in font.getBestCmap().items():
                if point in plain or point in LOOSE_JAMO:
                    continue
                shape = outline(font, name)
                if point in drawn and same(drawn[point], shape):
                    continue
                wanted.add(point)
                mine.setdefault(point, shape)
            if not wanted:
                continue
            rename(font, f"NotoSans{script.upper()}", STYLES[400])
            for table in ("GSUB", "GPOS", "GDEF"):
                if table in font:
                    del font[table]
            cut(font, wanted)
            one_each(font)
            keep(font, f"noto-{script}-{number}.woff2", f"Noto {script.upper()}", 400, wanted)
        if script == "sc":
            drawn = mine
        licence(script)

    (OUT / "faces.json").write_text("[\n" + ",\n".join(" " + json.dumps(face) for face in faces) + "\n]\n")
    rules = (
        f'@font-face{{font-family:"{face["family"]}";font-weight:{face["weight"]};src:url("./{face["file"]}") format("woff2");unicode-range:{face["range"]}}}'
        for face in faces
    )
    (OUT / "scripts.css").write_text("/* Made by tools/scriptFonts.py; do not edit. A face is loaded when a letter of its range is shown. */\n" + "\n".join(rules) + "\n")


if __name__ == "__main__":
    main()
