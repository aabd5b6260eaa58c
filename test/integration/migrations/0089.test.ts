// Step 89: a bank line finds a document by its number at every age of it, and one that an undone import took away no more.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { numberKey } from '../../../domain/bankNumbers.ts';
import { openByNumber } from '../../../main/repo/bankMatches.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => { company = openCompany(); });
afterEach(() => company.close());

it('finds each of a hundred and thirty invoices by its number, once, before and after its batch is written', () => {
  const { ctx } = company;
  const customerId = addCustomer(ctx);
  const found = (number: string): string[] => openByNumber(ctx.db, [numberKey(number)]).map((one) => one.number);
  const numbers: string[] = [];
  for (let n = 1; n <= 130; n += 1) {
    const { number } = issueInvoice(ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice: '10' })] }));
    numbers.push(number);
    if (n % 64 < 2 || n % 64 === 63) for (const one of numbers) expect(found(one)).toEqual([one]);
  }
  expect(ctx.db.prepare('SELECT count(*) FROM number_key').pluck().get()).toBe(128);
  const keys = numbers.slice(120, 130).map(numberKey);
  expect(openByNumber(ctx.db, keys)).toHaveLength(10);
});

it('forgets the key of a document that goes, and knows the one that comes in its place', () => {
  const { ctx } = company;
  const customerId = addCustomer(ctx);
  for (let n = 1; n <= 64; n += 1) issueInvoice(ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice: '10' })] }));
  const { db } = ctx;
  const last = db.prepare<[], { rid: number; number: string }>('SELECT rid, number FROM document ORDER BY rid DESC LIMIT 1').get();
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TRIGGER document_no_delete'); // what an undone import may do, without the import
  db.prepare('DELETE FROM document WHERE rid = ?').run(last?.rid);
  expect(db.prepare('SELECT count(*) FROM number_key').pluck().get()).toBe(63);
  expect(openByNumber(db, [numberKey(last?.number ?? '')])).toEqual([]);
});
