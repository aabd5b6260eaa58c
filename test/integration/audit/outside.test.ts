// What is kept of the log elsewhere: anchors in backups on real files, and what they say of books that went back, were rewritten, or were restored on purpose.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { anchorsIn } from '../../../main/app/outsideAnchors.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { placeOfAnchor } from '../../../main/audit/anchor.ts';
import { appendAudit, auditHead } from '../../../main/audit/chain.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { proveWhole, type OutsideAnchor } from '../../../main/service/proof.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { seriesList, seriesSave } from '../../../main/service/series.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { backedBooks, depsAt, DEVICE } from '../backup/books.ts';
import { addCustomer, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';
import { cleanUpAfterEach, enterAs } from '../vault/fixture.ts';

cleanUpAfterEach(afterEach);

function prove(ctx: Ctx, outside: readonly OutsideAnchor[] = []) {
  const walk = proveWhole(ctx, 'ok', outside);
  for (let step = walk.next(); ; step = walk.next()) if (step.done) return step.value;
}

it('a backup agrees with the books it was made of, and tells when they went back behind it', async () => {
  const books = await backedBooks();
  const stick = books.place('stick');
  const { session, owner } = books;
  const file = databasePath(session.vault);
  session.db.pragma('wal_checkpoint(TRUNCATE)');
  const old = join(owner.root, 'old.db');
  copyFileSync(file, old);
  books.issue();
  await makeBackups(books.source, [stick], depsAt());
  const anchors = anchorsIn(stick.folder, { vaultId: session.vaultId, kitSerial: session.kit.serial, bk: session.bk }, DEVICE);
  expect(anchors).toHaveLength(1);
  expect(prove(books.ctx, anchors)).toMatchObject({ whole: true, outsideCount: 1, outside: [] });
  const [vaultId, kitSerial, bk] = [session.vaultId, session.kit.serial, Buffer.from(session.bk)];
  expect(anchorsIn(stick.folder, { vaultId, kitSerial, bk }, 'another computer')).toEqual([]);
  expect(anchorsIn(stick.folder, { vaultId, kitSerial, bk: Buffer.alloc(32, 7) }, DEVICE)).toEqual([]);
  expect(anchorsIn(join(stick.folder, 'gone'), { vaultId, kitSerial, bk }, DEVICE)).toEqual([]);
  await lockSession(session);
  writeFileSync(file, readFileSync(old));
  const again = await enterAs(owner);
  expect(again.integrity).toBe('rolled-back');
  expect(prove(serviceContext(again), anchors).outside).toMatchObject([{ verdict: 'beyond' }]);
});

it('a tail that was given up on record is no other history; one that was rewritten is', () => {
  const company = openCompany();
  const { ctx } = company;
  for (let n = 0; n < 5; n += 1) addCustomer(ctx);
  const head = auditHead(ctx.db);
  const anchor = { epoch: 1, seq: (head?.seq ?? 0) + 3, mac: 'ab'.repeat(32) };
  expect(placeOfAnchor(ctx.db, { epoch: 1, seq: head?.seq ?? 0, mac: head?.mac.toString('hex') ?? '' })).toBe('in');
  expect(placeOfAnchor(ctx.db, anchor)).toBe('beyond');
  expect(placeOfAnchor(ctx.db, { ...anchor, seq: 3 })).toBe('other');
  appendAudit(ctx.db, ctx.ak, { at: ctx.clock.now(), actor: ctx.actor.id, action: 'restore', entity: 'vault', entityId: null, body: {}, epoch: 2 });
  for (let n = 0; n < 5; n += 1) addCustomer({ ...ctx, epoch: 2 });
  expect(placeOfAnchor(ctx.db, anchor)).toBe('given-up');
  expect(placeOfAnchor(ctx.db, { ...anchor, seq: 3 })).toBe('other');
  expect(placeOfAnchor(ctx.db, { ...anchor, epoch: 2 })).toBe('other');
  expect(placeOfAnchor(ctx.db, { ...anchor, epoch: 3 })).toBe('other');
  company.close();
});

it('numbers skipped on purpose, and those given out after the backup that was restored, are explained; a deleted one is not', () => {
  const company = openCompany();
  const { ctx } = company;
  const id = addCustomer(ctx);
  const sell = () => issueInvoice(ctx, draftBody(id, { lines: [line({ taxIds: [] })] }));
  for (let n = 0; n < 3; n += 1) sell();
  const series = seriesList(ctx, { archived: false }).rows.find(({ kind }) => kind === 'invoice');
  if (series === undefined) throw new Error('no series');
  const { next: _next, lastIssued: _last, archived: _archived, ...fields } = series;
  seriesSave(ctx, { ...fields, nextSequence: 10 });
  for (let n = 0; n < 2; n += 1) sell();
  expect(prove(ctx)).toMatchObject({ gaps: [], gapCount: 0 });
  // a restore leaves out what was issued since the backup
  appendAudit(ctx.db, ctx.ak, { at: ctx.clock.now(), actor: ctx.actor.id, action: 'restore', entity: 'vault', entityId: null, body: { jump: 0 }, epoch: 2 });
  ctx.db.exec('UPDATE series_counter SET next = next + 4, taken = next + 3 WHERE taken > 0');
  expect(prove(ctx)).toMatchObject({ gapCount: 0 });
  ctx.epoch = 2;
  sell();
  expect(prove(ctx)).toMatchObject({ gapCount: 0 });
  ctx.db.exec('UPDATE series_counter SET next = next + 2, taken = next + 1 WHERE taken > 0');
  expect(prove(ctx)).toMatchObject({ whole: false, gapCount: 1, gaps: [{ first: 17, last: 18 }] });
  company.close();
});
