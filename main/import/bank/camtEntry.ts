// One entry of a camt statement as lines: a single movement, or each of a batch where their amounts add up to the entry. Called by camt.ts only.
import { type BankLine, accountKey, bankName, bankReference, bankText, exactMinor } from '../../../domain/bankStatement.ts';
import { isCurrency } from '../../../domain/currency.ts';
import { isDate } from '../../../domain/date.ts';
import { type Minor, NOTHING, negMinor, sumMinor } from '../../../domain/money.ts';
import type { Collector } from './collect.ts';
import { type Node, allOf, at, textAt } from './tree.ts';

interface Entry {
  readonly row: number;
  readonly bookingDate: string;
  readonly valueDate: string | null;
  readonly amount: Minor;
  readonly currency: string;
  readonly reversal: boolean;
  readonly bankRef: string;
  readonly code: string;
  readonly text: string;
  readonly charges: Minor;
}

export interface CamtEntry {
  readonly row: number;
  readonly currency: string;
  /** They always add up to the entry. */
  readonly lines: readonly BankLine[];
}

/**
 * An entry, or null: what cannot be read becomes a problem and no line, and entries that the bank has not booked yet are counted and left for the
 * statement that has them.
 */
export function readEntry(node: Node, collect: Collector): CamtEntry | null {
  // Up to version 7 the status is the text itself, from 8 on it lies in a code.
  const status = textAt(node, 'Sts', 'Cd') || textAt(node, 'Sts');
  if (status === 'PDNG' || status === 'INFO' || status === 'FUTR') {
    collect.pending();
    return null;
  }
  const entry = headOf(node, collect);
  if (entry === null) return null;
  return { row: entry.row, currency: entry.currency, lines: linesOf(node, entry, collect) };
}

function linesOf(node: Node, entry: Entry, collect: Collector): BankLine[] {
  const details = allOf(node, 'NtryDtls').flatMap((one) => allOf(one, 'TxDtls'));
  const amounts = details.length > 1 ? batchAmounts(details, entry) : null;
  if (amounts === null) {
    collect.count();
    return [lineOf(entry, entry.amount, details)];
  }
  return details.map((detail, i) => {
    collect.count();
    return lineOf({ ...entry, row: detail.row, charges: NOTHING }, amounts[i] ?? NOTHING, [detail]);
  });
}

function headOf(node: Node, collect: Collector): Entry | null {
  const before = new Set<string>();
  const refuse = (field: string, code: Parameters<Collector['problem']>[2], value: string): null => {
    before.add(field);
    collect.problem(node.row, field, code, value);
    return null;
  };
  const booked = dateIn(node, 'BookgDt') || dateIn(node, 'ValDt');
  const valued = dateIn(node, 'ValDt');
  const currency = at(node, 'Amt')?.attributes['Ccy'] ?? '';
  const written = textAt(node, 'Amt');
  const side = textAt(node, 'CdtDbtInd');
  const bookingDate = isDate(booked) ? booked : refuse('date', booked === '' ? 'MISSING' : 'DATE', booked);
  if (valued !== '' && !isDate(valued)) refuse('valueDate', 'DATE', valued);
  if (side !== 'CRDT' && side !== 'DBIT') refuse('direction', 'DIRECTION', side);
  const size = isCurrency(currency) ? exactMinor(written, currency) : refuse('currency', 'CURRENCY', currency);
  if (isCurrency(currency) && (size === null || size < 0)) refuse('amount', 'AMOUNT', written);
  if (bookingDate === null || size === null || before.size > 0) return null;
  return {
    row: node.row,
    bookingDate,
    valueDate: valued === '' ? null : valued,
    amount: side === 'DBIT' ? negMinor(size) : size,
    currency,
    reversal: textAt(node, 'RvslInd') === 'true' || textAt(node, 'RvslInd') === '1',
    bankRef: bankReference(textAt(node, 'AcctSvcrRef') || textAt(node, 'NtryRef')),
    code: codeOf(node),
    text: textAt(node, 'AddtlNtryInf'),
    charges: chargesOf(node, currency),
  };
}

function dateIn(node: Node, name: string): string {
  return (textAt(node, name, 'Dt') || textAt(node, name, 'DtTm')).slice(0, 10);
}

function codeOf(node: Node): string {
  const code = at(node, 'BkTxCd');
  const parts = [textAt(code, 'Domn', 'Cd'), textAt(code, 'Domn', 'Fmly', 'Cd'), textAt(code, 'Domn', 'Fmly', 'SubFmlyCd')];
  const own = parts.filter((part) => part !== '').join('/');
  return bankText(own || textAt(code, 'Prtry', 'Cd'), 40);
}

/** Charges that were taken: one record in version 2, a list with a total later. In another currency they are only text. */
function chargesOf(node: Node, currency: string): Minor {
  const records = allOf(node, 'Chrgs').flatMap((one) => [...allOf(one, 'Rcrd'), one]);
  const amounts = records.flatMap((record) => {
    const amount = at(record, 'Amt');
    if (amount?.attributes['Ccy'] !== currency || textAt(record, 'CdtDbtInd') === 'CRDT') return [];
    const size = exactMinor(amount.text, currency);
    return size === null || size < 0 ? [] : [size];
  });
  return sumMinor(amounts);
}

/** Signed amounts of a batch, or null unless each has one in the entry's currency and together they are the entry. */
function batchAmounts(details: readonly Node[], entry: Entry): Minor[] | null {
  const amounts = details.map((detail) => detailAmount(detail, entry));
  const known = amounts.filter((amount) => amount !== null);
  return known.length === details.length && sumMinor(known) === entry.amount ? known : null;
}

function detailAmount(detail: Node, { currency, amount }: Entry): Minor | null {
  const candidates = [at(detail, 'Amt'), at(detail, 'AmtDtls', 'TxAmt', 'Amt'), at(detail, 'AmtDtls', 'InstdAmt', 'Amt')];
  const own = candidates.find((candidate) => candidate?.attributes['Ccy'] === currency);
  const size = own === undefined ? null : exactMinor(own.text, currency);
  if (size === null || size < 0) return null;
  const side = textAt(detail, 'CdtDbtInd') || (amount < 0 ? 'DBIT' : 'CRDT');
  return side === 'DBIT' ? negMinor(size) : size;
}

function lineOf(entry: Entry, amount: Minor, details: readonly Node[]): BankLine {
  const [first] = details;
  const texts = details.flatMap((detail) => [
    ...allOf(at(detail, 'RmtInf'), 'Ustrd').map(({ text }) => text),
    ...structured(detail).map((one) => textAt(one, 'AddtlRmtInf')),
    textAt(detail, 'AddtlTxInf'),
  ]);
  const references = details.flatMap((detail) => structured(detail).flatMap(referencesOf));
  // The other side: who paid for money in, who was paid for money out; of a movement taken back, the party of the first one.
  const payer = amount >= 0 !== entry.reversal;
  const single = details.length === 1 ? first : undefined;
  const ownCharges = single === undefined ? NOTHING : chargesOf(single, entry.currency);
  return {
    row: entry.row,
    bookingDate: entry.bookingDate,
    valueDate: entry.valueDate,
    amount,
    reversal: entry.reversal,
    bankRef: (single && bankReference(textAt(single, 'Refs', 'AcctSvcrRef'))) || entry.bankRef,
    endToEnd: bankReference(textAt(single, 'Refs', 'EndToEndId')),
    structuredRef: bankReference([...new Set(references)].join(' ')),
    text: bankText([...texts, entry.text].filter((text) => text.trim() !== '').join(' ')),
    name: bankName(partyName(single, payer)),
    iban: bankReference(accountKey(partyAccount(single, payer))),
    code: entry.code,
    charges: entry.charges !== 0 ? entry.charges : ownCharges,
  };
}

function structured(detail: Node): Node[] {
  return allOf(at(detail, 'RmtInf'), 'Strd');
}

function referencesOf(one: Node): string[] {
  const documents = allOf(one, 'RfrdDocInf').map((document) => textAt(document, 'Nb'));
  return [textAt(one, 'CdtrRefInf', 'Ref') || textAt(one, 'CdtrRefInf', 'CdtrRef'), ...documents].filter((text) => text !== '');
}

/** From version 8 on a party's name lies one level deeper. */
function partyName(detail: Node | undefined, payer: boolean): string {
  const parties = at(detail, 'RltdPties');
  for (const side of payer ? ['Dbtr', 'UltmtDbtr'] : ['Cdtr', 'UltmtCdtr']) {
    const name = textAt(parties, side, 'Nm') || textAt(parties, side, 'Pty', 'Nm');
    if (name !== '') return name;
  }
  return '';
}

function partyAccount(detail: Node | undefined, payer: boolean): string {
  const account = at(detail, 'RltdPties', payer ? 'DbtrAcct' : 'CdtrAcct');
  return textAt(account, 'Id', 'IBAN') || textAt(account, 'Id', 'Othr', 'Id');
}
