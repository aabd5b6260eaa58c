// The log as a table: CSV of any length, or the rows of a page for paper. What the filters of the screen leave, newest first. Called by auditWork.ts.
import type { AuditFilters } from '../../contract/audit.ts';
import type { Lang } from '../../domain/lang.ts';
import { actionWord, auditWordsOf, fieldWord, valueWord } from '../../paper/auditWords.ts';
import { csvText } from '../report/csv.ts';
import { nameOf, wholeRecord, type LogRow } from '../repo/auditLog.ts';
import { readBody, rowsOf, stretchOf } from '../service/auditLog.ts';
import type { Ctx } from '../service/context.ts';

export interface LogAsked {
  q: string;
  filters: AuditFilters;
  language: Lang;
}
/** One record in words. */
export interface LogLine {
  seq: number;
  at: string;
  who: string;
  action: string;
  what: string;
  about: string;
  /** "City: Wien → Graz", one a change. */
  changes: string[];
  seal: string;
}

const PAGE = 500;
const SEAL_BYTES = 8;
const BOM = '\u{FEFF}';

/** Every record the filters leave, page after page: rows added meanwhile are not met. */
export function* logLines(ctx: Ctx, { q, filters, language }: LogAsked, page = PAGE): Generator<LogLine> {
  for (let newest = Number.MAX_SAFE_INTEGER; ; ) {
    const stretch = stretchOf(ctx, filters, newest);
    const rows = stretch === null ? [] : rowsOf(ctx, q, filters, stretch, page);
    for (const row of rows) yield lineOf(ctx, row, language);
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    newest = last.seq - 1;
  }
}

function lineOf({ db }: Ctx, { seq, at, actor, who, action, entity, entityId }: LogRow, lang: Lang): LogLine {
  const whole = wholeRecord(db, seq);
  const { changes } = whole?.body ? readBody(whole.body) : { changes: [] };
  return {
    seq, at, who: who !== '' ? who : actor === 'system' ? auditWordsOf(lang).system : actor, action, what: actionWord(lang, action), about: nameOf(db, entity, entityId),
    changes: changes.map(({ field, from, to }) => `${fieldWord(lang, field)}: ${from === null ? '' : `${valueWord(lang, from)} → `}${valueWord(lang, to)}`),
    seal: whole?.mac.subarray(0, SEAL_BYTES).toString('hex') ?? '',
  };
}

/** Times in UTC and the code of each action beside its words: the same file opens the same way everywhere. */
export function* logCsv(ctx: Ctx, asked: LogAsked, onRow?: () => void): Generator<Buffer> {
  const { heads } = auditWordsOf(asked.language);
  const first = [heads.record, heads.when, heads.who, heads.what, 'action', heads.about, heads.changes, heads.seal];
  yield Buffer.from(`${BOM}${first.map(csvText).join(',')}\r\n`, 'utf8');
  for (const { seq, at, who, what, action, about, changes, seal } of logLines(ctx, asked)) {
    yield Buffer.from(`${[String(seq), at, csvText(who), csvText(what), action, csvText(about), csvText(changes.join('\n')), seal].join(',')}\r\n`, 'utf8');
    onRow?.();
  }
}
