// The last touches on a PDF that Chromium made: what it says about itself, and a foot laid over every page. Called by invoicePdf and kitPdf.
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';

export interface PdfAbout {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly lang: string;
  /** YYYY-MM-DD: the document's own date, so that the same document gives the same bytes. */
  readonly date: string;
}

/** How many pages a PDF has. */
export async function pageCount(pdf: Uint8Array): Promise<number> {
  return (await open(pdf)).getPageCount();
}

/**
 * Writes what the PDF is called, in which language and when; lays page n of `feet` over page n, marked as decoration so that a
 * screen reader does not read it on every page; packs it small. Tags, text and embedded fonts stay as they are.
 */
export async function finishPdf(pdf: Uint8Array, about: PdfAbout, feet: Uint8Array | null): Promise<Buffer> {
  const { PDFName, PDFString } = await import('@cantoo/pdf-lib');
  const document = await open(pdf);
  if (feet !== null) await layOver(document, await open(feet));
  const day = new Date(`${about.date}T00:00:00.000Z`);
  document.setTitle(about.title, { showInWindowTitleBar: true });
  document.setAuthor(about.author);
  document.setSubject(about.subject);
  document.setCreator('Billfold');
  document.setProducer('Billfold');
  document.setCreationDate(day);
  document.setModificationDate(day);
  document.catalog.set(PDFName.of('Lang'), PDFString.of(about.lang));
  return Buffer.from(await document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }));
}

async function open(pdf: Uint8Array): Promise<PDFDocument> {
  const { PDFDocument: Pdf } = await import('@cantoo/pdf-lib');
  return Pdf.load(pdf, { updateMetadata: false });
}

async function layOver(document: PDFDocument, feet: PDFDocument): Promise<void> {
  const overlays = await document.embedPages(feet.getPages().slice(0, document.getPageCount()));
  for (const [i, page] of document.getPages().entries()) {
    const overlay = overlays[i];
    if (overlay !== undefined) await asDecoration(page, () => page.drawPage(overlay));
  }
}

/** PDF 32000-1, 14.8.2.2: artifacts are no part of what a document says. */
async function asDecoration(page: PDFPage, draw: () => void): Promise<void> {
  const { PDFName, PDFOperator, PDFOperatorNames } = await import('@cantoo/pdf-lib');
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]));
  draw();
  page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
}
