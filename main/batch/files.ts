// What the job process makes of many documents at once: one PDF of all their pages, or a CSV of the list. Reads only; writes the chosen file whole or not at all.
import type { PDFDocument } from '@cantoo/pdf-lib';
import { AppError } from '../../contract/errors.ts';
import type { Parsed } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { exponentOf } from '../../domain/currency.ts';
import type { Lang } from '../../domain/lang.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { writeChunks } from '../files/write.ts';
import type { JobHooks } from '../import/hooks.ts';
import { csvText } from '../report/csv.ts';
import { documentRows, listDocuments } from '../repo/documentLists.ts';
import { readErased } from '../repo/documentErasure.ts';
import { readPdf } from '../repo/pdf.ts';
import { readTogether, type Ctx } from '../service/context.ts';

export interface ListPdf {
  ids: string[];
  target: string;
  part: string;
}
export interface ListCsv extends Omit<Parsed<'batch.csv'>, 'job'> {
  target: string;
  part: string;
  /** Language of the headings. */
  lang: Lang;
}

const PAGE = 200;
/** So many rows of a list at most: far above what a spreadsheet opens. */
const MOST_ROWS = 1_000_000;

/** All pages in the order given. Errors: PDF_PENDING when one is not there, DOCUMENT_ERASED when one has none any more, and those of writing. */
export async function listPdf(ctx: Ctx, { ids, target, part }: ListPdf, { onProgress }: JobHooks): Promise<{ pages: number }> {
  const { PDFDocument: Pdf } = await import('@cantoo/pdf-lib');
  const whole: PDFDocument = await Pdf.create();
  for (const [i, id] of ids.entries()) {
    const bytes = readPdf(ctx.db, id);
    if (bytes === undefined) throw new AppError(readErased(ctx.db, id) === undefined ? 'PDF_PENDING' : 'DOCUMENT_ERASED');
    const one = await Pdf.load(bytes, { updateMetadata: false });
    for (const page of await whole.copyPages(one, one.getPageIndices())) whole.addPage(page);
    onProgress?.({ stage: 'writing', done: i + 1, total: ids.length });
  }
  whole.setCreator('Billfold');
  whole.setProducer('Billfold');
  writeChunks(target, part, [await whole.save()]);
  return { pages: whole.getPageCount() };
}

const HEADINGS: Readonly<Record<Lang, readonly string[]>> = {
  en: ['Number', 'Kind', 'Date', 'Pay by', 'Customer', 'What', 'Currency', 'Total', 'Still open', 'Status'],
  de: ['Nummer', 'Art', 'Datum', 'Zahlbar bis', 'Kunde', 'Wofür', 'Währung', 'Summe', 'Noch offen', 'Stand'],
  fr: ['Numéro', 'Type', 'Date', 'À payer avant le', 'Client', 'Objet', 'Devise', 'Total', 'Reste dû', 'État'],
  es: ['Número', 'Tipo', 'Fecha', 'Pagar antes del', 'Cliente', 'Concepto', 'Moneda', 'Total', 'Pendiente', 'Estado'],
};
const BOM = '\u{FEFF}';

/** Points in numbers and ISO dates, whatever the language: the same file opens the same way everywhere. */
export function csvLine(row: InvoiceRow): string {
  const exponent = exponentOf(row.currency);
  const amount = (n: number): string => minorToDecimal(minor(n), exponent);
  return [
    csvText(row.number), row.kind, row.issueDate, row.dueDate ?? '', csvText(row.customer), csvText(row.subject), row.currency, amount(row.total), amount(row.open), row.kind === 'credit-note' ? '' : row.status,
  ].join(',');
}

/** The rows of a list, as many as it finds. Answers how many were written. */
export function listCsv(ctx: Ctx, { ids, q, filters, lang, target, part }: ListCsv, { onProgress }: JobHooks): { rows: number } {
  return readTogether(ctx, () => {
    const lines = [HEADINGS[lang].join(',')];
    const add = (rows: readonly InvoiceRow[]): void => {
      for (const row of rows) lines.push(csvLine(row));
      onProgress?.({ stage: 'writing', done: lines.length - 1, total: Math.max(ids?.length ?? 0, lines.length - 1) });
    };
    if (ids !== null) add(documentRows(ctx.db, ids));
    else {
      for (let after: string | null = null, more = true; more && lines.length < MOST_ROWS; ) {
        const page = listDocuments(ctx.db, q, after, PAGE, filters);
        add(page.rows);
        after = page.next;
        more = after !== null;
      }
    }
    writeChunks(target, part, [Buffer.from(`${BOM}${lines.join('\r\n')}\r\n`)]);
    return { rows: lines.length - 1 };
  });
}
