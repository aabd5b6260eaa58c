// The words of the app. One file per area and language (i18n/en/home.ts exports `home`); t("home.greeting") finds it. Everybody may call t.
import i18next, { type TOptions } from 'i18next';
import { type DateOrder, dateOrderOf, firstDayOfWeek } from '../../domain/dateOrder.ts';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

type Words = { [key: string]: string | Words };
type Files = Record<string, Record<string, unknown>>;

/** English is always there: it fills what another language has not. The others are fetched when they are wanted. */
const english: Files = import.meta.glob<Record<string, unknown>>('./en/*.ts', { eager: true });
const OTHERS: Readonly<Record<string, () => Promise<{ files: Files }>>> = {
  de: () => import('./languages/de.ts'),
  fr: () => import('./languages/fr.ts'),
  es: () => import('./languages/es.ts'),
};

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null;
}

/** Every area of one language, by the names of the files. */
function areasOf(files: Files): Words {
  const areas: Words = {};
  for (const [path, module] of Object.entries(files)) {
    const area = /([A-Za-z]+)\.ts$/.exec(path)?.[1] ?? '';
    const words = module[area] ?? module['default'];
    if (isWords(words)) areas[area] = words;
  }
  return areas;
}

/** All words of a language that the screens speak; of any other, the English ones. */
export async function wordsOf(language: string): Promise<Words> {
  const load = OTHERS[language];
  return areasOf(load ? (await load()).files : english);
}

/** Gets the English words ready; synchronous, since they are in the bundle. */
export function startWords(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en', fallbackLng: 'en', resources: { en: { translation: areasOf(english) } }, initAsync: false,
    // React escapes already; escaping twice would print &amp; to people.
    interpolation: { escapeValue: false }, returnNull: false,
    // A sentence with a hole is better than one with braces.
    missingInterpolationHandler: () => '',
  });
}

/** Changes the words everywhere at once, and tells screen readers. */
export async function setLanguage(language: string): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', await wordsOf(language));
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** A sentence outside a component (toasts, formatting). */
export function t(key: string, options?: TOptions): string {
  return i18next.t(key, options ?? {});
}

/** The language words and dates are shown in. */
export function language(): string {
  return i18next.resolvedLanguage ?? 'en';
}

let region = '';

/** The country of the business: numbers are written its way (12,34,567 in India). Told by the shell once the books are open. */
export function setRegion(country: string): void {
  region = country;
}

/** How somebody of this country types a date in digits. */
export function dateOrder(): DateOrder {
  return dateOrderOf(region);
}

/** 0 where the calendars of this country begin with Sunday, else 1. */
export function weekStart(): 0 | 1 {
  return firstDayOfWeek(region);
}

/** Language and country, for writing numbers: 'en-IE'. */
export function localeTag(): string {
  return region === '' ? language() : `${language()}-${region}`;
}

/** Sentences inside a component; renders again when the language changes. */
export function useT(): (key: string, options?: TOptions) => string {
  const { t: translate } = useTranslation();
  return useCallback((key, options) => translate(key, options ?? {}), [translate]);
}
