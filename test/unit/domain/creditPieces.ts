// Credits a generated invoice in random pieces until nothing is left, and says which rule broke, if any. For the property test of credit notes.
import {
  type CreditFigures,
  type CreditLine,
  type CreditNote,
  type CreditRequest,
  creditLeft,
  creditNote,
} from '../../../domain/creditNote.ts';
import { decOf, divDec, formatDec, parseDec, mul } from '../../../domain/decimal.ts';
import type { DocumentInput } from '../../../domain/document.ts';
import { minor } from '../../../domain/money.ts';
import type { Snapshot } from '../../../domain/snapshotShape.ts';
import { issued } from './issued.ts';
import { dice, randomDocument } from './randomDocument.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);

/** An invoice that can be sold: nothing negative in it, discounts below what they are taken from. */
function plain(seed: number): DocumentInput {
  const input = randomDocument(seed);
  const lower = <T extends { kind: string; percent: string | null; amount: number | null }>(a: T): T => ({
    ...a,
    percent: a.percent === null ? null : formatDec(divDec(parseDec(a.percent), decOf(4n), 3)),
    amount: a.amount === null ? null : minor(a.amount % 50),
  });
  const lines = input.lines.map((l) => ({ ...l, quantity: l.quantity.replace('-', ''), adjustments: l.adjustments.map(lower) }));
  const adjustments = input.adjustments.map((a) => ({ ...lower(a), taxes: seed % 3 === 0 ? a.taxes : null }));
  return {
    ...input,
    currency: input.currency === 'EUR' ? 'USD' : input.currency,
    lines,
    adjustments,
    prepaid: minor(Math.min(input.prepaid, 100)),
  };
}

/** Nothing below zero anywhere: such an invoice promises notes without negative amounts. */
function clean(invoice: Snapshot): boolean {
  const { lines, totals, taxes } = invoice;
  const { nets, cells } = creditNote(invoice, [], { kind: 'whole' }).figures;
  if ([...nets, ...cells.flat()].some((amount) => amount < 0)) return false;
  return (
    lines.every(({ entered, net }) => entered >= 0 && net >= 0) &&
    totals.net >= 0 &&
    totals.payable >= 0 &&
    taxes.every(({ base, amount }) => base >= 0 && amount >= 0)
  );
}

function request(seed: number, step: number, invoice: Snapshot, before: CreditFigures[]): CreditRequest {
  const d = dice(seed * 31 + step);
  const left = creditLeft(invoice, before);
  if (step > 12 || d.chance(10)) return { kind: 'whole' };
  if (left.gross > 1 && left.lines.every(({ amount }) => amount >= 0) && left.lines.some(({ amount }) => amount > 1) && d.chance(25))
    return { kind: 'sum', amount: minor(1 + d.below(Math.min(left.gross - 1, 2 ** 31))), description: 'x' };
  const lines = left.lines.flatMap(({ quantity, amount }, line): CreditLine[] => {
    if (d.chance(50)) return [];
    if (amount > 1 && d.chance(20)) return [{ line, amount: minor(1 + d.below(Math.min(amount - 1, 2 ** 31))) }];
    if (quantity === '0' || (amount === 0 && invoice.lines[line]?.entered !== 0)) return [];
    return [
      {
        line,
        quantity: d.chance(40)
          ? null
          : formatDec({ ...mul(parseDec(quantity), { units: BigInt(1 + d.below(99)), scale: 2 }) }).slice(0, 12),
      },
    ];
  });
  const usable = lines.filter((l) => 'amount' in l || l.quantity === null || parseDec(l.quantity).units !== 0n);
  return usable.length === 0 ? { kind: 'whole' } : { kind: 'lines', lines: usable };
}

function brokenNote(note: CreditNote, nonNegative: boolean): string | null {
  const { totals: t, lines, adjustments, taxes } = note;
  const before = (kind: string) => sum(adjustments.filter((a) => a.kind === kind && !a.afterTax).map(({ amount }) => amount));
  const charged = taxes.filter(({ component }) => !component.withholding);
  if (t.lineNet !== sum(lines.map(({ net }) => net))) return 'BR-CO-10';
  if (t.allowances !== before('allowance') || t.charges !== before('charge')) return 'BR-CO-11, 12';
  if (t.net !== t.lineNet - t.allowances + t.charges) return 'BR-CO-13';
  if (t.tax !== sum(charged.map(({ amount }) => amount))) return 'BR-CO-14';
  if (t.gross !== t.net + t.tax) return 'BR-CO-15';
  if (t.payable !== t.gross - t.prepaid + t.rounding) return 'BR-CO-16';
  if (t.net !== sum(note.figures.nets)) return 'nets';
  if (lines.some((l) => l.entered !== l.gross + sum(l.adjustments.map((a) => (a.kind === 'charge' ? a.amount : -a.amount)))))
    return 'entered of a line';
  const simple = charged.filter(({ component }) => !component.compound);
  if (
    nonNegative &&
    !note.pricesIncludeTax &&
    simple.some(({ component, base, amount }) => Math.abs(amount - (base * Number(component.rate)) / 100) > 3)
  )
    return 'BR-CO-17 within 0.03';
  if (
    nonNegative &&
    [
      t.net,
      t.tax,
      t.gross,
      t.withheld === 0 && t.afterTaxAllowances === 0 ? t.payable : 0,
      t.prepaid,
      t.allowances,
      ...taxes.flatMap((x) => [x.base, x.amount]),
      ...lines.map(({ net }) => net),
    ].some((amount) => amount < 0)
  )
    return `negative amount ${JSON.stringify(note)}`;
  return null;
}

export function notesInPieces(seed: number): string | null {
  const invoice = issued(plain(seed), { rate: '0.917', baseCurrency: 'EUR' });
  if (invoice.lines.length === 0) return null;
  const notes: CreditNote[] = [];
  for (let step = 0; notes.at(-1)?.full !== true; step += 1) {
    const before = notes.map(({ figures }) => figures);
    const wish = request(seed, step, invoice, before);
    const note = creditNote(invoice, before, wish);
    const broken = brokenNote(note, clean(invoice));
    if (broken !== null) return `note ${step}: ${broken} ${JSON.stringify(wish)}`;
    if (wish.kind === 'sum' && note.totals.gross !== wish.amount)
      return `note ${step}: not the sum ${wish.amount} but ${note.totals.gross}`;
    notes.push(note);
    if (step > 30) return 'never full';
  }
  const all = (pick: (note: CreditNote) => number) => sum(notes.map(pick));
  for (const [c, { component, base, amount }] of invoice.taxes.entries()) {
    const same = (note: CreditNote) => note.taxes.filter((t) => t.component.id === component.id);
    if (all((n) => sum(same(n).map((t) => t.base))) !== base || all((n) => sum(same(n).map((t) => t.amount))) !== amount)
      return `T48 per rate ${c}`;
  }
  for (const key of ['net', 'tax', 'gross', 'withheld', 'afterTaxAllowances', 'prepaid', 'rounding', 'payable'] as const)
    if (all((n) => n.totals[key]) !== invoice.totals[key]) return `T48 ${key}: ${all((n) => n.totals[key])} is not ${invoice.totals[key]}`;
  if (all((n) => n.baseTotal ?? 0) !== invoice.baseTotal) return 'T48 base total';
  return null;
}
