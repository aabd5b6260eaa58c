// Deposit and final invoices: a part asked for before, and a final invoice over the whole less what the deposits billed. The tax over all of them is exactly that of the whole (T57;
// Directive 2006/112/EC Art. 65, 220). Called by services and screens.
import { exponentOf } from './currency.ts';
import { type DocumentInput, type DocumentTotals, type TaxTotal, computeDocument, roundPayable } from './document.ts';
import { formatDec, isNegative, isZero, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import type { LineInput } from './line.ts';
import { type Minor, NOTHING, addMinor, decOfMinor, negMinor, percentOf, subMinor, sumMinor } from './money.ts';
import { splitLeft } from './share.ts';
import { taxKeyOf } from './tax.ts';

/** How much is asked for before: of the whole, in its price mode (with tax only where prices include it). */
export type DepositSize = { readonly percent: string } | { readonly amount: Minor };

/** A deposit invoice that was issued and stands (not credited). */
export interface Deposit {
  readonly input: DocumentInput;
  readonly totals: DocumentTotals;
  /** Printed on the final invoice: "Deposit invoice DEP-3 of 2026-01-31". */
  readonly label: string;
}

/**
 * The deposit invoice's input: one line per tax set of the whole, each its part (T57: 30 % of 1000 is 300). `before` are the deposits already issued.
 * Throws DEPOSIT_OVER when deposits would exceed the whole or the size is not above zero; DECIMAL.
 */
export function depositInput(whole: DocumentInput, size: DepositSize, description: string, before: readonly Deposit[] = []): DocumentInput {
  const sets = enteredBySet(whole);
  const sum = sumMinor(sets.map(({ entered }) => entered));
  const asked = 'amount' in size ? size.amount : percentOf(sum, checkedPercent(size.percent));
  const lefts = sets.map(({ key, entered }) => subMinor(entered, billed(before, key)));
  if (asked <= 0 || asked > sumMinor(lefts) || lefts.some((left) => left < 0))
    throw new DomainError('DEPOSIT_OVER', { left: sumMinor(lefts) });
  const parts = splitLeft(asked, lefts);
  const lines = sets.flatMap(({ taxes }, i) => {
    const amount = parts[i] ?? NOTHING;
    const unitPrice = formatDec(decOfMinor(amount, exponentOf(whole.currency)));
    return amount === 0 ? [] : [{ description, quantity: '1', unit: '', unitPrice, per: '1', adjustments: [], taxes }];
  });
  return { ...whole, lines, adjustments: [], prepaid: NOTHING };
}

function checkedPercent(percent: string) {
  const read = parseDec(percent);
  if (isZero(read) || isNegative(read)) throw new DomainError('DEPOSIT_OVER', { percent });
  return read;
}

/** What the whole comes to in each of its tax sets, document discounts taken off, in its price mode. */
function enteredBySet(whole: DocumentInput): { key: string; taxes: LineInput['taxes']; entered: Minor }[] {
  // Without taxes everything is entered as net: the sums per set come out of the same arithmetic as the document's own.
  const plain = computeDocument({ ...whole, pricesIncludeTax: false });
  const sets = new Map<string, { taxes: LineInput['taxes']; entered: Minor }>();
  const put = (key: string, taxes: LineInput['taxes'], amount: Minor) => {
    const known = sets.get(key) ?? { taxes, entered: NOTHING };
    sets.set(key, { ...known, entered: addMinor(known.entered, amount) });
  };
  whole.lines.forEach(({ taxes }, i) => put(taxKeyOf(taxes), taxes, plain.lines[i]?.entered ?? NOTHING));
  plain.adjustments.forEach(({ split }, i) => {
    const { kind, taxes } = whole.adjustments[i] ?? { kind: 'charge' as const, taxes: null };
    for (const { taxKey, amount } of split) put(taxKey, taxes ?? [], kind === 'charge' ? amount : negMinor(amount));
  });
  return [...sets].map(([key, set]) => ({ key, ...set }));
}

function billed(deposits: readonly Deposit[], key: string): Minor {
  return sumMinor(
    deposits.flatMap(({ input, totals }) =>
      input.lines.flatMap(({ taxes }, i) => (taxKeyOf(taxes) === key ? [totals.lines[i]?.entered ?? NOTHING] : [])),
    ),
  );
}

export interface FinalInvoice {
  readonly input: DocumentInput;
  readonly totals: DocumentTotals;
}

/**
 * The final invoice: the whole, then every deposit line once more with a negative quantity. Its figures are those of the whole less those of the
 * deposits, so that all invoices together are the whole to the cent (T57: 700 + 140). Throws DEPOSIT_OVER when deposits exceed it.
 */
export function finalInvoice(whole: DocumentInput, deposits: readonly Deposit[]): FinalInvoice {
  const all = computeDocument(whole);
  const back = deposits.flatMap(({ input, label }) => input.lines.map((line) => ({ ...line, description: label, quantity: '-1' })));
  const lines = deposits.flatMap(({ totals }) =>
    totals.lines.map((line) => ({
      ...line,
      gross: negMinor(line.gross),
      entered: negMinor(line.entered),
      net: negMinor(line.net),
      adjustments: [],
    })),
  );
  const lineNet = addMinor(all.lineNet, ...lines.map(({ net }) => net));
  const net = addMinor(subMinor(lineNet, all.allowances), all.charges);
  const taxes = all.taxes.map((tax) => lessDeposits(tax, deposits));
  const sum = (withholding: boolean) =>
    sumMinor(taxes.flatMap(({ component, amount }) => (component.withholding === withholding ? [amount] : [])));
  const [tax, withheld] = [sum(false), sum(true)];
  const gross = addMinor(net, tax);
  if (net < 0 || gross < 0) throw new DomainError('DEPOSIT_OVER', { left: all.gross });
  const prepaid = addMinor(whole.prepaid, withheld, all.afterTaxAllowances);
  const due = subMinor(gross, prepaid);
  const payable = roundPayable(due, whole.payableRounding);
  return {
    input: { ...whole, lines: [...whole.lines, ...back] },
    totals: {
      ...all,
      lines: [...all.lines, ...lines],
      lineNet,
      net,
      tax,
      gross,
      withheld,
      prepaid,
      rounding: subMinor(payable, due),
      payable,
      taxes,
    },
  };
}

/** A component's figures in the whole less those in the deposits: the same tax has the same id, category, rate and behaviour. */
function lessDeposits(tax: TaxTotal, deposits: readonly Deposit[]): TaxTotal {
  const key = taxKeyOf([tax.component]);
  const same = deposits.flatMap(({ totals }) => totals.taxes.filter(({ component }) => taxKeyOf([component]) === key));
  const rest = (pick: (t: TaxTotal) => Minor) => subMinor(pick(tax), sumMinor(same.map(pick)));
  return { component: tax.component, base: rest((t) => t.base), amount: rest((t) => t.amount) };
}
