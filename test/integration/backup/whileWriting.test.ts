// T72: backups of books that another process fills as fast as it can. Each is of one moment: whole, its sums those of its documents, its log as long as they say.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fetchBackup } from '../../../main/backup/check.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { addCustomer } from '../../fixtures/company.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { backedBooks, depsAt, NOW } from './books.ts';
import { entriesOf } from './state.ts';

cleanUpAfterEach(afterEach);

it('e64 T72 backups at full speed beside a thousand issued invoices are each of one moment', async () => {
  const books = await backedBooks();
  const place = books.place('stick');
  const { dek, database } = books.source;
  const job = { file: database, key: dek.toString('hex'), ak: books.session.ak.toString('hex'), customerId: addCustomer(books.ctx, { name: 'Busy' }), task: { kind: 'issue', count: 1000 } };
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, '..', '..', 'fixtures', 'issueChild.ts'), JSON.stringify(job)], { stdio: ['ignore', 'ignore', 'inherit'] });
  let over = false;
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => { over = true; resolve(code); }));
  for (let n = 0; !over && n < 200; n += 1) {
    expect(await makeBackups(books.source, [place], depsAt(NOW + n * 1000))).toMatchObject([{ ok: true }]);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  expect(await ended).toBe(0);
  const made = entriesOf(books, place.folder);
  const seen = made.map((entry) => {
    const to = join(books.owner.root, 'look.tmp');
    const { figures, head } = fetchBackup(entry, books.session.bk, to, realDisk, () => undefined);
    const copy = openDatabase(to, books.session.bk, { readonly: true, schemaVersion: schema.latest });
    const issued = copy.prepare("SELECT count(*) FROM audit_log WHERE action = 'invoice.issue'").pluck().get();
    const lines = copy.prepare('SELECT count(DISTINCT document_rid) FROM document_line').pluck().get();
    copy.close();
    realDisk.remove(to);
    expect([issued, lines]).toEqual([figures.documents, figures.documents]);
    expect(figures.sums).toEqual([{ currency: 'EUR', amount: figures.documents * 2500 }]);
    expect(head.seq).toBe(figures.records);
    return figures.documents;
  });
  expect(new Set(seen).size).toBeGreaterThan(3); // they were made while it went on
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
}, 180_000);
