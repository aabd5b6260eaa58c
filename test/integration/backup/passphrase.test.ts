// Restoring where there is no keyring: books under a passphrase go back to an older day, and a dead laptop's books open on a computer without a keyring, under a passphrase.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { figuresOf } from '../../../main/backup/figures.ts';
import { proveWhole } from '../../../main/service/proof.ts';
import { swapDatabase } from '../../../main/restore/swap.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, enterAs, makeWorld, PASSPHRASE } from '../vault/fixture.ts';
import { backedBooks } from './books.ts';
import { rescueFrom } from './newLaptop.ts';
import { backedUp, prepared } from './restoring.ts';

cleanUpAfterEach(afterEach);

function expectWhole(session: Session): void {
  const walk = proveWhole(serviceContext(session), 'ok');
  for (let step = walk.next(); ; step = walk.next()) if (step.done) return expect(step.value.whole).toBe(true);
}

/** A vault made on a computer without a keyring. */
function withoutKeyring() {
  const world = makeWorld();
  world.store.state = 'none';
  return backedBooks(world, 'passphrase');
}

it('books under a passphrase go back to an older day: the same passphrase opens them, and the log is whole under its key', async () => {
  const books = await withoutKeyring();
  const { path } = await backedUp(books);
  books.issue();
  const { staged } = prepared(books, path);
  await lockSession(books.session);
  swapDatabase(realFiles, books.owner.folder, staged, '20261122');
  const session = await enterAs(books.owner, books.owner.restart(), PASSPHRASE);
  expect([session.mode, session.readOnly, figuresOf(session.db).documents]).toEqual(['passphrase', false, 4]);
  expect(['ok', 'ahead']).toContain(session.integrity);
  expectWhole(session);
  expect(books.owner.store.items.size).toBe(0);
});

it('the books of a dead laptop without a keyring open on another one without, under a new passphrase, and again after a restart', async () => {
  const books = await withoutKeyring();
  const { path } = await backedUp(books);
  const { pdfs, sums } = figuresOf(books.ctx.db);
  const session = await rescueFrom(path, books.owner.kit, 'passphrase').finish();
  expect([session.mode, session.readOnly]).toEqual(['passphrase', false]);
  expect(figuresOf(session.db)).toMatchObject({ documents: 4, pdfs, sums });
  expectWhole(session);
});

it('what a computer with a keyring backed up opens on one without, and the other way round', async () => {
  const [ring, none] = [await backedBooks(), await withoutKeyring()];
  const toNone = await rescueFrom((await backedUp(ring)).path, ring.owner.kit, 'passphrase').finish();
  const toRing = await rescueFrom((await backedUp(none)).path, none.owner.kit).finish();
  expect([toNone.mode, toRing.mode]).toEqual(['passphrase', 'keychain']);
  for (const session of [toNone, toRing]) expectWhole(session);
  // with a keyring the key of the log lies there and no longer beside what it proves
  expect(toRing.db.prepare('SELECT audit_key FROM vault_meta').pluck().get()).toBeNull();
  expect(readdirSync(join(none.owner.root, 'vault')).includes('anchor.json')).toBe(true);
});
