// ISO 20022 account statements: camt.053 versions 02 to 14, and camt.052 where a bank sends reports for the day. Pure: text in, lines out. Called by readBank.ts and tests.
import { AppError } from '../../../contract/errors.ts';
import { type BankLine, type BankStatement, accountKey, bankText, exactMinor } from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { isDate } from '../../../domain/date.ts';
import type { Minor } from '../../../domain/money.ts';
import { type CamtEntry, readEntry } from './camtEntry.ts';
import { type BankFile, type Collector, collector, spanOf } from './collect.ts';
import { type Node, allOf, at, textAt } from './tree.ts';
import { readXml } from './xml.ts';

const WANTED = new Set(['Ntry', 'Stmt', 'Rpt']);
const ROOTS: readonly string[] = ['BkToCstmrStmt', 'BkToCstmrAcctRpt'];

/** BANK_FORMAT for other messages of the family, and the errors of readXml. */
export function readCamt(text: string, onRead?: (done: number) => void): BankFile {
  const collect = collector();
  let entries: CamtEntry[] = [];
  const take = (node: Node, above: readonly string[]): void => {
    if (!ROOTS.includes(above[1] ?? '')) throw new AppError('BANK_FORMAT');
    if (node.name === 'Ntry') {
      const entry = readEntry(node, collect);
      if (entry !== null) entries.push(entry);
      return;
    }
    collect.statement(statementOf(node, entries, collect), node.row);
    entries = [];
  };
  readXml(text, WANTED, take, onRead);
  return collect.done('camt.053');
}

function statementOf(node: Node, entries: readonly CamtEntry[], collect: Collector): BankStatement {
  const account = at(node, 'Acct');
  const id = textAt(account, 'Id', 'IBAN') || textAt(account, 'Id', 'Othr', 'Id');
  if (id === '') collect.problem(node.row, 'account', 'ACCOUNT', '');
  const balances = allOf(node, 'Bal');
  const currency = textAt(account, 'Ccy') || currencyOfBalance(balances);
  if (!isCurrency(currency)) collect.problem(node.row, 'currency', 'CURRENCY', currency);
  const lines = entries.flatMap((entry): readonly BankLine[] => {
    if (entry.currency === currency) return entry.lines;
    collect.problem(entry.row, 'currency', 'CURRENCY', entry.currency);
    return [];
  });
  const span = spanOf(lines);
  return {
    account: accountKey(id),
    currency,
    reference: bankText(textAt(node, 'Id'), 60),
    from: dayOf(textAt(node, 'FrToDt', 'FrDtTm')) ?? span.from,
    to: dayOf(textAt(node, 'FrToDt', 'ToDtTm')) ?? span.to,
    opening: isCurrency(currency) ? balance(balances, ['OPBD', 'PRCD'], currency) : null,
    closing: isCurrency(currency) ? balance(balances, ['CLBD'], currency) : null,
    lines,
  };
}

function currencyOfBalance(balances: readonly Node[]): string {
  return at(balances[0], 'Amt')?.attributes['Ccy'] ?? '';
}

/** The first balance of these kinds. In a statement of several pages only the first and last count; ITBD ones between are not asked for. */
function balance(balances: readonly Node[], kinds: readonly string[], currency: string): Minor | null {
  for (const kind of kinds) {
    const node = balances.find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === kind);
    if (node === undefined) continue;
    const sign = textAt(node, 'CdtDbtInd') === 'DBIT' ? '-' : '';
    return exactMinor(`${sign}${textAt(node, 'Amt')}`, currency);
  }
  return null;
}

/** The day as the bank wrote it, whatever time and zone stand behind it (T61). */
export function dayOf(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|T|Z|[+-]\d{2}:\d{2}$)/.exec(text)?.[1];
  return day !== undefined && isDate(day) ? day : null;
}
