// Turning a document into the next one, whole or in part: which lines and quantities go over, and what is left for later. Called by services and by the conversion screen.
import type { DocumentAdjustment, DocumentInput } from './document.ts';
import { cmp, formatDec, isNegative, isZero, parseDec, sub } from './decimal.ts';
import { DomainError } from './error.ts';
import { exponentOf } from './currency.ts';
import { type ConversionTrack, type DocumentKind, type DocumentState, conversionsOf, trackOf } from './lifecycle.ts';
import { enterLine } from './line.ts';
import { type Minor, NOTHING, subMinor } from './money.ts';
import { type Fraction, fractionOf, shareOf } from './share.ts';

/** One line taken over. Quantities are decimal strings with the sign of the line. */
export interface ConvertedLine {
  readonly line: number;
  readonly quantity: string;
}

/** A conversion that happened and still stands (the document it made was not thrown away). */
export interface Conversion {
  readonly to: DocumentKind;
  readonly lines: readonly ConvertedLine[];
  /** Fixed document discounts and charges that went with it, in step with the source's adjustments. */
  readonly adjustments: readonly Minor[];
}

/** What of each line is not yet converted on this track: billed and delivered are counted apart. */
export function conversionLeft(
  quantities: readonly string[],
  from: DocumentKind,
  track: ConversionTrack,
  before: readonly Conversion[],
): string[] {
  const lines = before.flatMap(({ to, lines: done }) => (trackOf(from, to) === track ? done : []));
  return quantities.map((quantity, i) =>
    formatDec(lines.filter(({ line }) => line === i).reduce((left, done) => sub(left, parseDec(done.quantity)), parseDec(quantity))),
  );
}

/** True when everything is billed: the source is then 'converted'. */
export function isConverted(quantities: readonly string[], from: DocumentKind, before: readonly Conversion[]): boolean {
  return conversionLeft(quantities, from, 'billing', before).every((left) => isZero(parseDec(left)));
}

export interface ConversionSource {
  readonly kind: DocumentKind;
  readonly state: DocumentState;
  /** The source's own arithmetic input, prices and taxes as it was issued with. */
  readonly input: DocumentInput;
}

export interface Converted {
  /** To begin the new draft from. Percentages stay; fixed discounts of lines and document go in proportion. */
  readonly input: DocumentInput;
  /** For each line of `input`, the source line it comes from. */
  readonly origins: readonly number[];
  /** To be stored with the new draft and handed in as `before` next time. */
  readonly conversion: Conversion;
}

/**
 * The next document. `wanted` null takes all that is left; the last conversion of a track takes the remainder of every fixed discount.
 * 'other' tracks (pro forma, deposit) use nothing up: they may be made from the whole again and again.
 * Throws CONVERT_NOT_ALLOWED, CONVERT_LINE, CONVERT_OVER (params: line, left), CONVERT_EMPTY or DECIMAL.
 */
export function convertDocument(
  source: ConversionSource,
  to: DocumentKind,
  before: readonly Conversion[],
  wanted: readonly ConvertedLine[] | null,
): Converted {
  const { kind, state, input } = source;
  if (!conversionsOf(kind, state).includes(to)) throw new DomainError('CONVERT_NOT_ALLOWED', { from: kind, to });
  const track = trackOf(kind, to);
  const earlier = track === 'other' ? [] : before.filter((conversion) => trackOf(kind, conversion.to) === track);
  const left = conversionLeft(
    input.lines.map(({ quantity }) => quantity),
    kind,
    track,
    earlier,
  );
  const lines = checked(left, wanted ?? left.flatMap((quantity, line) => (isZero(parseDec(quantity)) ? [] : [{ line, quantity }])));
  const taken = lines.map(({ line, quantity }) => lineInput(input, line, quantity, earlier));
  const adjustments = input.adjustments.map((adjustment, i) => adjustmentShare(input, adjustment, i, left, lines, earlier));
  return {
    input: {
      ...input,
      lines: taken,
      adjustments: input.adjustments.map((a, i) => (a.percent === null ? { ...a, amount: adjustments[i] ?? a.amount } : a)),
    },
    origins: lines.map(({ line }) => line),
    conversion: { to, lines, adjustments },
  };
}

function checked(left: readonly string[], wanted: readonly ConvertedLine[]): ConvertedLine[] {
  if (wanted.length === 0) throw new DomainError('CONVERT_EMPTY');
  const seen = new Set<number>();
  for (const { line, quantity } of wanted) {
    const [rest, asked] = [parseDec(left[line] ?? '0'), parseDec(quantity)];
    if (left[line] === undefined || seen.has(line)) throw new DomainError('CONVERT_LINE', { line });
    seen.add(line);
    if (isZero(asked)) throw new DomainError('CONVERT_EMPTY', { line });
    const over = isNegative(rest) ? cmp(asked, rest) < 0 : cmp(asked, rest) > 0;
    if (over || isNegative(asked) !== isNegative(rest)) throw new DomainError('CONVERT_OVER', { line, left: formatDec(rest) });
  }
  return [...wanted].sort((a, b) => a.line - b.line);
}

function fractionOfDecs(part: string, whole: string): Fraction {
  const [a, b] = [parseDec(part), parseDec(whole)];
  const scale = Math.max(a.scale, b.scale);
  return fractionOf(a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale));
}

/** A fixed discount on a line goes in proportion to the quantity. Cumulative: what all conversions took is rounded, so the last one gets the rest. */
function lineInput(input: DocumentInput, line: number, quantity: string, before: readonly Conversion[]): DocumentInput['lines'][number] {
  const source = input.lines[line];
  if (!source) throw new DomainError('CONVERT_LINE', { line });
  const done = before.flatMap(({ lines }) => lines.filter((l) => l.line === line));
  const had = done.reduce((left, l) => sub(left, parseDec(l.quantity)), parseDec(source.quantity));
  const [from, to] = [formatDec(had), formatDec(sub(had, parseDec(quantity)))];
  const at = (amount: Minor, rest: string) => shareOf(amount, fractionOfDecs(rest, source.quantity));
  const adjustments = source.adjustments.map((a) =>
    a.amount === null ? a : { ...a, amount: subMinor(at(a.amount, from), at(a.amount, to)) },
  );
  return { ...source, quantity, adjustments };
}

/** A fixed discount of the document goes in proportion to the worth of the lines, and with the last of them the remainder. */
function adjustmentShare(
  input: DocumentInput,
  adjustment: DocumentAdjustment,
  index: number,
  left: readonly string[],
  lines: readonly ConvertedLine[],
  before: readonly Conversion[],
): Minor {
  const { amount } = adjustment;
  if (amount === null) return NOTHING;
  const rest = before.reduce((sum, { adjustments }) => subMinor(sum, adjustments[index] ?? NOTHING), amount);
  const last = left.every((quantity, line) => {
    const taken = lines.find((l) => l.line === line)?.quantity ?? '0';
    return isZero(sub(parseDec(quantity), parseDec(taken)));
  });
  if (last) return rest;
  const worth = (line: number, quantity: string) => {
    const source = input.lines[line];
    return source ? BigInt(Math.abs(enterLine({ ...source, quantity, adjustments: [] }, exponentOf(input.currency)).gross)) : 0n;
  };
  const taken = lines.reduce((sum, l) => sum + worth(l.line, l.quantity), 0n);
  const whole = left.reduce((sum, quantity, line) => sum + worth(line, quantity), 0n);
  return shareOf(rest, taken > whole ? fractionOf(1n, 1n) : fractionOf(taken, whole));
}
