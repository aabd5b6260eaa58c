// Problems and hints of the editor in the words a shopkeeper uses. FieldNotes and the action bar call it.
import i18next from 'i18next';
import { formatDay, isDate } from '../../domain/date.ts';
import { currencyOf, exponentOf } from '../../domain/currency.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { language } from '../i18n/index.ts';
import type { Note } from './live.ts';
import { numbers } from './numbers.ts';

type Params = Record<string, string | number>;

/** Dates and prices among the values become what people read. */
export function readable(params: Readonly<Params>): Params {
  const shown: Params = { ...params };
  const currency = typeof params.currency === 'string' ? params.currency : null;
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'string') continue;
    if (isDate(value)) shown[name] = formatDay(value, language());
    else if (currency !== null && (name === 'cost' || name === 'price')) shown[name] = `${currencyOf(currency).symbol ?? currency}\u00a0${numbers.show(value, exponentOf(currency))}`;
  }
  return shown;
}

/** The sentence. The editor's own words where it has some, else those every form uses. */
export function noteText(t: (key: string, options?: Params) => string, note: Note): string {
  const params = readable(note.params);
  const key = `editor.notes.${note.code}`;
  return i18next.exists(key) ? t(key, params) : (fieldSentence({ code: note.code, params }) ?? '');
}

/** The name of the field a note belongs to, for "1 thing to fix: Pay by". */
export function fieldName(t: (key: string, options?: Params) => string, note: Note, positionOf: (key: number) => number): string {
  const [kind = '', key, cell] = note.field.split(':');
  if (kind === 'line') return t('editor.cell', { name: t(`editor.${cell === 'unitPrice' ? 'price' : (cell ?? 'item')}`), position: positionOf(Number(key)) });
  if (kind === 'adjustment') return t('editor.discount');
  return t(`editor.${kind}`);
}
