// Gathers what a bank file says while it is read, within limits: lines, statements and what could not be read. Used by the readers of this folder.
import { AppError } from '../../../contract/errors.ts';
import {
  type BankFormat,
  type BankLine,
  type BankProblem,
  type BankProblemCode,
  type BankStatement,
  balanceGap,
  bankText,
  maskCards,
} from '../../../domain/bankStatement.ts';
import { exponentOf } from '../../../domain/currency.ts';
import { type Minor, minorToDecimal } from '../../../domain/money.ts';

export interface BankFile {
  readonly format: BankFormat;
  readonly statements: readonly BankStatement[];
  readonly problems: readonly BankProblem[];
  /** All of them; the list holds the first ones. */
  readonly problemCount: number;
  /** Not booked by the bank yet: left for the statement that has them. */
  readonly pending: number;
}

export const MAX_LINES = 200_000;
const MAX_STATEMENTS = 5_000;
const MAX_PROBLEMS = 200;
const VALUE_MAX = 60;

export interface Collector {
  problem(row: number, field: string, code: BankProblemCode, value: string): void;
  /** Counts one line more. BANK_TOO_MANY_LINES. */
  count(): void;
  pending(): void;
  /** Takes a statement, after checking that its lines lead from its opening to its closing balance. */
  statement(statement: BankStatement, row: number): void;
  done(format: BankFormat): BankFile;
}

export function collector(): Collector {
  const statements: BankStatement[] = [];
  const problems: BankProblem[] = [];
  let [problemCount, lines, waiting] = [0, 0, 0];
  const problem: Collector['problem'] = (row, field, code, value) => {
    problemCount += 1;
    if (problems.length < MAX_PROBLEMS) problems.push({ row, field, code, value: bankText(maskCards(value), VALUE_MAX) });
  };
  return {
    problem,
    count() {
      if ((lines += 1) > MAX_LINES) throw new AppError('BANK_TOO_MANY_LINES', { params: { max: MAX_LINES } });
    },
    pending() {
      waiting += 1;
    },
    statement(statement, row) {
      if (statements.length >= MAX_STATEMENTS) throw new AppError('BANK_TOO_MANY_LINES', { params: { max: MAX_STATEMENTS } });
      const gap = balanceGap(statement);
      // Where a line of this statement was unreadable, that is the news: the sum cannot fit then.
      if (gap !== null && problemCount === 0) problem(row, 'balance', 'BALANCE', amountText(gap, statement.currency));
      statements.push(statement);
    },
    done(format) {
      if (statements.length === 0 && problemCount === 0) throw new AppError('BANK_EMPTY');
      return { format, statements, problems, problemCount, pending: waiting };
    },
  };
}

function amountText(amount: Minor, currency: string): string {
  return `${minorToDecimal(amount, exponentOf(currency))} ${currency}`;
}

/** The first and last booking day of some lines. */
export function spanOf(lines: readonly BankLine[]): { from: string | null; to: string | null } {
  let [from, to]: [string | null, string | null] = [null, null];
  for (const { bookingDate } of lines) {
    if (from === null || bookingDate < from) from = bookingDate;
    if (to === null || bookingDate > to) to = bookingDate;
  }
  return { from, to };
}
