// Lists for select fields: countries, currencies, languages, months. The first run, the settings and the forms of customers use them.
import { COUNTRIES } from '../../domain/country.ts';
import { CURRENCIES } from '../../domain/currency.ts';
import { formatMonth } from '../../domain/date.ts';
import { language, t } from '../i18n/index.ts';

export interface Choice {
  value: string;
  label: string;
}

/** By name; the code is part of the label so that typing "IE" finds Ireland. */
export function countryChoices(): Choice[] {
  return COUNTRIES.map((c) => ({ value: c.code, label: `${c.name} (${c.code})` })).toSorted((a, b) => a.label.localeCompare(b.label, language()));
}

export function currencyChoices(): Choice[] {
  return CURRENCIES.map((c) => ({ value: c.code, label: `${c.code} ${c.name}` }));
}

/** The languages an invoice can be written in, each in its own words. */
export function languageChoices(): Choice[] {
  return [{ value: 'en', label: 'English' }, { value: 'de', label: 'Deutsch' }, { value: 'fr', label: 'Français' }, { value: 'es', label: 'Español' }];
}

/** Full short names of the months, as used in dates here. */
export function monthChoices(): Choice[] {
  return Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: formatMonth(`2026-${String(i + 1).padStart(2, '0')}`, language()).replace(/ 2026$/, '') }));
}

/** For a field that may stay empty. */
export function withNone(choices: Choice[], word = t('common.none')): Choice[] {
  return [{ value: '', label: word }, ...choices];
}
