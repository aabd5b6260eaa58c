// Backups of earlier versions, kept beside the tests for ever: this version opens each with its kit, and so does an independent SQLCipher and the reader without us.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database as Other } from '@signalapp/sqlcipher';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { fetchBackup } from '../../../main/backup/check.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { listBackups, newestSound } from '../../../main/backup/list.ts';
import { countSeals } from '../../../main/backup/seals.ts';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { kitKeys, kitSerial, readKit } from '../../../main/vault/kit.ts';
import { draftBody, issueInvoice, wholeProof } from '../../fixtures/company.ts';
import { cleanUpAfterEach, tempFolder } from '../vault/fixture.ts';
import { rescueFrom } from './newLaptop.ts';

cleanUpAfterEach(afterEach);

const ALL = join(import.meta.dirname, '..', '..', 'fixtures', 'backups');
const TOOL = join(import.meta.dirname, '..', '..', '..', 'tools', 'open-backup.mjs');
const about = z.object({ kit: z.string(), keyHex: z.string(), vaultId: z.string(), figures: z.object({ documents: z.number(), pdfs: z.number(), sums: z.array(z.object({ currency: z.string(), amount: z.number() })) }).loose() });

describe.each(readdirSync(ALL))('the backup of %s', (name) => {
  const folder = join(ALL, name);
  const { kit, keyHex, vaultId, figures } = about.parse(JSON.parse(readFileSync(join(folder, 'kit.json'), 'utf8')));
  const rk = readKit(kit);
  const { bk } = kitKeys(rk);
  const entry = newestSound(listBackups(folder, { vaultId, kitSerial: kitSerial(rk), bk }, realDisk));

  it('has the key that was printed then, and its seal is right', () => {
    expect(bk.toString('hex')).toBe(keyHex);
    expect(entry).toMatchObject({ proved: true, fault: null });
  });

  it('is brought, checked whole and holds what it held', () => {
    expect(fetchBackup(entry, bk, join(tempFolder(), 'look.tmp'), realDisk, () => undefined)).toMatchObject({ vaultId, figures });
  });

  it('is brought up to the schema of today, and every document and every PDF in it still fits its seal', () => {
    const path = join(tempFolder(), 'today.tmp');
    fetchBackup(entry, bk, path, realDisk, () => undefined);
    const db = openDatabase(path, bk, { schemaVersion: schema.latest });
    schema.migrate(db);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const { all, fitting } = countSeals(db, () => undefined);
    expect([all, fitting]).toEqual([1 + figures.documents + figures.pdfs, all]);
    db.close();
  });

  it('comes back on a new computer with its kit alone: the books open under a new PIN, are proved whole, and the next invoice gets a number nobody had', async () => {
    const { looked, shown, finish } = rescueFrom(entry.path, kit);
    expect([shown?.proved, looked.inside.figures.documents]).toEqual([true, figures.documents]);
    const session = await finish(3);
    const ctx = serviceContext(session);
    expect(ctx.db.prepare('SELECT count(*) FROM document').pluck().get()).toBe(figures.documents);
    const had = ctx.db.prepare('SELECT number FROM document').pluck().all();
    const customer = String(ctx.db.prepare('SELECT id FROM customer').pluck().get());
    expect(had).not.toContain(issueInvoice(ctx, draftBody(customer)).number);
    expect(wholeProof(ctx)).toMatchObject({ whole: true, gapCount: 0, touchedCount: 0, documents: figures.documents + 1 });
  });

  it('opens in an independent SQLCipher with the printed key alone', () => {
    const db = new Other(entry.path);
    db.pragma(`key="x'${keyHex}'"`);
    expect(db.pragma('cipher_integrity_check')).toEqual([]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT count(*) AS n FROM document').get()).toEqual({ n: figures.documents });
    expect(db.prepare('SELECT count(*) AS n FROM document_pdf').get()).toEqual({ n: figures.pdfs });
    db.close();
  });

  it('opens in the reader that needs nothing of ours', () => {
    const plain = join(tempFolder(), 'plain.sqlite');
    const { status, stderr } = spawnSync(process.execPath, [TOOL, entry.path, plain], { input: kit, encoding: 'utf8', env: {} });
    expect([status, stderr]).toEqual([0, '']);
    expect(existsSync(plain)).toBe(true);
  });
});
