// Drills: what the live books had at the moment of a backup beside what came out of it. Called by main/app/backupWork.ts, the state of backups and tests.
import { type BackupDrill, backupCompared, type Compared } from '../../contract/backup.ts';
import { z } from 'zod';
import type { BackupFigures, DrillOutcome } from '../backup/outcome.ts';
import type { Db } from '../db/open.ts';
import { addDrill, lastDrill, readTarget, runOfName } from '../repo/backup.ts';
import { faultOf } from './backupFault.ts';
import { audit, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';

const COUNTS = ['records', 'documents', 'customers', 'items', 'payments', 'pdfs'] as const;
const storedCompared = z.array(backupCompared);
const storedFigures = z.object({
  records: z.number(), documents: z.number(), customers: z.number(), items: z.number(), payments: z.number(), pdfs: z.number(), sums: z.array(z.object({ currency: z.string(), amount: z.number() })),
});

/** Every count and the sum of each currency, live beside copy. */
export function compare(live: BackupFigures, copy: BackupFigures): Compared[] {
  const counts = COUNTS.map((what): Compared => ({ what, currency: null, live: live[what], copy: copy[what] }));
  const currencies = [...new Set([...live.sums, ...copy.sums].map(({ currency }) => currency))].toSorted();
  const sumOf = (figures: BackupFigures, currency: string): number => figures.sums.find((sum) => sum.currency === currency)?.amount ?? 0;
  return [...counts, ...currencies.slice(0, 50).map((currency): Compared => ({ what: 'sum', currency, live: sumOf(live, currency), copy: sumOf(copy, currency) }))];
}

/** What the live books hold about the moment of this backup: written when it was made, in rows that nothing changes. */
export function liveFigures(db: Db, name: string): BackupFigures | null {
  const row = runOfName(db, name);
  return row?.figures == null ? null : (storedFigures.safeParse(JSON.parse(row.figures)).data ?? null);
}

/** What the copy is held against: what the live books still have of that moment, and where that cannot be counted, what was written down when the backup was made. */
function sideOfTheBooks(ctx: Ctx, outcome: Extract<DrillOutcome, { ok: true }>): BackupFigures {
  const written = liveFigures(ctx.db, outcome.name);
  const counted = outcome.live;
  if (counted === null) return written ?? outcome.figures;
  return written === null ? counted : { ...counted, customers: written.customers, items: written.items };
}

function sealed({ seals }: Extract<DrillOutcome, { ok: true }>): Compared[] {
  return seals === null ? [] : [{ what: 'seals', currency: null, live: seals.all, copy: seals.fitting }];
}

/** A drill fails where the copy could not be opened or where one figure differs. */
export function recordDrill(ctx: Ctx, cause: 'person' | 'schedule', outcome: DrillOutcome): void {
  const { rid } = found(readTarget(ctx.db, outcome.target));
  const compared = outcome.ok ? [...compare(sideOfTheBooks(ctx, outcome), outcome.figures), ...sealed(outcome)] : [];
  const code = !outcome.ok ? outcome.code : compared.some((one) => one.live !== one.copy) ? 'DIFFERENT' : '';
  transact(ctx, () => {
    const auditSeq = audit(ctx, 'backup.drill', 'backupTarget', outcome.target, { code, name: outcome.name, compared: compared.length });
    addDrill(ctx.db, { id: ctx.newId(), targetRid: rid, cause, ok: Number(code === ''), code, name: outcome.name, compared: JSON.stringify(compared), ms: outcome.ms, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
  });
}

/** The newest drill, for the home screen and the Backups screen. */
export function drillView(db: Db): BackupDrill | null {
  const row = lastDrill(db);
  if (row === undefined) return null;
  return {
    id: row.id, target: row.target, label: row.label, ok: row.ok === 1, code: faultOf(row.code), cause: row.cause, at: row.at, ms: row.ms,
    backupAt: runOfName(db, row.name)?.at ?? null, compared: storedCompared.safeParse(JSON.parse(row.compared)).data ?? [],
  };
}
