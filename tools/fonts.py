#!/usr/bin/env python3
"""Makes paper/fonts/: one plain font per weight out of the variable fonts that the app shows on screen. A person runs it after a new
version of the font packages; needs Python 3 with fonttools and brotli (Debian: python3-fonttools python3-brotli). Then run coverage.mjs.

Why: a PDF cannot hold a variable font. Chromium would draw every letter as a little picture of its own (Type 3), which is larger, looks
rough in some viewers and is no real text for others. A plain weight is embedded as TrueType, with only the letters that are used.
"""
import json
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "paper" / "fonts"
EVERY = ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"]

# "Source" is a reserved name of its makers (OFL 3): our cut of it goes by another.
# package, file's axis name, CSS family, PostScript family, subsets, axes of each weight
FAMILIES = [
    ("inter", "wght", "Inter Variable", "Inter", EVERY, {400: {"wght": 400}, 500: {"wght": 500}, 600: {"wght": 600}}),
    ("source-serif-4", "opsz", "Source Serif 4 Variable", "BillfoldSerif", EVERY, {600: {"wght": 600, "opsz": 28}}),
    ("jetbrains-mono", "wght", "JetBrains Mono Variable", "JetBrainsMono", ["latin"], {500: {"wght": 500}}),
]
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold"}


def rename(font, family, style):
    """The old names say 'Regular' whatever the weight; in a PDF they would all look the same."""
    for record in list(font["name"].names):
        if record.nameID not in (0, 13, 14):  # copyright and licence stay
            font["name"].removeNames(nameID=record.nameID)
    for number, text in ((1, f"{family} {style}"), (2, "Regular"), (4, f"{family} {style}"), (6, f"{family}-{style}")):
        font["name"].setName(text, number, 3, 1, 0x409)


def main():
    faces = []
    for old in OUT.glob("*.woff2"):
        old.unlink()
    for package, axis, css_family, family, subsets, weights in FAMILIES:
        folder = ROOT / "node_modules" / "@fontsource-variable" / package
        ranges = json.loads((folder / "unicode.json").read_text())
        for subset in subsets:
            source = folder / "files" / f"{package}-{subset}-{axis}-normal.woff2"
            if not source.exists():
                continue
            for weight, axes in weights.items():
                font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes)
                font["OS/2"].usWeightClass = weight
                rename(font, family, STYLES[weight])
                for table in ("STAT", "DSIG", "meta"):
                    if table in font:
                        del font[table]
                font.flavor = "woff2"
                name = f"{package}-{subset}-{weight}.woff2"
                font.save(OUT / name)
                faces.append({"file": name, "family": css_family, "weight": weight, "range": ranges[subset]})
        (OUT / f"LICENSE-{package}.txt").write_text((folder / "LICENSE").read_text())
    (OUT / "faces.json").write_text(json.dumps(faces, indent=1) + "\n")


main()
