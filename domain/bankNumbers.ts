// Finds document numbers in what a payer wrote: in one piece, with other separators, cut by a line end, or with letters mistaken for digits. Called by bankMatch.ts, and by the repo to look numbers up.

/** How a number was found, the surest first. 'digits': without its letters; 'tail': only its last part. */
export type NumberHit = 'exact' | 'unclear' | 'digits' | 'tail';

const CONFUSED: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' };
const FEWEST_DIGITS = 3;
const FEWEST_CHARACTERS = 4;

/** Letters and digits only, upper case: how two ways of writing a number are compared. */
export function squeezed(text: string): string {
  return text.normalize('NFKD').toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The same, with letters that look like digits read as digits: the key numbers are looked up by. */
export function numberKey(number: string): string {
  return squeezed(number).replace(/[OQILSBZ]/g, (letter) => CONFUSED[letter] ?? letter);
}

interface Squeezed {
  readonly text: string;
  /** True where something stood between this character and the one before it. */
  readonly gap: readonly boolean[];
}

function squeeze(text: string): Squeezed {
  let plain = '';
  const gap: boolean[] = [];
  let between = true;
  for (const character of text.normalize('NFKD').toUpperCase()) {
    if (!/^[A-Z0-9]$/.test(character)) {
      // Accents that NFKD took apart stand between nothing.
      if (!/^\p{M}$/u.test(character)) between = true;
      continue;
    }
    plain += character;
    gap.push(between);
    between = false;
  }
  return { text: plain, gap };
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9';

/** Where `wanted` stands in the text without being a part of a longer number: [from, to) of each place. */
function places({ text, gap }: Squeezed, wanted: string, plain: string): [number, number][] {
  const found: [number, number][] = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    const before = from === 0 || gap[from] === true || !(isDigit(plain[from - 1]) && isDigit(plain[from]));
    const after = to === text.length || gap[to] === true || !(isDigit(plain[to - 1]) && isDigit(plain[to]));
    if (before && after) found.push([from, to]);
  }
  return found;
}

interface Found {
  readonly hit: NumberHit;
  readonly places: readonly [number, number][];
}

function find(number: string, text: Squeezed, confusable: Squeezed, tokens: ReadonlySet<string>): Found | null {
  const whole = squeezed(number);
  const digits = whole.replace(/\D/g, '');
  if (whole.length >= FEWEST_CHARACTERS && digits.length >= FEWEST_DIGITS) {
    const exact = places(text, whole, text.text);
    if (exact.length > 0) return { hit: 'exact', places: exact };
    const unclear = places(confusable, numberKey(number), text.text);
    if (unclear.length > 0) return { hit: 'unclear', places: unclear };
  }
  if (digits.length > FEWEST_CHARACTERS && digits !== whole) {
    const only = places(text, digits, text.text);
    if (only.length > 0) return { hit: 'digits', places: only };
  }
  const tail = /(\d+)\D*$/.exec(number)?.[1] ?? '';
  const short = tail.replace(/^0+/, '');
  return short.length >= 2 && (tokens.has(tail) || tokens.has(short)) ? { hit: 'tail', places: [] } : null;
}

/**
 * Which of these numbers the text names. INV-2026-001 is not found inside INV-2026-0017: where two overlap, the longer one was meant, and an exact one
 * before one that had to be read with a squint.
 */
export function findNumbers(text: string, numbers: readonly string[]): ReadonlyMap<string, NumberHit> {
  const plain = squeeze(text);
  const confusable: Squeezed = { text: plain.text.replace(/[OQILSBZ]/g, (letter) => CONFUSED[letter] ?? letter), gap: plain.gap };
  const tokens = new Set(text.match(/\d+/g) ?? []);
  const found = new Map<string, Found>();
  for (const number of numbers) {
    const one = find(number, plain, confusable, tokens);
    if (one !== null) found.set(number, one);
  }
  const all = [...found.values()];
  const inside = ([from, to]: [number, number], other: Found): boolean =>
    other.places.some(([a, b]) => a <= from && to <= b && b - a > to - from) && other.hit !== 'tail';
  const kept = [...found].filter(([, { places: own }]) => own.length === 0 || own.some((place) => !all.some((other) => inside(place, other))));
  return new Map(kept.map(([number, { hit }]) => [number, hit]));
}

const MOST_RUNS = 80;
const MOST_JOINED = 8;
const LONGEST = 40;

/**
 * Every key that some number in this text could have: runs of letters and of digits, joined with up to seven neighbours. For looking numbers up in an
 * index instead of trying all of them.
 */
export function possibleKeys(text: string): string[] {
  const runs = (text.normalize('NFKD').toUpperCase().replace(/\p{M}/gu, '').match(/[A-Z]+|\d+/g) ?? []).slice(0, MOST_RUNS);
  const keys = new Set<string>();
  for (let from = 0; from < runs.length; from += 1) {
    let joined = '';
    for (let to = from; to < Math.min(runs.length, from + MOST_JOINED); to += 1) {
      joined += runs[to] ?? '';
      if (joined.length > LONGEST) break;
      const key = numberKey(joined);
      if (key.length >= FEWEST_CHARACTERS && key.replace(/\D/g, '').length >= FEWEST_DIGITS) keys.add(key);
    }
  }
  return [...keys];
}
