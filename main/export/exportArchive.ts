// Everything of a period for any accountant: the PDFs by number and two tables (documents, lines) that a spreadsheet opens, in one archive. Run by the job process and by tests.
import { existsSync, rmSync, statSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { exponentOf } from '../../domain/currency.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import type { Snapshot } from '../../domain/snapshotShape.ts';
import { fileNameFor } from '../files/place.ts';
import { step, type JobHooks } from '../import/hooks.ts';
import { csvText } from '../report/csv.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { readPdf } from '../repo/pdf.ts';
import { countPeriod, periodDocuments, type PeriodDocument } from '../repo/periodDocuments.ts';
import { readTogether, type Ctx } from '../service/context.ts';
import { settle } from './exportBusiness.ts';
import { createZip, type ZipWriter } from './zipWrite.ts';

export interface ArchiveRequest { from: string; to: string; target: string; part: string }
export interface ArchiveDone { documents: number; bytes: number; /** Documents whose PDF is not drawn yet. */ withoutPdf: number }

const BOM = '\u{FEFF}';
export const DOCUMENT_COLUMNS = ['number', 'kind', 'corrects', 'issueDate', 'supplyDate', 'dueDate', 'customerNumber', 'customer', 'country', 'vatId', 'subject', 'currency', 'net', 'tax', 'gross', 'payable', 'baseCurrency', 'rate', 'pdf'] as const;
export const LINE_COLUMNS = ['number', 'position', 'description', 'detail', 'quantity', 'unit', 'unitPrice', 'currency', 'net', 'taxes', 'rates', 'categories'] as const;

/** @throws AppError DATEV_NOTHING (no document in these days), FILE_EXISTS, CANCELLED and those of writing; nothing is left then */
export function exportArchive(ctx: Ctx, { from, to, target, part }: ArchiveRequest, hooks: JobHooks = {}): ArchiveDone {
  if (existsSync(target)) throw new AppError('FILE_EXISTS');
  const archive = createZip(part);
  let open = true;
  try {
    const done = readTogether(ctx, () => fill(ctx, archive, from, to, hooks));
    archive.finish();
    open = false;
    const { size } = statSync(part);
    settle({ part, target });
    return { ...done, bytes: size };
  } catch (error) {
    if (open) archive.abandon();
    rmSync(part, { force: true });
    throw error;
  }
}

function fill(ctx: Ctx, archive: ZipWriter, from: string, to: string, hooks: JobHooks): Omit<ArchiveDone, 'bytes'> {
  const documents = countPeriod(ctx.db, from, to);
  if (documents === 0) throw new AppError('DATEV_NOTHING');
  let done = 0;
  const each = (act: (one: PeriodDocument, snapshot: Snapshot) => void): void => {
    for (const one of periodDocuments(ctx.db, from, to)) {
      const snapshot = readSnapshot(ctx.db, one.rid);
      if (snapshot === undefined) throw new AppError('DB_DAMAGED');
      act(one, snapshot);
      done += 1;
      step(hooks, 'writing', done, 3 * documents);
    }
  };
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const table = (name: string, columns: readonly string[], rows: (one: PeriodDocument, snapshot: Snapshot) => string[]): void => {
    const entry = archive.entry(name, 'deflate');
    entry.add(Buffer.from(`${BOM}${columns.join(',')}\r\n`));
    each((one, snapshot) => entry.add(Buffer.from(rows(one, snapshot).map((row) => `${row}\r\n`).join(''))));
    entry.end();
  };
  table('documents.csv', DOCUMENT_COLUMNS, (one, snapshot) => {
    const name = pdfName(one.number, taken);
    names.set(one.id, name);
    return [documentRow(one, snapshot, name)];
  });
  table('lines.csv', LINE_COLUMNS, (_one, snapshot) => lineRows(snapshot));
  let withoutPdf = 0;
  each((one) => {
    const bytes = readPdf(ctx.db, one.id);
    if (bytes === undefined) withoutPdf += 1;
    else archive.put(names.get(one.id) ?? '', bytes, 'store');
  });
  return { documents, withoutPdf };
}

/** A name in the archive that nothing else there has, whatever the letters. */
export function pdfName(number: string, taken: Set<string>): string {
  for (let n = 1; ; n += 1) {
    const name = `pdf/${fileNameFor(number)}${n === 1 ? '' : ` (${n})`}.pdf`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** Credit notes count below zero, so that columns add up. Points in numbers and ISO dates, whatever the language. */
function amountOf({ kind, currency }: Snapshot): (value: number) => string {
  const sign = kind === 'credit-note' ? -1 : 1;
  return (value) => minorToDecimal(minor(value === 0 ? 0 : sign * value), exponentOf(currency));
}

function documentRow(one: PeriodDocument, snapshot: Snapshot, pdf: string): string {
  const { number, kind, original, issueDate, supplyDate, dueDate, buyer, subject, currency, totals, baseCurrency, rate } = snapshot;
  const amount = amountOf(snapshot);
  return [
    csvText(number), kind, csvText(original?.number ?? ''), issueDate, supplyDate ?? '', dueDate ?? '', csvText(one.code), csvText(buyer?.name ?? ''), buyer?.country ?? '', csvText(buyer?.vatId ?? ''), csvText(subject),
    currency, amount(totals.net), amount(totals.tax), amount(totals.gross), amount(totals.payable), baseCurrency, rate ?? '', csvText(pdf),
  ].join(',');
}

function lineRows(snapshot: Snapshot): string[] {
  const amount = amountOf(snapshot);
  const { number, currency, taxes } = snapshot;
  return snapshot.lines.map(({ description, detail, quantity, unit, unitPrice, net, taxes: positions }, i) => {
    const of = positions.flatMap((position) => taxes[position]?.component ?? []);
    return [
      csvText(number), String(i + 1), csvText(description), csvText(detail), quantity, csvText(unit), unitPrice, currency, amount(net), csvText(of.map(({ name }) => name).join(' + ')), of.map(({ rate }) => rate).join(' + '),
      of.map(({ category }) => category).join(' + '),
    ].join(',');
  });
}
