// Credit notes: from a frozen invoice and what was credited before to what the next credit note says, whole, by line, by quantity or by amount (T48-T50).
// EN 16931 type 381: its amounts are positive, the kind says that they are given back. Called by the service that issues and by the screen that proposes.
import { signedAdjustment } from './adjustment.ts';
import { type CreditBook, type CreditFigures, isSpent, lineSpent, openCreditBook, subtractFigures } from './creditBook.ts';
import { type CreditPlan, chargedAt, chargedSum, planLines, planSum, sumMembers, takeFigures } from './creditTake.ts';
import { exponentOf } from './currency.ts';
import { type Dec, type Rounding, cmp, formatDec, isNegative, isZero, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { lineOf, partNets, sumLines, totalsOf } from './creditLines.ts';
import { type Minor, NOTHING, addMinor, decOfMinor, minor, subMinor, sumMinor } from './money.ts';
import { ALL, type Fraction, NONE, fractionOf, less, shareOf, splitLeft } from './share.ts';
import type { Snapshot, SnapshotLine } from './snapshotShape.ts';

export type { CreditFigures } from './creditBook.ts';

/** One line of the invoice: by quantity (null: all that is left), or by amount in the invoice's price mode (a price reduction). Signs as on the invoice. */
export type CreditLine = { readonly line: number; readonly quantity: string | null } | { readonly line: number; readonly amount: Minor };

export type CreditRequest =
  /** All that is left. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'lines'; readonly lines: readonly CreditLine[] }
  /** A sum including tax (BT-112), taken from everything in proportion. The description stands on its lines, one per tax set. */
  | { readonly kind: 'sum'; readonly amount: Minor; readonly description: string };

/** What the credit note says; party, date, number and texts are the caller's. The currency, rate, price mode and rounding are the invoice's (T20). */
export interface CreditNote extends Pick<
  Snapshot,
  'currency' | 'rate' | 'baseCurrency' | 'baseTotal' | 'pricesIncludeTax' | 'lines' | 'adjustments' | 'taxes' | 'totals'
> {
  readonly kind: 'credit-note';
  /** BT-25, BT-26. */
  readonly original: { readonly number: string; readonly issueDate: string };
  readonly taxRounding: Rounding;
  /** For each line, the position of the invoice line it credits; null for a sum. */
  readonly origins: readonly (number | null)[];
  /** To be stored with the note and handed in as `before` for the next one. */
  readonly figures: CreditFigures;
  /** Nothing is left to credit after this note. */
  readonly full: boolean;
}

/** What may still be credited. Amounts as entered for lines, with tax for `gross`. */
export interface CreditLeft {
  readonly lines: readonly { readonly quantity: string; readonly amount: Minor }[];
  readonly gross: Minor;
  readonly payable: Minor;
  readonly full: boolean;
}

/** What earlier credit notes left of an invoice. `before`: the figures of all of them that stand. */
export function creditLeft(invoice: Snapshot, before: readonly CreditFigures[]): CreditLeft {
  const book = openCreditBook(invoice, before);
  const { left, full } = book;
  const lines = left.quantities.map((quantity, i) => ({ quantity, amount: minor(left.entered[i] ?? 0) }));
  return { lines, gross: grossOf(book, left), payable: minor(left.payable), full };
}

/**
 * The next credit note. Crediting everything at once mirrors the invoice figure by figure (T48); of parts, each is rounded by itself and the last
 * takes the remainder (T49).
 * Throws CREDIT_NOTHING_LEFT, CREDIT_OVER (params: line or 'sum', left; T50), CREDIT_LINE for a line that is not there or named twice,
 * CREDIT_EMPTY for nothing, and DECIMAL.
 */
export function creditNote(invoice: Snapshot, before: readonly CreditFigures[], request: CreditRequest): CreditNote {
  const book = openCreditBook(invoice, before);
  if (book.full) throw new DomainError('CREDIT_NOTHING_LEFT');
  if (request.kind === 'sum') return noteOfSum(book, request.amount, request.description);
  if (request.kind === 'whole') return wholeNote(book, before.length === 0);
  return noteOfLines(book, request.lines);
}

function grossOf(book: CreditBook, figures: CreditFigures): Minor {
  return addMinor(sumMinor(figures.nets.map(minor)), chargedSum(book, figures.taxes));
}

function wholeNote(book: CreditBook, untouched: boolean): CreditNote {
  if (!untouched)
    return noteOfLines(
      book,
      book.left.quantities.flatMap((quantity, line) => (isSpentLine(book, line, quantity) ? [] : [{ line, quantity: null }])),
    );
  const { lines, adjustments, taxes, totals, baseTotal } = book.invoice;
  return { ...head(book), lines, adjustments, taxes, totals, baseTotal, origins: lines.map((_, i) => i), figures: book.whole, full: true };
}

function isSpentLine({ whole, left }: CreditBook, line: number, quantity: string): boolean {
  return lineSpent(whole, line, quantity, left.entered[line] ?? 0);
}

function head({ invoice, rounding }: CreditBook) {
  const { number, issueDate, currency, rate, baseCurrency, pricesIncludeTax } = invoice;
  return {
    kind: 'credit-note' as const,
    original: { number, issueDate },
    currency,
    rate,
    baseCurrency,
    pricesIncludeTax,
    taxRounding: rounding,
  };
}

function noteOfLines(book: CreditBook, wanted: readonly CreditLine[]): CreditNote {
  const quantities = book.left.quantities.map(() => '0');
  const fractions: Fraction[] = book.left.quantities.map(() => NONE);
  const seen = new Set<number>();
  for (const wish of wanted) {
    const { line } = wish;
    if (book.left.quantities[line] === undefined || seen.has(line)) throw new DomainError('CREDIT_LINE', { line });
    seen.add(line);
    if ('amount' in wish) fractions[line] = amountOf(book, line, wish.amount);
    else [quantities[line], fractions[line]] = quantityOf(book, line, wish.quantity);
  }
  if (seen.size === 0) throw new DomainError('CREDIT_EMPTY');
  const plan = planLines(book, quantities, fractions);
  const figures = takeFigures(book, plan);
  const nets = partNets(book, figures);
  const shown = [...seen].sort((a, b) => a - b);
  const lines = shown.map((line) => lineOf(book, plan, figures, line, nets[line] ?? NOTHING));
  return finish(book, figures, nets, lines, shown);
}

/** Refuses more than is left (T50). */
function within(wanted: Dec, left: Dec, params: Record<string, string | number>): void {
  if (isZero(wanted)) throw new DomainError('CREDIT_EMPTY', params);
  const over = isNegative(left) ? cmp(wanted, left) < 0 : cmp(wanted, left) > 0;
  if (over || isNegative(wanted) !== isNegative(left)) throw new DomainError('CREDIT_OVER', { ...params, left: formatDec(left) });
}

function amountOf({ left, invoice }: CreditBook, line: number, amount: Minor): Fraction {
  const [exponent, rest] = [exponentOf(invoice.currency), minor(left.entered[line] ?? 0)];
  within(decOfMinor(amount, exponent), decOfMinor(rest, exponent), { line, what: 'amount' });
  return amount === rest ? ALL : fractionOf(BigInt(amount), BigInt(rest));
}

function quantityOf({ left }: CreditBook, line: number, quantity: string | null): [string, Fraction] {
  const rest = parseDec(left.quantities[line] ?? '0');
  // A line whose goods are all back but whose price was not: what is left of it goes as a whole.
  if (isZero(rest) && quantity === null && left.entered[line] !== 0) return ['0', ALL];
  const wanted = quantity === null ? rest : parseDec(quantity);
  within(wanted, rest, { line, what: 'quantity' });
  const scale = Math.max(wanted.scale, rest.scale);
  const units = (d: Dec) => d.units * 10n ** BigInt(scale - d.scale);
  return [formatDec(wanted), cmp(wanted, rest) === 0 ? ALL : fractionOf(units(wanted), units(rest))];
}

/** Exactly this gross. Nets follow in proportion; where no net meets the sum with its own tax, the last unit is found in the net. */
function noteOfSum(book: CreditBook, amount: Minor, description: string): CreditNote {
  const [exponent, left] = [exponentOf(book.invoice.currency), grossOf(book, book.left)];
  within(decOfMinor(amount, exponent), decOfMinor(left, exponent), { what: 'sum' });
  if (amount === left) return wholeNote(book, false);
  const enteredLeft = sumMinor(sumMembers(book).map((p) => minor(book.left.entered[p] ?? 0)));
  let plan: CreditPlan;
  let figures: CreditFigures;
  if (book.invoice.pricesIncludeTax) {
    if (amount > enteredLeft) throw new DomainError('CREDIT_OVER', { what: 'sum', left: formatDec(decOfMinor(enteredLeft, exponent)) });
    plan = planSum(book, amount);
    figures = takeFigures(book, plan);
  } else {
    const first = nearestNet(book, amount, left);
    const net = Math.min(amount - chargedSum(book, first.taxes), enteredLeft - 1);
    if (net < 0) throw new DomainError('CREDIT_OVER', { what: 'sum', left: formatDec(decOfMinor(enteredLeft, exponent)) });
    plan = planSum(book, minor(net));
    figures = takeFigures(book, plan, taxesFor(book, first, less(amount, net)));
  }
  const nets = partNets(book, figures);
  const { lines, origins } = sumLines(book, plan, nets, description);
  return finish(book, figures, nets, lines, origins);
}

/** Figures whose gross is as near the sum as a net with its own tax comes: a first guess in proportion, then corrected by what it missed. */
function nearestNet(book: CreditBook, amount: Minor, left: Minor): CreditFigures {
  const share = fractionOf(BigInt(sumMinor(book.left.nets.map(minor))), BigInt(left));
  let net = shareOf(amount, share);
  let figures = takeFigures(book, planSum(book, net));
  for (let tries = 0; tries < 6; tries += 1) {
    const step = shareOf(subMinor(amount, grossOf(book, figures)), share);
    if (step === 0) break;
    net = addMinor(net, step);
    figures = takeFigures(book, planSum(book, net));
  }
  return figures;
}

/** The charged taxes of a first try, or, where the net could not move far enough, this much tax out of what is left of each. */
function taxesFor(book: CreditBook, first: CreditFigures, wanted: Minor): Minor[] {
  const amounts = first.taxes.map(({ amount }) => minor(amount));
  if (chargedSum(book, first.taxes) === wanted) return amounts;
  const shares = splitLeft(
    wanted,
    book.left.taxes.map(({ amount }, c) => (chargedAt(book, c) ? minor(amount) : NOTHING)),
  );
  return amounts.map((amount, c) => (chargedAt(book, c) ? (shares[c] ?? NOTHING) : amount));
}

/** What a note takes of a document adjustment, in the price mode and with its sign in the sum. */
function enteredOf({ parts }: CreditBook, { entered }: CreditFigures, adjustment: number): Minor {
  return sumMinor(parts.flatMap((part, p) => (part.adjustment === adjustment ? [minor(entered[p] ?? 0)] : [])));
}

function finish(
  book: CreditBook,
  figures: CreditFigures,
  nets: readonly Minor[],
  lines: SnapshotLine[],
  origins: readonly (number | null)[],
): CreditNote {
  const { invoice, parts } = book;
  const adjustments = invoice.adjustments.flatMap((given, j) => {
    const net = sumMinor(nets.filter((_, p) => parts[p]?.adjustment === j));
    const amount = given.afterTax ? minor(figures.afterTax[j] ?? 0) : signedAdjustment(given.kind, net);
    const entered = given.afterTax ? amount : signedAdjustment(given.kind, enteredOf(book, figures, j));
    return amount === 0 ? [] : [{ ...given, amount, entered }];
  });
  const named = new Set([...lines, ...adjustments].flatMap(({ taxes }) => taxes ?? []));
  const shown = invoice.taxes.flatMap(({ component }, c) => {
    const { base = 0, amount = 0 } = figures.taxes[c] ?? {};
    return named.has(c) || base !== 0 || amount !== 0 ? [{ c, component, base, amount }] : [];
  });
  const place = (positions: readonly number[]) => positions.map((position) => shown.findIndex(({ c }) => c === position));
  return {
    ...head(book),
    lines: lines.map((line) => ({ ...line, taxes: place(line.taxes) })),
    adjustments: adjustments.map((a) => ({ ...a, taxes: a.taxes && place(a.taxes) })),
    taxes: shown.map(({ component, base, amount }) => ({ component, base, amount })),
    totals: totalsOf(book, figures, lines, adjustments),
    baseTotal: figures.baseTotal,
    origins,
    figures,
    full: isSpent(book.whole, subtractFigures(book.left, figures)),
  };
}
