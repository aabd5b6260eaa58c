// Storing what a bank's file says: every line once, whatever file it comes in, with one audit record for each statement. Called by the bank's jobs and tests.
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { type Comparable, doublesOf } from '../../domain/bankDoubles.ts';
import type { BankFormat, BankLine, BankStatement } from '../../domain/bankStatement.ts';
import { accountRid, addLine, addStatement, knownAccountRid, linesAlike, listAccounts } from '../repo/bank.ts';
import type { BankFile } from '../import/bank/collect.ts';
import { type JobHooks, step } from '../import/hooks.ts';
import { audit, transact, type Ctx } from './context.ts';

const MARK_BYTES = 16;

/** The hash of everything a line says besides its account, day and amount. */
export function markOf({ bankRef, endToEnd, structuredRef, text, name, iban }: BankLine): Buffer {
  return createHash('sha256').update(JSON.stringify([bankRef, endToEnd, structuredRef, text, name, iban])).digest().subarray(0, MARK_BYTES);
}

interface Marked extends Comparable {
  readonly line: BankLine;
  readonly bytes: Buffer;
}

/** The lines of a statement by day and amount: only such can be the same. */
function groupsOf({ lines }: BankStatement, format: BankFormat): Marked[][] {
  const groups = new Map<string, Marked[]>();
  for (const line of lines) {
    const bytes = markOf(line);
    const marked: Marked = { line, bytes, mark: bytes.toString('hex'), bankRef: line.bankRef, format };
    const key = `${line.bookingDate} ${line.amount}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [marked]);
    else group.push(marked);
  }
  return [...groups.values()];
}

/** What of a group is new, and how many are there already. `nth` goes on counting lines that are alike in everything. */
function freshOf(ctx: Ctx, account: number | null, group: readonly Marked[], before: ReadonlySet<string>): { fresh: (Marked & { nth: number })[]; doubles: number } {
  const [first] = group;
  if (first === undefined) return { fresh: [], doubles: 0 };
  const there = account === null ? [] : linesAlike(ctx.db, account, first.line.bookingDate, first.line.amount);
  const known = there.map(({ mark, bankRef, format }) => ({ mark: mark.toString('hex'), bankRef, format }));
  // Lines without a reference from another page of this very file are not held against this one: banks list two equal payments on two pages.
  const comparable = known.filter(({ mark, bankRef }) => bankRef !== '' || !before.has(mark));
  const double = doublesOf(comparable, group);
  const counts = new Map<string, number>();
  for (const { mark } of known) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const fresh = group.flatMap((one, i) => {
    if (double[i] === true) return [];
    const nth = (counts.get(one.mark) ?? 0) + 1;
    counts.set(one.mark, nth);
    return [{ ...one, nth }];
  });
  return { fresh, doubles: group.length - fresh.length };
}

/** How many lines of each statement are in the books already. Stores nothing. */
export function countDoubles(ctx: Ctx, file: BankFile): number[] {
  const none: ReadonlySet<string> = new Set();
  return file.statements.map((statement) => {
    const account = knownAccountRid(ctx.db, statement.account, statement.currency);
    if (account === null) return 0;
    return groupsOf(statement, file.format).reduce((sum, group) => sum + freshOf(ctx, account, group, none).doubles, 0);
  });
}

export interface Stored {
  added: number;
  doubles: number;
  accounts: string[];
}

/**
 * Stores every line that is not there yet, in one transaction; bringing in the same file again adds nothing. BANK_HAS_PROBLEMS unless the lines that
 * could not be read may be missing; CANCELLED, and then nothing is stored.
 */
export function storeBankFile(ctx: Ctx, file: BankFile, name: string, skipProblems: boolean, hooks: JobHooks = {}): Stored {
  if (file.problemCount > 0 && !skipProblems) throw new AppError('BANK_HAS_PROBLEMS', { params: { count: file.problemCount } });
  return transact(ctx, () => {
    const total = file.statements.reduce((sum, { lines }) => sum + lines.length, 0);
    /** Marks of this file's own lines, by account: see freshOf. */
    const seen = new Map<number, Set<string>>();
    const accounts = new Set<number>();
    let [added, doubles, done] = [0, 0, 0];
    for (const statement of file.statements) {
      const account = accountRid(ctx.db, statement.account, statement.currency, ctx.newId);
      accounts.add(account);
      const own = seen.get(account) ?? new Set<string>();
      seen.set(account, own);
      const groups = groupsOf(statement, file.format).map((group) => freshOf(ctx, account, group, own));
      const fresh = groups.flatMap((group) => group.fresh).sort((a, b) => a.line.row - b.line.row);
      const known = statement.lines.length - fresh.length;
      const statementRid = keepStatement(ctx, statement, { accountRid: account, format: file.format, file: name, added: fresh.length, doubles: known });
      for (const { line, bytes, nth } of fresh) {
        addLine(ctx.db, { id: ctx.newId(), statementRid, accountRid: account, mark: bytes, nth }, line);
        step(hooks, 'saving', (done += 1), total);
      }
      for (const { mark } of fresh) own.add(mark);
      added += fresh.length;
      doubles += known;
    }
    return { added, doubles, accounts: listAccounts(ctx.db).filter(({ rid }) => accounts.has(rid)).map(({ id }) => id) };
  });
}

function keepStatement(ctx: Ctx, statement: BankStatement, to: { accountRid: number; format: BankFormat; file: string; added: number; doubles: number }): number {
  const id = ctx.newId();
  const { reference, from, to: until, opening, closing, currency } = statement;
  // The record holds the statement to its lines: their number, sum and marks in one hash.
  const content = createHash('sha256').update(JSON.stringify(statement.lines.map((line) => [line.bookingDate, line.amount, markOf(line).toString('hex')]))).digest('hex');
  const auditSeq = audit(ctx, 'bank.statement', 'bank-statement', id, { format: to.format, reference, currency, lines: statement.lines.length, added: to.added, content });
  return addStatement(ctx.db, { ...to, id, reference, from, to: until, opening, closing, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
}
