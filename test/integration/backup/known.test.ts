// T47 and T83 where no books are left to ask: what the newer backups of a place say of numbers given out and people erased counts, whatever became of the files beside their manifests.
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { knownAt, openCarried, sealCarried } from '../../../main/backup/carried.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { readManifest, sealManifest } from '../../../main/backup/manifest.ts';
import { backupName, manifestName } from '../../../main/backup/name.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { erasedPapersOf, erasureTidy } from '../../../main/service/documentErasure.ts';
import { invoicesProve, storePdf } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { erasureErase, erasuresOf } from '../../../main/service/erasure.ts';
import { proveWhole } from '../../../main/service/proof.ts';
import { seriesSave } from '../../../main/service/series.ts';
import { addCustomer, draftBody, issueInvoice } from '../../fixtures/company.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, DEVICE, NOW, backedBooks, depsAt } from './books.ts';
import { rescueFrom } from './newLaptop.ts';

cleanUpAfterEach(afterEach);

const HOUR = 3_600_000;
const customerOf = ({ db }: BackedBooks['ctx']): string => db.prepare<[], { id: string }>('SELECT id FROM customer LIMIT 1').get()?.id ?? '';

/** Backs up, lets `since` happen and backs up again to the same place; answers the path of the older backup and of the newer. */
async function twoBackups(books: BackedBooks, since: () => void): Promise<{ older: string; newer: string }> {
  const place = books.place('stick');
  const [older] = await makeBackups(books.source, [place], depsAt(NOW));
  since();
  const [newer] = await makeBackups(books.source, [place], depsAt(NOW + HOUR));
  if (older?.ok !== true || newer?.ok !== true) throw new Error('both are made');
  return { older: join(place.folder, older.name), newer: join(place.folder, newer.name) };
}
const proved = (ctx: BackedBooks['ctx']): boolean => {
  const walk = proveWhole(ctx, 'ok');
  for (let step = walk.next(); ; step = walk.next()) if (step.done) return step.value.whole;
};
const manifestOf = (path: string): string => readFileSync(manifestName(path), 'utf8');

it.each(['whole', 'cut short', 'gone'])('T47 on a new computer an older backup goes on after the numbers that a newer one knows, the newer file being %s', async (state) => {
  const books = await backedBooks();
  const { older, newer } = await twoBackups(books, () => Array.from({ length: 2 }, books.issue));
  if (state === 'cut short') truncateSync(newer, 4096);
  if (state === 'gone') rmSync(newer);
  const { looked, finish } = rescueFrom(older, books.owner.kit);
  expect(looked).toMatchObject({ inside: { figures: { documents: 4 } }, present: null, since: { until: '2026-11-22T10:30:00.000Z', numbers: [{ number: 'INV-2026-0006' }] } });
  const ctx = serviceContext(await finish());
  expect(issueInvoice(ctx, draftBody(customerOf(ctx))).number).toBe('INV-2026-0007');
  expect(proved(ctx)).toBe(true);
  const { body } = ctx.db.prepare<[], { body: string }>("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'restore'").get() ?? { body: '{}' };
  expect(JSON.parse(body)).toMatchObject({ known: '2026-11-22T10:30:00.000Z', jump: 0 });
});

it('T47 a series that was made after the older backup comes along, with its numbers', async () => {
  const books = await backedBooks();
  const { older } = await twoBackups(books, () => {
    const { id } = seriesSave(books.ctx, { kind: 'invoice', name: 'Market stall', pattern: 'STALL-{000}', rules: 'plain', isDefault: false });
    issueInvoice(books.ctx, { ...draftBody(customerOf(books.ctx)), seriesId: id });
  });
  const { looked, finish } = rescueFrom(older, books.owner.kit);
  expect(looked.since.numbers).toEqual([{ series: 'Market stall', number: 'STALL-001' }]);
  const ctx = serviceContext(await finish());
  const id = ctx.db.prepare<[], { id: string }>("SELECT id FROM number_series WHERE name = 'Market stall' AND is_default = 0").get()?.id ?? '';
  expect(issueInvoice(ctx, { ...draftBody(customerOf(ctx)), seriesId: id }).number).toBe('STALL-002');
  expect(proved(ctx)).toBe(true);
});

it('T47 numbers to leave out also count in a year that began after the backup', async () => {
  const books = await backedBooks();
  const { newer } = await twoBackups(books, () => undefined);
  const ctx = serviceContext(await rescueFrom(newer, books.owner.kit).finish(50, '2027-02-03T08:00:00.000Z'));
  expect(issueInvoice(ctx, { ...draftBody(customerOf(ctx)), issueDate: '2026-12-30' }).number).toBe('INV-2026-0055');
  expect(issueInvoice(ctx, { ...draftBody(customerOf(ctx)), issueDate: '2027-02-03' }).number).toBe('INV-2027-0051');
  expect(proved(ctx)).toBe(true);
});

it('T83 on a new computer whoever was erased after the older backup is forgotten again', async () => {
  const books = await backedBooks();
  const customer = addCustomer(books.ctx, { name: 'Bruno Vellmann', email: 'bruno@vellmann.example' });
  const { older } = await twoBackups(books, () => void erasureErase(books.ctx, { id: customer }));
  const { db } = await rescueFrom(older, books.owner.kit).finish();
  expect(erasuresOf(db).map(({ customerId }) => customerId)).toEqual([customer]);
  expect(JSON.stringify(db.prepare('SELECT * FROM customer').all())).not.toContain('ellmann');
});

it('T83 on a new computer a document that was erased after the older backup names nobody again, and is proved to be erased', async () => {
  const books = await backedBooks();
  const { ctx } = books;
  const { id } = issueInvoice(ctx, draftBody(addCustomer(ctx, { name: 'Bruno Vellmann' }), { subject: 'For Bruno' }));
  storePdf(ctx, id, Buffer.from('%PDF-1.7 Vellmann'));
  const [settled] = ctx.db.prepare<[string], { customer: string; payable: number }>('SELECT c.id AS customer, d.payable FROM document d JOIN customer c ON c.rid = d.customer_rid WHERE d.id = ?').all(id);
  recordPayment(ctx, {
    id: ctx.newId(), customerId: settled?.customer ?? '', currency: 'EUR', amount: settled?.payable ?? 0, rate: null, baseAmount: null, paidOn: '2026-11-20', method: { method: 'cash', reference: '', brand: null, last4: '' }, note: 'Bruno', allocations: [{ documentId: id, amount: settled?.payable ?? 0, rest: 'open' }],
  });
  const { older, newer } = await twoBackups(books, () => expect(erasureTidy({ ...ctx, clock: { now: () => '2033-01-01T09:00:00.000Z' } }, { ids: [id] })).toEqual({ erased: 1 }));
  for (const path of [older, newer]) {
    const restored = serviceContext(await rescueFrom(path, books.owner.kit).finish());
    expect(erasedPapersOf(restored.db).map(({ no, kind }) => [no, kind])).toEqual([[1, 'document'], [2, 'payment']]);
    expect(JSON.stringify([restored.db.prepare('SELECT * FROM document').all(), restored.db.prepare('SELECT body FROM party_snapshot').all()])).not.toMatch(/bruno|ellmann/i);
    expect(invoicesProve(restored, { id })).toMatchObject({ intact: true, erased: { no: 1, at: '2033-01-01T09:00:00.000Z' } });
    expect(proved(restored)).toBe(true);
  }
});

it('what a manifest carries is encrypted, fits no other manifest, and opens with the kit’s key only', async () => {
  const books = await backedBooks();
  const { older, newer } = await twoBackups(books, () => void books.issue());
  const { bk } = books.session;
  const [a, b] = [older, newer].map((path) => readManifest(manifestOf(path), bk)?.manifest);
  if (a === undefined || b === undefined) throw new Error('both have one');
  const series = books.ctx.db.prepare<[], string>('SELECT id FROM number_series').pluck().all();
  for (const secret of [...series, 'INV-']) expect(manifestOf(newer)).not.toContain(secret);
  expect(openCarried(bk, b)?.marks).toMatchObject([{ period: '2026', taken: 5 }]);
  expect(openCarried(bk, { ...b, name: a.name })).toBeNull();
  expect(openCarried(Buffer.alloc(32, 7), b)).toBeNull();
  expect(openCarried(bk, { name: b.name, carried: '' })).toBeNull();
  expect(knownAt(dirname(newer), { bks: [bk], vaultId: '0190b000-0000-7000-8000-00000000ffff' }, realDisk)).toBeNull();
});

it('a forged manifest lifts no number, one of before says nothing, and one of a later Billfold keeps its seal', async () => {
  const books = await backedBooks();
  const { older, newer } = await twoBackups(books, () => undefined);
  const { bk, vaultId } = books.session;
  const manifest = readManifest(manifestOf(newer), bk)?.manifest;
  const mine = manifest === undefined ? null : openCarried(bk, manifest);
  if (manifest === undefined || mine === null) throw new Error('it carries something');
  const said = () => knownAt(dirname(newer), { bks: [bk], vaultId }, realDisk)?.carried.marks[0]?.taken;
  const write = (text: string): void => writeFileSync(manifestName(newer), text);
  const high = { ...mine, marks: mine.marks.map((mark) => ({ ...mark, next: 9001, taken: 9000 })) };
  const name = backupName(vaultId, DEVICE, manifest.createdAt, manifest.seq);
  const sealed = sealCarried(bk, high, name, (n) => Buffer.alloc(n, 1));
  write(sealManifest(Buffer.alloc(32, 9), { ...manifest, carried: sealed }));
  expect(said()).toBe(4);
  const { carried: _carried, ...before } = manifest;
  for (const path of [older, newer]) rmSync(manifestName(path));
  write(sealManifest(bk, before));
  expect(knownAt(dirname(newer), { bks: [bk], vaultId }, realDisk)).toBeNull();
  write(sealManifest(bk, { ...manifest, carried: sealed, later: { news: ['x', 1] } }));
  expect(said()).toBe(9000);
  const text = z.record(z.string(), z.json()).parse(JSON.parse(manifestOf(newer)));
  expect(readManifest(JSON.stringify({ ...text, later: 0.5 }), bk)).toBeNull();
  expect(readManifest(JSON.stringify(text).replace('"x"', String.raw`"\ud800"`), bk)).toBeNull();
});
