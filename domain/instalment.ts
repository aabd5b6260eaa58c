// Paying in parts: an instalment plan, which part is due next and what is late. A plan splits one document; it changes neither its total nor its tax. Called by services and screens.
import { type PaymentTerms, addMonths, compareDates } from './date.ts';
import { isNegative, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, addMinor, allocate, minor, subMinor, sumMinor } from './money.ts';

export interface Instalment {
  /** 'YYYY-MM-DD'. */
  readonly due: string;
  readonly amount: Minor;
}

export interface InstalmentState extends Instalment {
  readonly settled: Minor;
  readonly left: Minor;
}

const MOST_PARTS = 120;

/**
 * `count` equal parts, every `months` months from the first date, whose day is kept (T51, T62): 100.00 in 3 is 33.34, 33.33, 33.33.
 * Throws INSTALMENTS for less than one or more than 120 parts, or parts of nothing; DATE.
 */
export function equalInstalments(payable: Minor, count: number, firstDue: string, months = 1): Instalment[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_PARTS || !Number.isInteger(months) || months < 1 || payable < count)
    throw new DomainError('INSTALMENTS', { count });
  const amounts = allocate(
    payable,
    Array.from({ length: count }, () => 1n),
  );
  return amounts.map((amount, i) => ({ due: addMonths(firstDue, i * months), amount }));
}

/** Parts by percent, whose sum must be 100. Throws INSTALMENTS, DECIMAL or DATE. */
export function percentInstalments(payable: Minor, parts: readonly { readonly due: string; readonly percent: string }[]): Instalment[] {
  const percents = parts.map(({ percent }) => parseDec(percent));
  const sum = percents.reduce((total, { units, scale }) => total + units * 10n ** BigInt(10 - scale), 0n);
  if (parts.length === 0 || percents.some(isNegative) || sum !== 100n * 10n ** 10n)
    throw new DomainError('INSTALMENTS', { count: parts.length });
  const amounts = allocate(payable, percents);
  return checkedInstalments(
    payable,
    parts.map(({ due }, i) => ({ due, amount: amounts[i] ?? NOTHING })),
  );
}

/** A plan a person wrote: positive parts that add up to the document, in order of their dates. Throws INSTALMENTS or DATE. */
export function checkedInstalments(payable: Minor, plan: readonly Instalment[]): Instalment[] {
  const positive = plan.every(({ amount }) => amount > 0);
  const inOrder = plan.every(({ due }, i) => compareDates(plan[i - 1]?.due ?? due, due) <= 0);
  if (plan.length === 0 || plan.length > MOST_PARTS || !positive || !inOrder || sumMinor(plan.map(({ amount }) => amount)) !== payable)
    throw new DomainError('INSTALMENTS', { count: plan.length });
  return [...plan];
}

/** Stands for no due date: later than every day. */
export const NO_DUE_DATE = '9999-12-31';

/** The parts a document is to be paid in: those of its terms, or all of it on its due date. Never throws: terms that cannot split the amount leave it whole. */
export function partsOf(terms: PaymentTerms | null, dueDate: string | null, amount: Minor): Instalment[] {
  const whole = [{ due: dueDate ?? NO_DUE_DATE, amount }];
  if (terms?.kind !== 'instalments' || dueDate === null || amount < terms.count) return whole;
  try {
    return equalInstalments(amount, terms.count, dueDate, terms.months);
  } catch (failure) {
    if (failure instanceof DomainError) return whole; // past the last year of the calendar
    throw failure;
  }
}

/** What settles a document fills the parts from the first on. `settled` is payable less balance. */
export function instalmentStates(plan: readonly Instalment[], settled: Minor): InstalmentState[] {
  let rest = settled;
  return plan.map((part) => {
    const taken = minor(Math.max(0, Math.min(rest, part.amount)));
    rest = subMinor(rest, taken);
    return { ...part, settled: taken, left: subMinor(part.amount, taken) };
  });
}

/** The first part that is not settled, or null (T51: after 3 times 33.33 it is the last with 0.01). It carries the document's due date. */
export function nextInstalment(plan: readonly Instalment[], settled: Minor): InstalmentState | null {
  return instalmentStates(plan, settled).find(({ left }) => left > 0) ?? null;
}

/** What should have been paid before today and was not (T68). */
export function overdueInstalments(plan: readonly Instalment[], settled: Minor, today: string): Minor {
  const late = instalmentStates(plan, settled).filter(({ due }) => compareDates(due, today) < 0);
  return addMinor(...late.map(({ left }) => left));
}
