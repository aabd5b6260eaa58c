// A whole vault with a business, issued documents, a stored PDF and an attachment's worth of history in it, and places for its backups. Used by the tests of backups.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { realDisk } from '../../../main/backup/disk.ts';
import type { BackupDeps, BackupPlace, BackupSource } from '../../../main/backup/make.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { writeMarker } from '../../../main/files/targetMarker.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { storePdf } from '../../../main/service/invoices.ts';
import { seedBusiness } from '../../../main/service/seed.ts';
import { dbKeyCopy, type Session } from '../../../main/vault/session.ts';
import { databasePath } from '../../../main/vault/vault.ts';
import { addCustomer, draftBody, issueInvoice } from '../../fixtures/company.ts';
import type { VaultMode } from '../../../main/vault/vaultFile.ts';
import { createVault, makeWorld, type Owner, type World } from '../vault/fixture.ts';

export const DEVICE = '0190a000-0000-7000-8000-0000000000d1';
export const NOW = Date.UTC(2026, 10, 22, 9, 30, 0);

export interface BackedBooks {
  owner: Owner;
  session: Session;
  ctx: Ctx;
  source: BackupSource;
  /** Makes a marked place of this name. */
  place(name: string, id?: string): BackupPlace;
  issue(): string;
}

/** Four invoices, one of them with its PDF stored. */
export async function backedBooks(world: World = makeWorld(), mode: VaultMode = 'keychain'): Promise<BackedBooks> {
  const { session, owner } = await createVault(world, mode);
  const ctx = serviceContext(session);
  seedBusiness(ctx, { name: 'Harbour Tea', country: 'IE', currency: 'EUR', language: 'en' });
  const customer = addCustomer(ctx);
  const issue = (): string => issueInvoice(ctx, draftBody(customer)).id;
  const [first = ''] = Array.from({ length: 4 }, issue);
  storePdf(ctx, first, Buffer.from('%PDF-1.7 the first invoice'));
  return {
    owner, session, ctx, issue,
    source: {
      database: databasePath(session.vault), dek: dbKeyCopy(session), staging: join(world.root, 'staging'), vaultId: session.vaultId, deviceId: DEVICE, kitSerial: session.kit.serial, appVersion: '0.1.0',
    },
    place(name, id = uuid()) {
      const folder = join(world.root, name);
      mkdirSync(folder, { recursive: true });
      writeMarker(folder, { targetId: id, vaultId: session.vaultId });
      return { id, folder };
    },
  };
}

let parts = 0;
/** Real files, a clock that stands, names of parts in order. */
export function depsAt(nowMs = NOW, changes: Partial<BackupDeps> = {}): BackupDeps {
  return { disk: realDisk, nowMs: () => nowMs, newId: () => (parts += 1).toString(16).padStart(16, '0'), progress: () => undefined, ...changes };
}
