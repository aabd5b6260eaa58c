// The foot of every sheet of a document that runs over several: whose it is, its number, page n of m. Called by invoicePdf.
import { createElement } from 'react';
import { pageFrom } from './markup.ts';
import type { PaperSize } from '../../paper/paperSize.ts';
import type { PrintPage } from './pages.ts';
import type { Sheet } from './printer.ts';

export interface Foot {
  readonly lang: string;
  readonly text: string;
  readonly page: (n: number, of: number) => string;
}

// Chromium 130 knows no margin boxes and its header templates know no bundled font: the feet are drawn as pages of their own and laid over.
const CSS = `
.sheet{break-after:page}.sheet:last-child{break-after:auto}
.foot{display:flex;justify-content:space-between;align-items:baseline;gap:24px;font-size:11.5px;line-height:17px;color:var(--p-ink-2);background:none}
.foot>:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-inline-size:0}.foot>:last-child{flex:none}`;

/** A document of `pages` pages that hold nothing but their foot, to be drawn on feetSheet and laid over. */
export function feetPage(foot: Foot, pages: number): Promise<PrintPage> {
  const numbers = Array.from({ length: pages }, (_, i) => i + 1);
  const sheets = numbers.map((n) =>
    createElement('div', { className: 'sheet', key: n }, createElement('div', { className: 'paper paper-print foot' }, createElement('bdi', null, foot.text), createElement('span', null, foot.page(n, pages)))),
  );
  return pageFrom(foot.text, foot.lang, createElement('main', null, sheets), CSS);
}

// Where the foot stands, in CSS pixels from the lower edge; far enough for printers that cannot print to it.
const LINE = 20;
const BELOW = 44;
const HEIGHT = { A4: 1122, Letter: 1056 } as const;

/** The sheet for feetPage: all margin but for one line near its lower edge. Not tagged: it is laid over a page with tags of its own. */
export function feetSheet(size: PaperSize, inline: number): Sheet {
  return { size, margins: { top: HEIGHT[size] - LINE - BELOW, bottom: BELOW, inline }, tagged: false };
}

// A margin box knows none of the page's variables (paper.css).
const FAMILIES = ['Inter Variable', ...['Hebrew', 'Arabic', 'Thai', 'Devanagari', 'Bengali', 'Tamil', 'Georgian', 'Armenian', 'SC', 'TC', 'JP', 'KR'].map((script) => `Noto ${script}`)].map((family) => `"${family}"`).join(',');

/** For the real printer, where nothing can be laid over: margin boxes, drawn by Chromium 131 and later. */
export function onPaper(foot: Foot): string {
  // A page counter cannot go through `page`; its words are taken apart around marks that no language uses.
  const [before = '', between = '', after = ''] = foot.page(1111, 9999).split(/1111|9999/);
  const box = `font:400 8.6pt ${FAMILIES};color:#525a54;vertical-align:top;padding-top:18px`;
  return `@page{@bottom-left{content:${quoted(foot.text)};${box}}@bottom-right{content:${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)};${box}}}`;
}

/** A CSS string in which every character that is not a plain letter or digit is written as its number: nothing can end it early. */
function quoted(text: string): string {
  return `"${[...text].map((c) => (/[a-z0-9]/i.test(c) ? c : `\\${(c.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`;
}
