// The PDF of an invoice, and its way to the real printer, drawn from the frozen snapshot and nothing else. Called by the PDF queue and by main/app.
import { createElement } from 'react';
import type { Snapshot } from '../../contract/invoices.ts';
import { readableAccent } from '../../paper/contrast.ts';
import { pageFormat } from '../../paper/format.ts';
import { InvoicePage } from '../../paper/InvoicePage.tsx';
import { kindWords } from '../../paper/kindWords.ts';
import { paperSize } from '../../paper/paperSize.ts';
import { type PdfAbout, finishPdf, pageCount } from './finish.ts';
import { feetPage, feetSheet, onPaper } from './feet.ts';
import { pageFrom } from './markup.ts';
import type { PrintPage } from './pages.ts';
import type { Margins, Printer, Sheet } from './printer.ts';

type Medium = 'one' | 'tight' | 'many';

// One sheet ends with the legal line where many have their foot (paper.css counts on these).
const MARGINS: Readonly<Record<Medium, Margins>> = {
  one: { top: 60, bottom: 44, inline: 64 },
  tight: { top: 60, bottom: 44, inline: 64 },
  many: { top: 60, bottom: 84, inline: 64 },
};
/** Title, words, labels and figures: no invoice is without them. */
const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular', 'Inter-Medium', 'InterFigures-Regular'];
/** With more lines than these, one sheet is not even tried: first with the usual air, then with less. */
const USUAL = 16;
const HOPELESS = 24;

/**
 * The finished PDF: tagged, fonts embedded, one foot per page. The same snapshot and logo always look the same.
 * `logo` is the PNG the snapshot names, or null. @throws AppError PRINT_FAILED
 */
export async function invoicePdf(printer: Printer, snapshot: Snapshot, logo: Uint8Array | null): Promise<Buffer> {
  const { drawn, pages } = await draw(printer, snapshot, logo);
  const feet = pages === 1 ? null : await printer.pdf(await feetPage(footOf(snapshot), pages), feetSheet(paperSize(snapshot.seller.country), MARGINS.many.inline));
  return finishPdf(drawn, aboutOf(snapshot), feet);
}

/** Opens the print dialog for an invoice. False when it is closed. @throws AppError PRINT_FAILED */
export async function printInvoice(printer: Printer, snapshot: Snapshot, logo: Uint8Array | null): Promise<boolean> {
  const { medium, pages } = await draw(printer, snapshot, logo);
  const page = await pageOf(snapshot, logo, medium);
  return printer.paper(pages === 1 ? page : { ...page, css: page.css + onPaper(footOf(snapshot)) }, sheetOf(snapshot, medium));
}

async function draw(printer: Printer, snapshot: Snapshot, logo: Uint8Array | null): Promise<{ medium: Medium; drawn: Buffer; pages: number }> {
  const attempt = async (medium: Medium): Promise<{ medium: Medium; drawn: Buffer; pages: number }> => {
    const drawn = await printer.pdf(await pageOf(snapshot, logo, medium), sheetOf(snapshot, medium));
    return { medium, drawn, pages: await pageCount(drawn) };
  };
  const ways: Medium[] = [];
  if (snapshot.lines.length <= USUAL) ways.push('one');
  if (snapshot.lines.length <= HOPELESS) ways.push('tight');
  for (const medium of ways) {
    const tried = await attempt(medium);
    if (tried.pages === 1) return tried;
  }
  return attempt('many');
}

function pageOf(snapshot: Snapshot, logo: Uint8Array | null, medium: Medium): Promise<PrintPage> {
  const picture = logo === null ? null : `data:image/png;base64,${Buffer.from(logo).toString('base64')}`;
  const accent = readableAccent(snapshot.seller.accent);
  const css = accent === null ? '' : `.paper{--paper-seller:${accent}}`;
  return pageFrom(titleOf(snapshot), snapshot.language, createElement(InvoicePage, { snapshot, logo: picture, draft: null, medium }), css);
}

function sheetOf(snapshot: Snapshot, medium: Medium): Sheet {
  return { size: paperSize(snapshot.seller.country), margins: MARGINS[medium], tagged: true };
}

function titleOf(snapshot: Snapshot): string {
  return `${kindWords(snapshot, snapshot.language).title} ${snapshot.number}`;
}

function footOf(snapshot: Snapshot): { lang: string; text: string; page: (n: number, of: number) => string } {
  return { lang: snapshot.language, text: `${snapshot.seller.name} · ${titleOf(snapshot)}`, page: pageFormat(snapshot).words.page };
}

function aboutOf(snapshot: Snapshot): PdfAbout {
  return { title: titleOf(snapshot), author: snapshot.seller.name, subject: snapshot.subject, lang: snapshot.language, date: snapshot.issueDate, fonts: FONTS };
}
