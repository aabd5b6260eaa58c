// Row 22: whether anything a person typed is ever in a file in clear: database, log, temporary files while sorting, and everything the app itself writes.
import { dirname, join } from 'node:path';
import type { Books } from '../data/books.ts';
import { filesHolding, openFilesHolding } from '../data/leaks.ts';
import { open } from '../electron/signedIn.ts';
import type { Bench, Measured, Row } from '../harness/row.ts';
import { addCustomer } from '../../main/repo/customers.ts';
import { person } from '../data/words.ts';
import { chance } from '../data/random.ts';
import { launchedTree } from '../electron/launch.ts';

const MARKER = 'Zq7MarkerWyvern';
const LOCKED_AFTER_MS = 1500;

export const row: Row = {
  id: '22', title: 'files that hold typed text in clear', limit: { atMost: 0 }, great: { atMost: 0 }, peer: 'leaks with SQLite as it comes',
  async run(ctx): Promise<Measured> {
    if (process.platform !== 'linux') return { value: 0, unit: '', skipped: 'Open files are looked up in /proc, which only Linux has.' };
    const seen = { files: 0 };
    const unprotected = await marked(ctx, 'plain');
    const control = sortAndLook(unprotected, true, { files: 0 });
    unprotected.close(); // or its own log would be among the open files
    if (control.length === 0) throw new Error('the detector found nothing even where SQLite is known to leak');
    const books = await marked(ctx, 'cipher');
    const database = [...sortAndLook(books, false, seen), ...filesHolding(dirname(books.file), MARKER, seen)];
    const app = await inApp(ctx, seen);
    const all = [...database, ...app];
    return {
      value: all.length, unit: '',
      note: `${seen.files} files searched: the database with its log, every file open (deleted ones too) while ${ctx.times(60_000, 4000)} rows are sorted, and all that the app wrote or held open while a customer of that name was saved, found, drafted, issued, printed to PDF and the books locked. ${all.length > 0 ? `Found in: ${all.join(', ')}. ` : ''}The same search finds the sort of an unprotected database (${control.join(', ')}).`,
    };
  },
};

async function marked(ctx: Bench, kind: Books['kind']): Promise<Books> {
  const books = await ctx.books(ctx.small, kind);
  const c = chance(5);
  const none = { phone: '', street2: '', region: '', vatId: '', taxNumber: '', currency: null, language: null, terms: null };
  books.db.transaction(() => {
    for (let n = 0; n < ctx.times(60_000, 4000); n += 1) {
      const one = person(5_000_000 + n, c);
      addCustomer(books.db, books.ctx.newId(), { ...one, ...none, name: `${MARKER} ${one.name}`, notes: `${MARKER} likes long notes that fill a row well ${'.'.repeat(120)}` }, books.ctx.clock.now());
    }
  })();
  return books;
}

/** A sort larger than the cache, looked at half-way. `unprotected` is SQLite as it comes: temporary files on disk. */
function sortAndLook({ db }: Books, unprotected: boolean, seen: { files: number }): string[] {
  db.pragma('cache_size=50'); // small, so that the sort must go somewhere
  if (unprotected) db.pragma('temp_store=FILE');
  const sorted = db.prepare<[], { notes: string }>("SELECT notes, name FROM customer ORDER BY notes || hex(randomblob(4)), name").iterate();
  const found: string[] = [];
  for (const _row of sorted) {
    found.push(...openFilesHolding('self', MARKER, seen).filter((name) => unprotected ? name.includes('deleted') : true));
    break;
  }
  return found;
}

/** Every file the real app writes or has open while the marker goes through all of it. */
async function inApp(ctx: Bench, seen: { files: number }): Promise<string[]> {
  const userData = ctx.folder('user-data');
  const app = await open(userData, ctx.small, ctx.say);
  const pdf = await app.page<string>(THROUGH_THE_APP);
  if (pdf !== 'ready') throw new Error('the PDF was not made');
  const held = launchedTree(app.pid).flatMap((pid) => openFilesHolding(pid, MARKER, seen));
  await app.page('void billfold.session.lock()'); // the answer would never come: the window goes away
  await new Promise((resolve) => setTimeout(resolve, LOCKED_AFTER_MS));
  await app.quit();
  return [...held, ...filesHolding(userData, MARKER, seen).map((name) => join('userData', name))];
}

const THROUGH_THE_APP = `(async () => {
  const value = (answer) => { if (!answer.ok) throw new Error(JSON.stringify(answer.error)); return answer.value; };
  const marker = ${JSON.stringify(MARKER)};
  const empty = { code: '', contact: '', email: '', phone: '', street: 'Mill Street 1', street2: '', city: 'Cork', region: '', postcode: 'T12', country: 'IE', vatId: '', taxNumber: '', currency: null, language: null, terms: null };
  const { id } = value(await billfold.customers.save({ ...empty, name: marker + ' Ltd', notes: marker }));
  value(await billfold.customers.list({ q: marker, after: null, limit: 50, archived: false }));
  value(await billfold.find.all({ q: marker }));
  const line = { itemId: null, description: marker, detail: marker, quantity: '1', unit: 'pcs', unitPrice: '10', per: '1', adjustments: [], taxIds: [] };
  const body = { customerId: id, seriesId: null, issueDate: '2026-11-22', dueDate: null, terms: null, supplyDate: null, reference: '', subject: marker, note: marker, currency: 'EUR', rate: '', language: null, pricesIncludeTax: false, lines: [line], adjustments: [] };
  const draft = value(await billfold.drafts.save({ body }));
  const taxes = value(await billfold.taxes.list({ archived: false })).rows;
  const again = value(await billfold.drafts.save({ id: draft.id, version: draft.version, body: { ...body, lines: [{ ...line, taxIds: [taxes.find((tax) => tax.isDefault).id] }] } }));
  const issued = value(await billfold.invoices.issue({ draftId: again.id, version: again.version, acceptWarnings: true }));
  if ((await billfold.invoices.get({ id: marker })).ok) throw new Error('a wrong id was taken');
  for (let tries = 0; tries < 100; tries += 1) {
    const { pdf } = value(await billfold.invoices.get({ id: issued.id }));
    if (pdf.state === 'ready') return pdf.state;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return 'pending';
})()`;
