// What a credit note shows: its lines, the net of each and the sums below them. Called by creditNote.ts only.
import type { CreditBook, CreditFigures } from './creditBook.ts';
import { type CreditPlan, chargedSum } from './creditTake.ts';
import { exponentOf } from './currency.ts';
import { divDec, formatDec, isNegative, neg, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { lineGross } from './line.ts';
import { type Minor, NOTHING, addMinor, decOfMinor, minor, subMinor, sumMinor } from './money.ts';
import { less } from './share.ts';
import type { Snapshot, SnapshotLine, SnapshotTotals } from './snapshotShape.ts';
import { netParts, sumParts } from './taxParts.ts';
import { taxInclusive } from './taxing.ts';

/** Without tax, what each part of the invoice gives. What the net of a set was moved by, its largest part carries. */
export function partNets({ sets, parts, invoice, rounding }: CreditBook, { entered, nets }: CreditFigures): Minor[] {
  const result = parts.map((_, p) => minor(entered[p] ?? 0));
  if (!invoice.pricesIncludeTax) return result;
  const pieces = parts.flatMap(({ set }, p) => (entered[p] ? [{ p, set, amount: minor(entered[p] ?? 0) }] : []));
  const sums = sumParts(sets, pieces);
  const natural = taxInclusive(sums, rounding).nets;
  netParts(pieces, sums, natural).forEach((net, i) => (result[pieces[i]?.p ?? 0] = net));
  sets.forEach((_, s) => {
    const inSet = pieces.filter(({ set }) => set === s).map(({ p }) => p);
    const largest = inSet.reduce((best, p) => (Math.abs(entered[p] ?? 0) > Math.abs(entered[best] ?? 0) ? p : best), inSet[0] ?? -1);
    if (largest >= 0) result[largest] = addMinor(result[largest] ?? NOTHING, less(nets[s] ?? 0, natural[s] ?? 0));
  });
  return result;
}

export function lineOf(book: CreditBook, plan: CreditPlan, figures: CreditFigures, i: number, net: Minor): SnapshotLine {
  const source = book.invoice.lines[i];
  if (!source) throw new DomainError('CREDIT_LINE', { line: i });
  const [quantity, entered, gross] = [plan.quantities[i] ?? '0', minor(figures.entered[i] ?? 0), figures.gross[i] ?? 0];
  const exponent = exponentOf(book.invoice.currency);
  if (quantity === '0') return { ...source, ...byAmount(book, entered, net), unit: '' };
  if (Math.abs(lineGross(quantity, source.unitPrice, source.per, exponent) - gross) <= 1) {
    const adjustments = source.adjustments.map((a, k) => ({ ...a, amount: figures.lineAdjustments[i]?.[k] ?? 0 }));
    return { ...source, quantity, adjustments, gross, entered, net };
  }
  // The price was reduced by an earlier credit: what is left of it is the price now.
  const price = (amount: Minor) => formatDec(divDec(decOfMinor(amount, exponent), parseDec(quantity), exponent + 4));
  const unitPrice = price(entered);
  return {
    ...source,
    quantity,
    unitPrice,
    per: '1',
    adjustments: [],
    gross: entered,
    entered,
    net,
    netUnitPrice: book.invoice.pricesIncludeTax ? price(net) : unitPrice,
  };
}

function byAmount({ invoice }: CreditBook, entered: Minor, net: Minor) {
  const size = (amount: Minor) => {
    const d = decOfMinor(amount, exponentOf(invoice.currency));
    return formatDec(isNegative(d) ? neg(d) : d);
  };
  return {
    quantity: entered < 0 ? '-1' : '1',
    unitPrice: size(entered),
    per: '1',
    netUnitPrice: size(net),
    adjustments: [],
    gross: entered,
    entered,
    net,
  };
}

/** One line per tax set: nobody wants a hundred lines for one goodwill credit. */
export function sumLines(
  book: CreditBook,
  plan: CreditPlan,
  nets: readonly Minor[],
  description: string,
): { lines: SnapshotLine[]; origins: null[] } {
  const lines = book.sets.flatMap((_, s) => {
    const members = book.parts.flatMap(({ line, set }) => (line !== null && set === s ? [line] : []));
    const sum = (amounts: readonly Minor[]) => sumMinor(members.map((line) => amounts[line] ?? NOTHING));
    const [entered, net, taxes] = [sum(plan.entered), sum(nets), book.invoice.lines[members[0] ?? -1]?.taxes];
    if (entered === 0 || !taxes) return [];
    return [{ itemId: null, description, detail: '', unit: '', taxes, ...byAmount(book, entered, net) }];
  });
  return { lines, origins: lines.map(() => null) };
}

/** BT-106 to BT-115, all of them sums of what is shown (T27). */
export function totalsOf(
  book: CreditBook,
  figures: CreditFigures,
  lines: Snapshot['lines'],
  adjustments: Snapshot['adjustments'],
): SnapshotTotals {
  const sum = (amounts: readonly number[]) => sumMinor(amounts.map(minor));
  const before = (kind: 'allowance' | 'charge') => sum(adjustments.flatMap((a) => (a.kind === kind && !a.afterTax ? [a.amount] : [])));
  const [lineNet, allowances, charges] = [sum(lines.map(({ net }) => net)), before('allowance'), before('charge')];
  const net = addMinor(subMinor(lineNet, allowances), charges);
  const tax = chargedSum(book, figures.taxes);
  const withheld = subMinor(sum(figures.taxes.map(({ amount }) => amount)), tax);
  const afterTaxAllowances = sum(figures.afterTax);
  const { rounding, payable } = figures;
  const prepaid = addMinor(minor(figures.prepaid), withheld, afterTaxAllowances);
  return { lineNet, allowances, charges, net, tax, gross: addMinor(net, tax), withheld, afterTaxAllowances, prepaid, rounding, payable };
}
