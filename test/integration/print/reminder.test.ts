// Reminder letters as PDFs, made by the real Electron out of the real print room.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderLetter } from '../../../contract/reminders.ts';
import { type PdfFacts, readPdf } from '../../fixtures/pdfText.ts';
import { printAll } from '../../fixtures/printing.ts';
import { harbourInvoice } from '../../fixtures/snapshot.ts';

const { seller, buyer } = harbourInvoice();
if (buyer === null) throw new Error('no buyer');
const entry = (n: number) => ({
  documentId: '01900000-0000-7000-8000-000000000001', number: `HL-2026-0${100 + n}`, issueDate: '2026-03-01', dueDate: '2026-04-15', daysLate: 30, level: 1, balance: 100_000, fee: n === 0 ? 500 : 0, interest: 658,
});
function letter(count: number, more: Partial<ReminderLetter> = {}): ReminderLetter {
  const entries = Array.from({ length: count }, (_, n) => entry(n));
  const [open, interest] = [100_000 * count, 658 * count];
  return {
    number: 12, date: '2026-05-15', payBy: '2026-05-25', language: 'en', level: 1, currency: 'EUR', title: 'Second reminder', text: 'Hello Ada,\n\nwe wrote before.', closing: 'Please pay by 25 May 2026.',
    seller, buyer: buyer!, entries, open, fee: 500, interest, total: open + interest + 500, rate: '8', convention: 'act/365', template: 'reminder-1', ...more,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'billfold-print-'));
const facts = new Map<string, PdfFacts>();
beforeAll(async () => {
  const printed = await printAll(folder, [
    { name: 'one', reminder: letter(1), times: 2 },
    { name: 'german', reminder: letter(1, { language: 'de', rate: null, convention: '30/360' }) },
    { name: 'many', reminder: letter(70) },
  ]);
  for (const [name, bytes] of printed.pdfs) facts.set(name, await readPdf(bytes));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (name: string): PdfFacts => {
  const found = facts.get(name);
  if (!found) throw new Error(name);
  return found;
};
const textOf = (name: string): string => of(name).pages.join(' ').replaceAll('\u00a0', ' ');

describe('a reminder letter', () => {
  it('T59 is one page that names the invoice, the fee, the interest with its convention, and what is to pay', () => {
    expect(of('one').pages).toHaveLength(1);
    for (const part of ['Second reminder', 'we wrote before', 'HL-2026-0100', 'Reminder fee', '5.00', 'Interest, 8 % a year (act/365)', '6.58', '1,011.58', 'Page 1 of 1']) expect(textOf('one')).toContain(part);
  });

  it('speaks the language of its customer', () => {
    for (const part of ['Mahngebühr', 'Gesetzliche Verzugszinsen (30/360)', 'Zu zahlen']) expect(textOf('german')).toContain(part);
  });

  it('is the same to the byte each time it is drawn', () => {
    expect(readFileSync(join(folder, 'out', 'one.1.pdf')).equals(readFileSync(join(folder, 'out', 'one.pdf')))).toBe(true);
  });

  it('of seventy invoices runs over pages, each numbered, with every invoice on it', () => {
    expect(of('many').pages.length).toBeGreaterThan(1);
    expect(textOf('many')).toContain(`Page 2 of ${of('many').pages.length}`);
    for (let n = 0; n < 70; n += 1) expect(textOf('many')).toContain(`HL-2026-0${100 + n}`);
  });
});
