// The last touches on a PDF that Chromium made: what it says about itself, and a foot laid over every page. Called by invoicePdf and kitPdf.
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import { AppError } from '../../contract/errors.ts';
import { nameTags } from './tagNames.ts';

export interface PdfAbout {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly lang: string;
  /** YYYY-MM-DD: the document's own date, so that the same document gives the same bytes. */
  readonly date: string;
  /** PostScript names of fonts that must be in it. */
  readonly fonts: readonly string[];
}

/** How many pages a PDF has. */
export async function pageCount(pdf: Uint8Array): Promise<number> {
  return (await open(pdf)).getPageCount();
}

/**
 * Writes what the PDF is called, in which language and when; lays page n of `feet` over page n, marked as decoration so that a
 * screen reader does not read it on every page; packs it small. Tags, text and embedded fonts stay as they are.
 * @throws AppError PRINT_FAILED when a font is not in it: a page printed before its fonts were there has no text
 */
export async function finishPdf(pdf: Uint8Array, about: PdfAbout, feet: Uint8Array | null): Promise<Buffer> {
  const { PDFName, PDFString } = await import('@cantoo/pdf-lib');
  const document = await open(pdf);
  const found = await fontNames(document);
  if (!about.fonts.every((name) => found.has(name))) throw new AppError('PRINT_FAILED');
  await nameTags(document);
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

/** 'Inter-Regular', without the mark of a subset. */
async function fontNames(document: PDFDocument): Promise<Set<string>> {
  const { PDFDict, PDFName } = await import('@cantoo/pdf-lib');
  const names = document.context.enumerateIndirectObjects().map(([, object]) => (object instanceof PDFDict ? object.get(PDFName.of('FontName')) : undefined));
  return new Set(names.flatMap((name) => (name instanceof PDFName ? [name.decodeText().replace(/^[A-Z]{6}\+/, '')] : [])));
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
