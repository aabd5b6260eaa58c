// Reads a draft as arithmetic input: taxes resolved at the supply date (T20), half-typed cells as zero, and the way back from a problem to the draft's field. Called by snapshot.ts only.
import { exponentOf } from './currency.ts';
import { cmp, decOf, isDec, isNegative, parseDec } from './decimal.ts';
import type { Adjustment, DocumentAdjustment, DocumentInput } from './document.ts';
import { type Draft, type DraftAdjustment, type DraftLine, type Seller, type TaxRate, isBlankLine } from './draft.ts';
import { DomainError } from './error.ts';
import { type LineInput, enterLine } from './line.ts';
import { type Minor, NOTHING, minor } from './money.ts';
import { type Problem, error } from './problem.ts';
import { pickRate } from './taxRate.ts';
import type { TaxComponent } from './tax.ts';

export interface DraftInput {
  /** The draft's lines that count, in step with input.lines. */
  readonly lines: readonly DraftLine[];
  /** Safe to compute. */
  readonly input: DocumentInput;
  /** The same with every cell as it was typed: what the rules look at. */
  readonly asTyped: DocumentInput;
  readonly problems: readonly Problem[];
  /** Field of the draft for a path of checkDocument. */
  pathOf(path: string): string;
}

type Resolve = (taxIds: readonly string[], path: string) => TaxComponent[];

export function draftInput(draft: Draft, business: Seller, taxRates: readonly TaxRate[]): DraftInput {
  const problems: Problem[] = [];
  const kept = draft.lines.flatMap((line, i) => (isBlankLine(line) ? [] : [{ line, i }]));
  const resolve = resolver(taxRates, draft.supplyDate ?? draft.issueDate, problems);
  const typedLines = kept.map(({ line, i }) => typedLine(line, resolve(line.taxIds, `lines.${i}.taxIds`)));
  const typedAdjustments = draft.adjustments.map((a, i) => ({
    ...typedAdjustment(a),
    afterTax: a.afterTax,
    taxes: a.taxIds === null ? null : resolve(a.taxIds, `adjustments.${i}.taxIds`),
  }));
  const exponent = exponentOf(draft.currency);
  const whole = {
    currency: draft.currency,
    pricesIncludeTax: draft.pricesIncludeTax,
    prepaid: NOTHING,
    taxRounding: business.taxRounding,
    // The smallest coin is that of the home currency.
    payableRounding: draft.currency === business.currency ? minor(business.payableRounding) : NOTHING,
  };
  return {
    lines: kept.map(({ line }) => line),
    input: {
      ...whole,
      lines: typedLines.map((line, k) => safeLine(line, exponent, `lines.${kept[k]?.i ?? k}`, problems)),
      adjustments: typedAdjustments.map(safeDocumentAdjustment),
    },
    asTyped: { ...whole, lines: typedLines, adjustments: typedAdjustments },
    problems,
    pathOf: (path) =>
      draftPath(
        path,
        kept.map(({ i }) => i),
      ),
  };
}

/** Components are made once per tax: equal objects stay one tax in the sums. */
function resolver(taxRates: readonly TaxRate[], supplyDate: string, problems: Problem[]): Resolve {
  const known = new Map(taxRates.map((tax) => [tax.id, tax]));
  const made = new Map<string, TaxComponent>();
  return (taxIds, path) =>
    taxIds.flatMap((id) => {
      const tax = known.get(id);
      const version = tax && pickRate(tax.versions, supplyDate);
      if (!tax || !version) {
        problems.push(tax ? error(path, 'TAX_NOT_YET', { tax: tax.name, supplyDate }) : error(path, 'TAX_UNKNOWN'));
        return [];
      }
      const { name, category, compound, withholding, reason } = tax;
      const component = made.get(id) ?? {
        id,
        name,
        category,
        rate: version.rate,
        compound,
        withholding,
        reason: reason === '' ? null : reason,
      };
      made.set(id, component);
      return [component];
    });
}

function typedLine({ description, quantity, unit, unitPrice, per, adjustments }: DraftLine, taxes: readonly TaxComponent[]): LineInput {
  return { description, quantity, unit, unitPrice, per, adjustments: adjustments.map(typedAdjustment), taxes };
}

function typedAdjustment({ kind, percent, amount, reason }: DraftAdjustment): Adjustment {
  return { kind, percent, amount: amount === null ? null : minor(amount), reason };
}

/** A line that can be multiplied out, whatever was typed; one that is too large counts as zero and is named. */
function safeLine(line: LineInput, exponent: number, path: string, problems: Problem[]): LineInput {
  const safe = {
    ...line,
    quantity: orZero(line.quantity),
    unitPrice: isDec(line.unitPrice) && !isNegative(parseDec(line.unitPrice)) ? line.unitPrice : '0',
    per: isDec(line.per) && cmp(parseDec(line.per), decOf(0n)) > 0 ? line.per : '1',
    adjustments: line.adjustments.map(safeAdjustment),
    taxes: line.taxes.filter((tax, i) => line.taxes.indexOf(tax) === i),
  };
  try {
    enterLine(safe, exponent);
    return safe;
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    problems.push(error(`${path}.quantity`, failure.code));
    return { ...safe, quantity: '0', adjustments: [] };
  }
}

function orZero(decimal: string): string {
  return isDec(decimal) ? decimal : '0';
}

/** Exactly one of percent and amount, so that the arithmetic does not refuse. */
function safeAdjustment<T extends Adjustment>(adjustment: T): T {
  const { percent, amount } = adjustment;
  const safe: { percent: string | null; amount: Minor | null } =
    percent === null ? { percent: null, amount: amount ?? NOTHING } : { percent: orZero(percent), amount: null };
  return { ...adjustment, ...safe };
}

function safeDocumentAdjustment(adjustment: DocumentAdjustment): DocumentAdjustment {
  const afterTax = adjustment.afterTax && adjustment.kind === 'allowance';
  const taxes = adjustment.taxes?.filter((tax, i, all) => all.indexOf(tax) === i) ?? null;
  return { ...safeAdjustment(adjustment), afterTax, taxes };
}

/** The rules speak of the document; the person filled in a draft. */
function draftPath(path: string, indexes: readonly number[]): string {
  const [head = '', index, ...rest] = path.split('.');
  if (head === 'buyer') return 'customerId';
  if (head === 'number') return 'seriesId';
  if (head === 'totals') return 'lines';
  if (index === undefined || (head !== 'lines' && head !== 'adjustments')) return path;
  const at = head === 'lines' ? (indexes[Number(index)] ?? index) : index;
  return rest[0] === 'taxes' ? `${head}.${at}.taxIds` : [head, at, ...rest].join('.');
}
