// The page of the day's end: what the day came to, and the newest seal of the log on paper, where nobody can change it; and looking a printed seal up again. Called by the IPC router and tests.
import { keyMark, logSigner } from '../audit/signer.ts';
import { auditHead } from '../audit/chain.ts';
import type { DayClosePageProps } from '../../paper/DayClosePage.tsx';
import type { PaymentMethod } from '../../domain/paymentMethod.ts';
import { countRecords } from '../repo/auditTrail.ts';
import { sealedWith, wholeRecord } from '../repo/auditLog.ts';
import { readBusiness } from '../repo/business.ts';
import { documentsOn } from '../repo/dayClose.ts';
import { moneyBetween } from '../repo/paymentRows.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';
import { sealOf } from './proof.ts';

export type DayClose = Omit<DayClosePageProps, 'lang'>;

/** The day's figures with the head of the log as it is now; the page itself goes on record first, so that its seal covers it. Books that cannot be written show the head they have. */
export function dayClose(ctx: Ctx, vaultId: string, day: string, readOnly: boolean): DayClose {
  if (!readOnly) transact(ctx, () => audit(ctx, 'dayclose.print', 'period', null, { date: day }));
  return readTogether(ctx, () => {
    const { name, country } = found(readBusiness(ctx.db));
    const head = found(auditHead(ctx.db));
    return {
      business: name, country, day, printedAt: ctx.clock.now(), by: ctx.actor.name,
      documents: documentsOn(ctx.db, day), money: moneyOn(ctx, day),
      head: { epoch: head.epoch, seq: head.seq, seal: sealOf(head.mac) }, vaultId, signedBy: keyMark(logSigner(ctx.ak, vaultId).publicKey),
    };
  });
}

/** Money in and out of a day by method and currency, what was taken back taken off. */
function moneyOn({ db }: Ctx, day: string): DayClose['money'] {
  const sums = new Map<string, { method: PaymentMethod; currency: string; count: number; amount: number }>();
  for (const { method, currency, amount } of moneyBetween(db, { from: day, to: day })) {
    const key = `${method} ${currency}`;
    const sum = sums.get(key) ?? { method, currency, count: 0, amount: 0 };
    sums.set(key, { ...sum, count: sum.count + 1, amount: sum.amount + amount });
  }
  return [...sums.values()].sort((a, b) => (a.method + a.currency < b.method + b.currency ? -1 : 1));
}

const LOOK_PAGE = 5000;

/** Looks for the record whose seal begins with these sixteen letters, the newest first. Yields in between: a million records take a second. */
export function* findSeal({ db }: Pick<Ctx, 'db'>, seal: string): Generator<void, { seq: number; at: string; epoch: number } | null> {
  const bytes = Buffer.from(seal, 'hex');
  for (let to = countRecords(db); to > 0; to -= LOOK_PAGE) {
    const seq = sealedWith(db, bytes, { from: Math.max(1, to - LOOK_PAGE + 1), to });
    if (seq !== undefined) {
      const { at, epoch } = found(wholeRecord(db, seq));
      return { seq, at, epoch };
    }
    yield;
  }
  return null;
}
