// A cell as a calendar date, in whatever way the file writes it. Called by main/import only.
import type { DateOrder } from '../../domain/dateOrder.ts';
import { isDate } from '../../domain/date.ts';
import { asciiDigits } from '../../domain/digits.ts';
import { foldForSearch } from '../../domain/text.ts';
import type { Read } from './values.ts';

/** Folded beginnings of the months' names in English, German, French and Spanish: the longest that fits wins. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene'], ['feb', 'fev'], ['mar', 'mrz', 'maer'], ['apr', 'avr', 'abr'], ['may', 'mai'], ['jun', 'juin'], ['jul', 'juil'], ['aug', 'aou', 'ago'], ['sep'], ['oct', 'okt'], ['nov'], ['dec', 'dez', 'dic'],
];
const NUMBERS = /^(\d{1,4})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{1,4})(?:$|[ t,])/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DAY_NAME_YEAR = /^(?:[a-z]+,? )?(\d{1,2})(?:\.|st|nd|rd|th|er)?[-/ ]+(?:de )?([a-z]{3,})\.?[-/ ,]+(?:de )?(\d{2,4})/;
const NAME_DAY_YEAR = /^(?:[a-z]+,? )?([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/;

/** 'YYYY-MM-DD'; null for an empty cell. `order` decides only what a year in front does not. A time of day is left off: a document has a date (T61). */
export function readDay(cell: string, order: DateOrder): Read<string | null> {
  const typed = foldForSearch(asciiDigits(cell));
  if (typed === '') return { ok: true, value: null };
  const parts = named(typed) ?? numbered(typed, order);
  const day = parts === null ? null : `${year(parts[0])}-${parts[1].padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
  return day !== null && isDate(day) ? { ok: true, value: day } : { ok: false, code: 'DATE' };
}

type Parts = readonly [year: string, month: string, day: string];

function numbered(typed: string, order: DateOrder): Parts | null {
  const found = COMPACT.exec(typed) ?? NUMBERS.exec(typed);
  if (found === null) return null;
  const [, a = '', b = '', c = ''] = found;
  if (a.length > 2) return [a, b, c];
  if (order === 'ymd' && c.length <= 2) return [a, b, c];
  return order === 'mdy' ? [c, a, b] : [c, b, a];
}

function named(typed: string): Parts | null {
  const first = DAY_NAME_YEAR.exec(typed);
  const second = first === null ? NAME_DAY_YEAR.exec(typed) : null;
  const month = monthOf(first?.[2] ?? second?.[1] ?? '');
  if (month === null) return null;
  return first ? [first[3] ?? '', month, first[1] ?? ''] : [second?.[3] ?? '', month, second?.[2] ?? ''];
}

function monthOf(name: string): string | null {
  const at = MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start)));
  return at < 0 ? null : String(at + 1);
}

/** Two digits are of the last or this century: nobody invoices in 2070. */
function year(digits: string): string {
  if (digits.length > 2) return digits.padStart(4, '0');
  return Number(digits) >= 70 ? `19${digits.padStart(2, '0')}` : `20${digits.padStart(2, '0')}`;
}

/** How the file's dates are ordered, from those that can only be read one way; where none tells, as people of the business's country write. */
export function guessDates(cells: readonly string[], usual: DateOrder): DateOrder {
  let [dayFirst, monthFirst, yearFirst] = [0, 0, 0];
  for (const cell of cells) {
    const [, a = '', b = ''] = NUMBERS.exec(cell.trim().toLowerCase()) ?? [];
    if (a.length > 2) yearFirst += 1;
    else if (Number(a) > 12) dayFirst += 1;
    else if (Number(b) > 12) monthFirst += 1;
  }
  if (yearFirst + dayFirst + monthFirst === 0) return usual;
  if (yearFirst >= dayFirst + monthFirst) return 'ymd';
  return dayFirst >= monthFirst ? 'dmy' : 'mdy';
}
