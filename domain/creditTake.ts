// The figures of one credit note: what it takes of each line, and what follows for discounts, nets, taxes and what is payable. Called by creditNote.ts only.
import { signedAdjustment } from './adjustment.ts';
import { exponentOf } from './currency.ts';
import { formatDec, parseDec, sub } from './decimal.ts';
import { type CreditBook, type CreditFigures, lineSpent } from './creditBook.ts';
import { type Minor, NOTHING, addMinor, apportion, convert, minor, minorOf, negMinor, percentOf, subMinor, sumMinor } from './money.ts';
import { type Fraction, NONE, fractionOf, keepNear, less, shareOf, splitLeft } from './share.ts';
import { type TaxSet, isCharged, isSimple } from './tax.ts';
import { taxExclusive, taxInclusive } from './taxing.ts';

/** What is taken of each line, and of each part's money as entered. In step with the book's lines and parts. */
export interface CreditPlan {
  readonly quantities: readonly string[];
  readonly fractions: readonly Fraction[];
  readonly entered: readonly Minor[];
}

const NO_QUANTITY = '0';

/** A plan that takes these fractions of the lines, and of the document's discounts and charges in proportion. */
export function planLines(book: CreditBook, quantities: readonly string[], fractions: readonly Fraction[]): CreditPlan {
  const { parts, left } = book;
  const lines = fractions.map((fraction, i) => shareOf(minor(left.entered[i] ?? 0), fraction));
  const spent = lines.map((amount, i) => lineSpent(book.whole, i, quantityLeft(left, quantities, i), less(left.entered[i] ?? 0, amount)));
  const entered = parts.map(({ line, set, scope }, p) => {
    if (line !== null) return lines[line] ?? NOTHING;
    const inScope = lines.flatMap((_, i) => (scope === 'all' || parts[i]?.set === set ? [i] : []));
    if (inScope.every((i) => spent[i])) return minor(left.entered[p] ?? 0);
    // Sizes without signs: where goods and returns meet, the share stays between nothing and all.
    const size = (amounts: readonly number[]) => inScope.reduce((sum, i) => sum + BigInt(Math.abs(amounts[i] ?? 0)), 0n);
    return shareOf(minor(left.entered[p] ?? 0), fractionOf(size(lines), size(left.entered)));
  });
  return { quantities, fractions, entered };
}

/** A plan that takes this much of everything together, as entered: from discounts first, so that what is left never changes its sign on the way. */
export function planSum(book: CreditBook, total: Minor): CreditPlan {
  const { parts, left } = book;
  const members = sumMembers(book);
  const order = [...members].sort((a, b) => rank(parts[a]?.line ?? null, left.entered[a]) - rank(parts[b]?.line ?? null, left.entered[b]));
  const shares = splitLeft(
    total,
    order.map((p) => minor(left.entered[p] ?? 0)),
  );
  const entered = parts.map((_, p) => shares[order.indexOf(p)] ?? NOTHING);
  const lines = left.quantities.map((_, i) =>
    left.entered[i] === 0 ? NONE : fractionOf(BigInt(entered[i] ?? 0), BigInt(left.entered[i] ?? 0)),
  );
  return { quantities: left.quantities.map(() => NO_QUANTITY), fractions: lines, entered };
}

function rank(line: number | null, amount = 0): number {
  if (line !== null) return 2;
  return amount < 0 ? 0 : 1;
}

/** The parts a sum is taken from: everything but returns among the lines, which nobody credits by an amount. */
export function sumMembers({ parts, left }: CreditBook): number[] {
  return parts.flatMap(({ line }, p) => (line === null || (left.entered[p] ?? 0) > 0 ? [p] : []));
}

/**
 * The figures that follow from a plan. Taxes are computed on the note's own sums, kept within a minor unit of their share of the invoice, and the
 * note that empties a tax set takes exactly what is left of it (T48, T49). `taxes` overrides the amounts of charged components.
 */
export function takeFigures(book: CreditBook, plan: CreditPlan, taxes?: readonly Minor[]): CreditFigures {
  const { left, whole, invoice } = book;
  const lines = plan.fractions.map((fraction, i) => takeLine(book, i, fraction, plan.entered[i] ?? NOTHING));
  const done = doneSets(book, plan);
  const taxed = invoice.pricesIncludeTax ? inclusive(book, plan, done) : exclusive(book, plan, done);
  const amounts = taxed.taxes.map(({ base, amount }, c) => ({ base, amount: chargedAt(book, c) ? (taxes?.[c] ?? amount) : amount }));
  const gross = addMinor(sumMinor(taxed.nets), chargedSum(book, amounts));
  const last = done.every(Boolean) && taxes === undefined;
  const grossLeft = addMinor(sumMinor(left.nets.map(minor)), chargedSum(book, left.taxes));
  const part = fractionOf(BigInt(gross), BigInt(grossLeft));
  const afterTax = left.afterTax.map((amount) => (last ? minor(amount) : shareOf(minor(amount), part)));
  const withheld = subMinor(sumMinor(amounts.map(({ amount }) => amount)), chargedSum(book, amounts));
  const pay = last
    ? { prepaid: left.prepaid, rounding: left.rounding, payable: left.payable }
    : payables(left, subMinor(gross, addMinor(withheld, ...afterTax)));
  return {
    quantities: plan.quantities,
    gross: lines.map((line) => line.gross),
    lineAdjustments: lines.map((line) => line.adjustments),
    entered: plan.entered,
    nets: taxed.nets,
    cells: taxed.cells,
    taxes: amounts,
    afterTax,
    ...pay,
    baseTotal: last ? left.baseTotal : baseOf(book, whole, minor(pay.payable)),
  };
}

export function chargedAt({ invoice }: CreditBook, component: number): boolean {
  return invoice.taxes[component]?.component.withholding === false;
}

/** The sum of what goes into the tax total. */
export function chargedSum(book: CreditBook, taxes: CreditFigures['taxes']): Minor {
  return sumMinor(taxes.flatMap(({ amount }, c) => (chargedAt(book, c) ? [minor(amount)] : [])));
}

function quantityLeft(left: CreditFigures, quantities: readonly string[], i: number): string {
  return formatDec(sub(parseDec(left.quantities[i] ?? NO_QUANTITY), parseDec(quantities[i] ?? NO_QUANTITY)));
}

/** Gross and adjustments of a line follow its entered amount, so that they always add up to it. */
function takeLine({ invoice, left }: CreditBook, i: number, fraction: Fraction, entered: Minor): { gross: Minor; adjustments: Minor[] } {
  const gross = shareOf(minor(left.gross[i] ?? 0), fraction);
  const kinds = invoice.lines[i]?.adjustments.map(({ kind }) => kind) ?? [];
  const ideals = kinds.map((kind, k) => BigInt(signedAdjustment(kind, minor(left.lineAdjustments[i]?.[k] ?? 0))) * fraction.part);
  const signed = kinds.length === 0 ? [] : apportion(ideals, fraction.whole, BigInt(entered) - BigInt(gross)).map(minorOf);
  return {
    gross: kinds.length === 0 ? entered : gross,
    adjustments: signed.map((amount, k) => (kinds[k] === 'charge' ? amount : negMinor(amount))),
  };
}

/** Which tax sets have nothing left after the plan. */
function doneSets({ sets, parts, left, whole }: CreditBook, plan: CreditPlan): boolean[] {
  const done = sets.map(() => true);
  parts.forEach(({ line, set }, p) => {
    const rest = less(left.entered[p] ?? 0, plan.entered[p] ?? NOTHING);
    if (line === null ? rest !== 0 : !lineSpent(whole, line, quantityLeft(left, plan.quantities, line), rest)) done[set] = false;
  });
  return done;
}

type Taxed = Pick<CreditFigures, 'cells'> & { readonly nets: readonly Minor[]; readonly taxes: readonly { base: Minor; amount: Minor }[] };

function setSums({ sets, parts }: CreditBook, entered: readonly number[]): Minor[] {
  return sets.map((_, s) => sumMinor(entered.flatMap((amount, p) => (parts[p]?.set === s ? [minor(amount)] : []))));
}

/** The tax sets that carry a component of the invoice. */
function setsWith({ sets, invoice }: CreditBook, c: number): number[] {
  const component = invoice.taxes[c]?.component;
  return sets.flatMap(({ taxes }, s) =>
    taxes.some((tax) => tax.component.id === component?.id && tax.component.rate === component.rate) ? [s] : [],
  );
}

/** What is taken of a component: the rest when all its sets are done, else its natural amount kept near its share. */
function component(book: CreditBook, c: number, done: readonly boolean[], base: Minor, natural: Minor): { base: Minor; amount: Minor } {
  const [left, whole] = [book.left.taxes[c] ?? { base: 0, amount: 0 }, book.whole.taxes[c] ?? { base: 0, amount: 0 }];
  if (setsWith(book, c).every((s) => done[s])) return { base: minor(left.base), amount: minor(left.amount) };
  const taken = addMinor(less(whole.base, left.base), base);
  return { base, amount: keepNear(natural, less(whole.amount, left.amount), minor(whole.amount), taken, minor(whole.base)) };
}

function exclusive(book: CreditBook, plan: CreditPlan, done: readonly boolean[]): Taxed {
  const nets = setSums(book, plan.entered);
  const { totals } = taxExclusive(
    book.sets.map((set, s) => ({ set, sum: nets[s] ?? NOTHING })),
    book.rounding,
  );
  return { nets, cells: [], taxes: totals.map(({ base, amount }, c) => component(book, c, done, base, amount)) };
}

/** The gross of each set is what was entered, so its tax is what the net leaves; several components share it by what is left of each. */
function inclusive(book: CreditBook, plan: CreditPlan, done: readonly boolean[]): Taxed {
  const { sets, left, whole, invoice } = book;
  const sums = setSums(book, plan.entered);
  const [wholeSums, leftSums] = [setSums(book, whole.entered), setSums(book, left.entered)];
  const natural = taxInclusive(
    sets.map((set, s) => ({ set, sum: sums[s] ?? NOTHING })),
    book.rounding,
  ).nets;
  const nets = sets.map((_, s) => {
    if (done[s]) return minor(left.nets[s] ?? 0);
    const taken = addMinor(less(wholeSums[s] ?? 0, leftSums[s] ?? 0), sums[s] ?? NOTHING);
    const before = less(whole.nets[s] ?? 0, left.nets[s] ?? 0);
    return keepNear(natural[s] ?? NOTHING, before, minor(whole.nets[s] ?? 0), taken, wholeSums[s] ?? NOTHING);
  });
  const cells = sets.map((_, s) => {
    const rest = (left.cells[s] ?? []).map(minor);
    return done[s] ? rest : splitLeft(subMinor(sums[s] ?? NOTHING, nets[s] ?? NOTHING), rest);
  });
  const taxes = invoice.taxes.map(({ component: tax }, c) => {
    const members = setsWith(book, c);
    const simple = (s: number) => sumMinor(charged(sets[s]).flatMap((t, k) => (isSimple(t) ? [cells[s]?.[k] ?? NOTHING] : [])));
    const base = sumMinor(members.map((s) => addMinor(nets[s] ?? NOTHING, tax.compound ? simple(s) : NOTHING)));
    if (tax.withholding) return component(book, c, done, base, percentOf(base, parseDec(tax.rate), book.rounding));
    const amount = sumMinor(members.map((s) => cells[s]?.[charged(sets[s]).findIndex((t) => t.component.id === tax.id)] ?? NOTHING));
    return members.every((s) => done[s]) ? component(book, c, done, base, amount) : { base, amount };
  });
  return { nets, cells, taxes };
}

function charged(set: TaxSet | undefined): TaxSet['taxes'] {
  return set?.taxes.filter(isCharged) ?? [];
}

/** A credit first lessens what is still payable, and only then what was paid before: so a buyer owes nothing for what came back. */
function payables(left: CreditFigures, due: Minor): { prepaid: Minor; rounding: Minor; payable: Minor } {
  const open = less(left.payable, left.rounding);
  const over = subMinor(due, open);
  const prepaid = left.prepaid > 0 && over > 0 ? minor(Math.min(over, left.prepaid)) : NOTHING;
  const exact = subMinor(due, prepaid);
  // Where cash rounding made the invoice a little smaller, no note gives back more than it asked for.
  const rounding = left.rounding < 0 && exact > left.payable ? minor(Math.max(left.rounding, left.payable - exact)) : NOTHING;
  return { prepaid, rounding, payable: addMinor(exact, rounding) };
}

/** In the business's currency, at the invoice's own rate. */
function baseOf({ invoice, left }: CreditBook, whole: CreditFigures, payable: Minor): Minor | null {
  if (left.baseTotal === null || whole.baseTotal === null) return null;
  const natural = convert(payable, invoice.rate, exponentOf(invoice.currency), exponentOf(invoice.baseCurrency));
  const taken = addMinor(less(whole.payable, left.payable), payable);
  return keepNear(natural, less(whole.baseTotal, left.baseTotal), minor(whole.baseTotal), taken, minor(whole.payable));
}
