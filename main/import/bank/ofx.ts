// OFX and QFX: SGML of versions 1, where values need no end tag, and XML of versions 2. Bank and card accounts. Pure. Called by readBank.ts and tests.
import { AppError } from '../../../contract/errors.ts';
import {
  type BankLine,
  type BankStatement,
  accountKey,
  bankName,
  bankReference,
  bankText,
  compactDate,
  exactMinor,
  maskCards,
} from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { type Minor, NOTHING } from '../../../domain/money.ts';
import { type BankFile, type Collector, collector, spanOf } from './collect.ts';
import { readSgml } from './sgml.ts';
import { type Node, at, textAt } from './tree.ts';
import { readXml } from './xml.ts';

const WANTED = new Set(['STMTTRN', 'STMTRS', 'CCSTMTRS']);

/** BANK_FORMAT without any account in it, BANK_BROKEN, and the errors of readXml. */
export function readOfx(text: string, onRead?: (done: number) => void): BankFile {
  const collect = collector();
  let movements: Node[] = [];
  let any = false;
  const take = (node: Node, above: readonly string[]): void => {
    if (above[0] !== 'OFX') throw new AppError('BANK_FORMAT');
    any = true;
    // Kept as small trees until the statement closes: which currency they are in may stand behind them.
    if (node.name === 'STMTTRN') {
      collect.count();
      movements.push(node);
      return;
    }
    collect.statement(statementOf(node, movements, collect), node.row);
    movements = [];
  };
  if (/^\s*<\?xml/i.test(text.slice(0, 200)) || /<\?OFX/i.test(text.slice(0, 400))) readXml(text.trimStart(), WANTED, take, onRead);
  else readSgml(text, WANTED, take, onRead);
  if (!any) throw new AppError('BANK_FORMAT');
  return collect.done('ofx');
}

function statementOf(node: Node, movements: readonly Node[], collect: Collector): BankStatement {
  const account = accountOf(node);
  if (account === '') collect.problem(node.row, 'account', 'ACCOUNT', '');
  const currency = textAt(node, 'CURDEF').toUpperCase();
  const known = isCurrency(currency);
  if (!known) collect.problem(node.row, 'currency', 'CURRENCY', currency);
  const lines = known ? movements.flatMap((movement) => lineOf(movement, currency, collect)) : [];
  const span = spanOf(lines);
  return {
    account,
    currency,
    reference: '',
    from: dayOf(textAt(node, 'BANKTRANLIST', 'DTSTART')) ?? span.from,
    to: dayOf(textAt(node, 'BANKTRANLIST', 'DTEND')) ?? span.to,
    // LEDGERBAL is the balance of the day the file was made, not of its last line: nothing can be checked with it.
    opening: null,
    closing: known ? amountOf(textAt(node, 'LEDGERBAL', 'BALAMT'), currency) : null,
    lines,
  };
}

/** Of a card only its last digits (T82). */
function accountOf(node: Node): string {
  const card = textAt(node, 'CCACCTFROM', 'ACCTID');
  if (card !== '') return `CARD/${(maskCards(card).replace(/\D/g, '') || card).slice(-4)}`;
  const bank = textAt(node, 'BANKACCTFROM', 'BANKID');
  const number = textAt(node, 'BANKACCTFROM', 'ACCTID').replace(/\s/g, '');
  if (number === '') return '';
  const alone = accountKey(number);
  return /^[A-Z]{2}\d{2}/.test(alone) || bank === '' ? alone : accountKey(`${bank}/${number}`);
}

function lineOf(node: Node, currency: string, collect: Collector): BankLine[] {
  const posted = textAt(node, 'DTPOSTED');
  const bookingDate = dayOf(posted);
  if (bookingDate === null) {
    collect.problem(node.row, 'date', posted === '' ? 'MISSING' : 'DATE', posted);
    return [];
  }
  const written = textAt(node, 'TRNAMT');
  const other = textAt(node, 'CURRENCY', 'CURSYM').toUpperCase();
  if (other !== '' && other !== currency) {
    collect.problem(node.row, 'currency', 'CURRENCY', other);
    return [];
  }
  const amount = amountOf(written, currency);
  if (amount === null) {
    collect.problem(node.row, 'amount', written === '' ? 'MISSING' : 'AMOUNT', written);
    return [];
  }
  return [
    {
      row: node.row,
      bookingDate,
      valueDate: dayOf(textAt(node, 'DTAVAIL')),
      amount,
      reversal: textAt(node, 'CORRECTACTION') === 'DELETE',
      bankRef: bankReference(textAt(node, 'FITID')),
      endToEnd: bankReference(textAt(node, 'REFNUM') || textAt(node, 'CHECKNUM')),
      structuredRef: '',
      text: bankText(textAt(node, 'MEMO')),
      name: bankName(textAt(node, 'PAYEE', 'NAME') || textAt(node, 'NAME')),
      iban: counterAccount(at(node, 'BANKACCTTO')),
      code: bankText(textAt(node, 'TRNTYPE'), 40),
      charges: NOTHING,
    },
  ];
}

function counterAccount(node: Node | undefined): string {
  const number = textAt(node, 'ACCTID');
  if (number === '') return '';
  const bank = textAt(node, 'BANKID');
  const alone = accountKey(number);
  return bankReference(/^[A-Z]{2}\d{2}/.test(alone) || bank === '' ? alone : accountKey(`${bank}/${number}`));
}

/** YYYYMMDD at the start; the time and zone behind it never move the day (T61). */
function dayOf(text: string): string | null {
  const [, day = '', rest = ''] = /^(\d{8})(.*)$/.exec(text) ?? [];
  return day === '' || !/^(\d{0,6}(\.\d+)?(\[[^\]]*\])?)$/.test(rest) ? null : compactDate(day);
}

/** A point or a comma before the decimals, never a mark between thousands. */
function amountOf(text: string, currency: string): Minor | null {
  return /^[+-]?\d*([.,]\d*)?$/.test(text) && /\d/.test(text) ? exactMinor(text.replace(',', '.'), currency) : null;
}
