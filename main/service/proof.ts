// The whole proof: the chain from its first record, every document against its record, every number, and the anchors kept outside. In slices, for the watch after
// login (main/app/chainWatch.ts) and, at full speed, for the job process when a person asks.
import type { AuditProof } from '../../contract/audit.ts';
import { holesUpTo, noNumbers, type Numbering, takeNumber } from '../../domain/numberHoles.ts';
import { placeOfAnchor, type Integrity } from '../audit/anchor.ts';
import { verifyAudit, type AuditVerdict } from '../audit/verify.ts';
import { missingGuards } from '../audit/guards.ts';
import { countRecords } from '../repo/auditTrail.ts';
import { type Counter, counters, jumpsOf, numberedAfter, restoresOf, type Gap } from '../repo/numberGaps.ts';
import type { Ctx } from './context.ts';
import { proveDocuments, type DocumentsProof } from './invoices.ts';

/** Rows at a time: well below a millisecond, so that whoever slices by the clock overshoots by no more. */
const SLICE = 64;
const MOST_GAPS = 50;
const SEAL_LETTERS = 16;

export interface ProofStep {
  stage: 'records' | 'documents';
  done: number;
}
/** What was kept of the log elsewhere: by a backup, by its name. */
export interface OutsideAnchor {
  name: string;
  epoch: number;
  seq: number;
  /** Hex. */
  mac: string;
}
const MOST_OUTSIDE = 50;
type Numbers = Pick<AuditProof, 'gaps' | 'gapCount'>;

/**
 * Everything that can be proved from inside. `anchor` is how the log stood against the anchor in the keychain at login, `outside` what backups know of it.
 * Never throws for what it finds.
 */
export function* proveWhole(ctx: Ctx, anchor: Integrity, outside: readonly OutsideAnchor[] = []): Generator<ProofStep, AuditProof> {
  const verdict = yield* proveRecords(ctx);
  const documents = yield* documentsOf(ctx);
  const numbers = yield* proveNumbers(ctx, documents?.documents ?? 0);
  yield { stage: 'documents', done: documents?.documents ?? 0 }; // each of the rest is a step of its own
  const guards = missingGuards(ctx.db);
  yield { stage: 'documents', done: documents?.documents ?? 0 };
  const strange = outsideOf(ctx, outside);
  const head = verdict.ok ? verdict.head : null;
  return {
    whole: verdict.ok && anchor !== 'edited' && anchor !== 'rolled-back' && documents !== null && documents.touchedCount === 0 && documents.missing === 0 && numbers?.gapCount === 0 && strange.length === 0 && guards.length === 0,
    checkedAt: ctx.clock.now(),
    records: verdict.ok ? verdict.checked : countRecords(ctx.db),
    head: head && { seq: head.seq, epoch: head.epoch, seal: sealOf(head.mac) },
    fault: verdict.ok ? (documents === null || numbers === null ? { seq: 1, fault: 'unreadable' } : null) : { seq: verdict.seq, fault: verdict.fault },
    anchor,
    outsideCount: outside.length,
    outside: strange.slice(0, MOST_OUTSIDE),
    guards,
    ...(documents ?? { documents: 0, touched: [], touchedCount: 0, missing: 0, erased: 0 }),
    ...(numbers ?? { gaps: [], gapCount: 0 }),
  };
}

/** Backups that know a history which is not this one. A tail that was given up on record (a restore) is none of them. */
export function outsideOf({ db }: Pick<Ctx, 'db'>, anchors: readonly OutsideAnchor[]): AuditProof['outside'] {
  return anchors.flatMap(({ name, epoch, seq, mac }) => {
    const verdict = placeOfAnchor(db, { epoch, seq, mac });
    return verdict === 'beyond' || verdict === 'other' ? [{ name: name.slice(0, 200), seq, verdict }] : [];
  });
}

/** The first letters of a head's MAC: what is printed and typed again. */
export function sealOf(mac: Buffer): string {
  return mac.toString('hex').slice(0, SEAL_LETTERS);
}

function* proveRecords({ db, ak }: Ctx): Generator<ProofStep, AuditVerdict> {
  const walk = verifyAudit(db, ak, { slice: SLICE });
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value;
    yield { stage: 'records', done: value.checked };
  }
}

/** Null when rows of a document cannot be read at all. */
function* documentsOf(ctx: Ctx): Generator<ProofStep, DocumentsProof | null> {
  const walk = proveDocuments(ctx);
  for (;;) {
    try {
      const { done, value } = walk.next();
      if (done) return value;
      yield { stage: 'documents', done: value };
    } catch {
      return null;
    }
  }
}

/** Numbers that were given out, have no document and no explanation. Null when what explains them cannot be read. */
function* proveNumbers({ db }: Ctx, documents: number): Generator<ProofStep, Numbers | null> {
  try {
    const given = counters(db); // before the documents: what is issued meanwhile has a number above these
    const there = yield* holesOf(db, given, documents);
    const restores = restoresOf(db);
    yield { stage: 'documents', done: documents };
    const found = given.flatMap((counter) => {
      const gaps = holesUpTo(there.get(keyOf(counter)) ?? noNumbers(), counter.taken).filter((gap) => !restores.some((seq) => seq > gap.after && seq < gap.before));
      const jumps = gaps.length === 0 ? [] : jumpsOf(db, counter.seriesId, counter.period);
      return gaps.flatMap((gap) => without(gap, jumps)).map(({ first, last }) => ({ series: counter.name.slice(0, 60), period: counter.period.slice(0, 20), first, last }));
    });
    return { gaps: found.slice(0, MOST_GAPS), gapCount: found.length };
  } catch {
    return null;
  }
}

const keyOf = ({ series, period }: { series: number; period: string }): string => `${series} ${period}`;

/** The holes of the series that are counted. Nothing is kept of a number that is there: a million of them would be a heap to be cleared away. */
function* holesOf(db: Ctx['db'], given: readonly Counter[], documents: number): Generator<ProofStep, Map<string, Numbering>> {
  const rows = new Map(given.map((counter) => [keyOf(counter), noNumbers()]));
  for (let after = 0; ; ) {
    const page = numberedAfter(db, after, SLICE);
    for (const document of page) {
      const row = rows.get(keyOf(document));
      if (row !== undefined) takeNumber(row, document.sequence, document.record);
      after = document.rid;
    }
    if (page.length < SLICE) return rows;
    yield { stage: 'documents', done: documents };
  }
}

/** What of a gap no jump explains. */
function without(gap: Gap, jumps: readonly Gap[]): Gap[] {
  return jumps.reduce<Gap[]>((left, jump) => left.flatMap((one) => {
    if (jump.last < one.first || jump.first > one.last) return [one];
    return [{ first: one.first, last: jump.first - 1 }, { first: jump.last + 1, last: one.last }].filter(({ first, last }) => first <= last);
  }), [gap]);
}
