// What became of each try at a backup, of each scrub and of each removal: one row and one record of the log each. Called by main/app/backupWork.ts and tests.
import type { AuditAction } from '../../contract/auditActions.ts';
import type { BackupRun } from '../../contract/backup.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import type { BackupCause } from '../../domain/backupPlan.ts';
import type { KeepOutcome, MadeOutcome, ScrubOutcome } from '../backup/outcome.ts';
import { addRun, listRuns, type NewRun, readTarget } from '../repo/backup.ts';
import { runView } from './backup.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';

const EMPTY = { stage: '', name: '', backupSeq: null, bytes: null, sha256: '', headEpoch: null, headSeq: null, figures: null, n: 0 };

type Told = Omit<NewRun, 'id' | 'targetRid' | 'auditSeq' | 'at' | 'by'>;

function record(ctx: Ctx, target: string, told: Told, action: AuditAction, body: Record<string, string | number>): void {
  const { rid } = found(readTarget(ctx.db, target));
  const auditSeq = audit(ctx, action, 'backupTarget', target, body);
  addRun(ctx.db, { ...told, id: ctx.newId(), targetRid: rid, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
}

/** All targets of one go in one transaction. What failed is on the record as well as what went well. */
export function recordBackups(ctx: Ctx, cause: BackupCause, outcomes: readonly MadeOutcome[]): void {
  transact(ctx, () => {
    for (const made of outcomes) {
      if (made.ok) {
        const { name, seq, bytes, sha256, head, figures, ms } = made;
        const told = { ...EMPTY, act: 'backup' as const, cause, ok: 1, code: '', name, backupSeq: seq, bytes, sha256, headEpoch: head.epoch, headSeq: head.seq, figures: JSON.stringify(figures), ms };
        record(ctx, made.target, told, 'backup.ok', { name, sha256, seq, epoch: head.epoch, head: head.seq, cause });
      } else {
        const { code, stage, ms } = made;
        record(ctx, made.target, { ...EMPTY, act: 'backup', cause, ok: 0, code, stage, ms }, 'backup.failed', { code, stage, cause });
      }
    }
  });
}

/** The first thing that is wrong makes a scrub fail; how many were read stands beside it. */
export function recordScrub(ctx: Ctx, outcome: ScrubOutcome): void {
  const { target, checked, code, name, ms } = outcome;
  const told: Told = { ...EMPTY, act: 'scrub', cause: 'schedule', ok: Number(code === ''), code, name, n: checked, ms };
  transact(ctx, () => record(ctx, target, told, 'backup.scrub', { code, checked, ...(name !== '' && { name }) }));
}

/** Removing nothing leaves no record. */
export function recordKeep(ctx: Ctx, outcome: KeepOutcome): void {
  const { target, removed, code, ms } = outcome;
  if (removed.length === 0 && code === '') return;
  const told: Told = { ...EMPTY, act: 'prune', cause: 'schedule', ok: Number(code === ''), code, n: removed.length, ms };
  transact(ctx, () => record(ctx, target, told, 'backup.prune', { code, removed: removed.length, names: removed.slice(0, 50).join(' ') }));
}

/** Newest first. */
export function backupHistory(ctx: Ctx, { before, limit }: Parsed<'backup.history'>): Output<'backup.history'> {
  return readTogether(ctx, () => {
    const rows = listRuns(ctx.db, before, limit + 1);
    return { rows: rows.slice(0, limit).map((row): BackupRun & { row: number } => ({ ...runView(row), row: row.rid })), more: rows.length > limit };
  });
}
