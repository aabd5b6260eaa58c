// Turns an unlocked session into what services get: database, audit key, clock, ids and who acts.
import { v7 as uuidv7 } from 'uuid';
import { COVERAGE } from '../../domain/coverage.ts';
import { missingGlyphs } from '../../domain/glyphs.ts';
import { auditHead } from '../audit/chain.ts';
import { rightsOf } from '../repo/roles.ts';
import type { Ctx } from '../service/context.ts';
import { isoUtc } from '../vault/clock.ts';
import { type Session, noteAct } from '../vault/session.ts';

/** Cheap enough to build for each call; it must not outlive the session. */
export function serviceContext(session: Session): Ctx {
  const { id, name, role } = session.user;
  const rights = rightsOf(session.db, id);
  return {
    db: session.db, ak: session.ak, epoch: auditHead(session.db)?.epoch ?? 1,
    clock: { now: () => isoUtc(session.vault.clock.nowMs()) }, newId: () => uuidv7(), actor: { id, name, role }, limits: rights.limits, may: (permission) => rights.can(permission), recorded: (action) => noteAct(session, action),
    missingGlyphs: (text) => missingGlyphs(text, COVERAGE),
  };
}
