// What the job process does for the log: the whole proof at full speed, and its files. Called by main/job.ts and tests; the handlers send these.
import { createElement } from 'react';
import { AppError } from '../../contract/errors.ts';
import type { AuditProof } from '../../contract/audit.ts';
import { formatDay } from '../../domain/date.ts';
import { auditWordsOf } from '../../paper/auditWords.ts';
import { LogPage } from '../../paper/LogPage.tsx';
import { paperSize } from '../../paper/paperSize.ts';
import type { Integrity } from '../audit/anchor.ts';
import { keyMark, logSigner } from '../audit/signer.ts';
import { writeChunks } from '../files/write.ts';
import { step, type JobHooks } from '../import/hooks.ts';
import { pageFrom } from '../print/markup.ts';
import type { Draw } from '../print/printer.ts';
import { reportPdf } from '../print/reportPdf.ts';
import { MOST_PRINTED, type ReportPrint } from '../report/work.ts';
import { readBusiness } from '../repo/business.ts';
import { countRecords } from '../repo/auditTrail.ts';
import { countDocuments } from '../repo/numberGaps.ts';
import { stretchOf } from '../service/auditLog.ts';
import { readTogether, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { proveWhole, type OutsideAnchor } from '../service/proof.ts';
import { type LogAsked, logCsv, logLines } from './logFiles.ts';
import { signedLog } from './signedLog.ts';

interface FileAsked extends LogAsked {
  vaultId: string;
  target: string;
  /** The unfinished file; whoever ends the process removes it. */
  part: string;
}
export type AuditTask =
  | { name: 'auditProve'; anchor: Integrity; outside: readonly OutsideAnchor[] }
  | ({ name: 'auditFile'; format: 'signed' | 'csv' } & FileAsked)
  | ({ name: 'auditPdf'; today: string } & FileAsked);
export interface AuditFileDone {
  records: number;
  key: string;
}

export function isAuditTask(task: { name: string }): task is AuditTask {
  return task.name.startsWith('audit');
}

/** Errors: REPORT_TOO_LONG for a page of more records than paper should hold; those of writing. */
export function auditWork(ctx: Ctx, task: AuditTask, hooks: JobHooks, draw: Draw): AuditProof | AuditFileDone | Promise<AuditFileDone> {
  switch (task.name) {
    case 'auditProve': return prove(ctx, task, hooks);
    case 'auditFile': return auditFile(ctx, task, hooks);
    case 'auditPdf': return auditPdf(ctx, task, draw);
  }
}

/** Proving a document takes as long as proving some dozens of records: the bar moves evenly when it counts so. */
const RECORDS_A_DOCUMENT = 40;
const SAY_EVERY = 2000;

function prove(ctx: Ctx, { anchor, outside }: { anchor: Integrity; outside: readonly OutsideAnchor[] }, hooks: JobHooks): AuditProof {
  const records = countRecords(ctx.db);
  const total = records + countDocuments(ctx.db) * RECORDS_A_DOCUMENT;
  const walk = proveWhole(ctx, anchor, outside);
  for (let said = 0; ; ) {
    const { done, value } = walk.next();
    if (done) return value;
    const at = value.stage === 'records' ? value.done : records + value.done * RECORDS_A_DOCUMENT;
    if (at - said < SAY_EVERY) continue;
    said = at;
    hooks.onProgress?.({ stage: 'proving', done: Math.min(at, total), total });
  }
}

function auditFile(ctx: Ctx, task: FileAsked & { format: 'signed' | 'csv' }, hooks: JobHooks): AuditFileDone {
  return readTogether(ctx, () => {
    const newest = countRecords(ctx.db);
    let records = 0;
    const onRow = (): void => step(hooks, 'writing', (records += 1), newest);
    const stretch = stretchOf(ctx, task.filters, newest) ?? { from: 1, to: 0 };
    const about = { vaultId: task.vaultId, business: found(readBusiness(ctx.db)).name, madeAt: ctx.clock.now() };
    writeChunks(task.target, task.part, task.format === 'csv' ? logCsv(ctx, task, onRow) : signedLog(ctx.db, ctx.ak, about, stretch, onRow));
    return { records, key: keyMark(logSigner(ctx.ak, task.vaultId).publicKey) };
  });
}

async function auditPdf(ctx: Ctx, task: FileAsked & { today: string }, draw: Draw): Promise<AuditFileDone> {
  const key = keyMark(logSigner(ctx.ak, task.vaultId).publicKey);
  const print = await auditPage(ctx, task, key);
  writeChunks(task.target, task.part, [await reportPdf(draw, print)]);
  return { records: print.rows, key };
}

async function auditPage(ctx: Ctx, task: LogAsked & { today: string }, key: string): Promise<ReportPrint> {
  const { language, filters } = task;
  const { lines, business } = readTogether(ctx, () => {
    const taken = [];
    for (const line of logLines(ctx, task)) if (taken.push(line) > MOST_PRINTED) throw new AppError('REPORT_TOO_LONG', { params: { rows: taken.length, most: MOST_PRINTED } });
    return { lines: taken, business: found(readBusiness(ctx.db)) };
  });
  const days = [filters.from, filters.to].map((day) => (day === null ? '…' : formatDay(day, language)));
  const says = filters.from === null && filters.to === null ? formatDay(task.today, language) : days.join(' – ');
  const newest = lines[0];
  const head = newest === undefined ? null : { seq: newest.seq, seal: newest.seal, key };
  const { title } = auditWordsOf(language);
  const page = await pageFrom(title, language, createElement(LogPage, { business: business.name, lang: language, says, lines, head }));
  return { page, title, business: business.name, language, size: paperSize(business.country), date: task.today, rows: lines.length };
}
