#!/usr/bin/env python3
"""Makes paper/fonts/: plain fonts for PDFs out of the variable fonts that the app shows on screen. A person runs it after a new version
of the font packages, then scriptFonts.py (Hebrew to Korean) and coverage.mjs; needs Python 3 with fonttools and brotli (Debian: python3-fonttools python3-brotli).

Why plain ones: a PDF cannot hold a variable font. Chromium would draw every letter as a little picture of its own (Type 3), which is larger,
looks rough in some viewers and is no real text for others. A plain weight is embedded as TrueType, with only the letters that are used.

Why no alternate letters: Chromium writes into the PDF which character a drawn letter stands for, and takes that from the font's character map.
A letter that only a feature can reach (tabular figures, ligatures, capitals' brackets) stands for nothing there: it could not be searched,
copied or read aloud. So these fonts have no such features; tabular figures are a small family of their own, under the ordinary characters;
and no letter stands for two characters.
"""
import copy
import json
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "paper" / "fonts"
EVERY = ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"]
STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold"}

# "Source" is a reserved name of its makers (OFL 3): our cut of it goes by another.
# package, axis in its file names, CSS family, PostScript family, subsets, axes of each weight
FAMILIES = [
    ("inter", "wght", "Inter Variable", "Inter", EVERY, {400: {"wght": 400}, 500: {"wght": 500}, 600: {"wght": 600}}),
    ("source-serif-4", "opsz", "Source Serif 4 Variable", "BillfoldSerif", EVERY, {600: {"wght": 600, "opsz": 28}}),
    ("jetbrains-mono", "wght", "JetBrains Mono Variable", "JetBrainsMono", ["latin"], {500: {"wght": 500}}),
]
# Everything that stands in a column of figures.
FIGURES = [*range(0x20, 0x40), 0xA0, 0x2019, 0x2212]


def rename(font, family, style):
    """The old names say 'Regular' whatever the weight; in a PDF they would all look the same."""
    for record in list(font["name"].names):
        if record.nameID not in (0, 13, 14):  # copyright and licence stay
            font["name"].removeNames(nameID=record.nameID)
    for number, text in ((1, f"{family} {style}"), (2, "Regular"), (4, f"{family} {style}"), (6, f"{family}-{style}")):
        font["name"].setName(text, number, 3, 1, 0x409)


def cut(font, characters):
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def tabular(font):
    """Puts the tabular figures under the ordinary characters."""
    table = font["GSUB"].table
    lookups = {i for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for i in record.Feature.LookupListIndex}
    swap = {}
    for i in lookups:
        for subtable in table.LookupList.Lookup[i].SubTable:
            swap.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for each in font["cmap"].tables:
        each.cmap = {point: swap.get(glyph, glyph) for point, glyph in each.cmap.items()}


def one_each(font):
    """A letter that stands for two characters would be read as the wrong one: the less common one gets a copy."""
    users = {}
    for point, glyph in sorted(font.getBestCmap().items()):
        users.setdefault(glyph, []).append(point)
    order = font.getGlyphOrder()
    for glyph, points in users.items():
        # Typed punctuation first, then whatever comes first in Unicode.
        points.sort(key=lambda point: (not (point < 0x100 or 0x2010 <= point <= 0x2044), point))
        for point in points[1:]:
            name = f"{glyph}.u{point:04x}"
            order = [*order, name]
            font["glyf"].glyphs[name] = copy.deepcopy(font["glyf"][glyph])
            font["hmtx"].metrics[name] = font["hmtx"].metrics[glyph]
            for each in font["cmap"].tables:
                if point in each.cmap:
                    each.cmap[point] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)


def make(source, axes, weight, family, figures=False):
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False, lazy=False), axes)
    font["OS/2"].usWeightClass = weight
    rename(font, family, STYLES[weight])
    if figures:
        tabular(font)
    cut(font, [point for point in font.getBestCmap() if not figures or point in FIGURES])
    one_each(font)
    for table in ("STAT", "DSIG", "meta", "GSUB"):
        if table in font:
            del font[table]
    font.flavor = "woff2"
    return font


def main():
    faces = []

    def keep(font, name, family, weight, characters):
        font.save(OUT / name)
        faces.append({"file": name, "family": family, "weight": weight, "range": characters})

    for old in OUT.glob("*.woff2"):
        old.unlink()
    for package, axis, css_family, family, subsets, weights in FAMILIES:
        folder = ROOT / "node_modules" / "@fontsource-variable" / package
        characters = json.loads((folder / "unicode.json").read_text())
        for subset in subsets:
            source = folder / "files" / f"{package}-{subset}-{axis}-normal.woff2"
            for weight, axes in weights.items() if source.exists() else ():
                keep(make(source, axes, weight, family), f"{package}-{subset}-{weight}.woff2", css_family, weight, characters[subset])
        (OUT / f"LICENSE-{package}.txt").write_text((folder / "LICENSE").read_text())
    source = ROOT / "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
    figures = make(source, {"wght": 400}, 400, "InterFigures", figures=True)
    keep(figures, "inter-figures-400.woff2", "Inter Figures", 400, ",".join(f"U+{point:X}" for point in FIGURES))
    (OUT / "faces.json").write_text(json.dumps(faces, indent=1) + "\n")


if __name__ == "__main__":
    main()
