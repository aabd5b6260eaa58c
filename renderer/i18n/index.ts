// The words of the app. One file per area and language (i18n/en/home.ts exports `home`); t("home.greeting") finds it. Everybody may call t.
import i18next, { type TOptions } from 'i18next';
import { type DateOrder, dateOrderOf, firstDayOfWeek } from '../../domain/dateOrder.ts';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

type Words = { [key: string]: string | Words };
const files = import.meta.glob<Record<string, unknown>>('./*/*.ts', { eager: true });

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null;
}

/** Every area of every language, by the names of the files. */
export function collect(): Record<string, { translation: Words }> {
  const resources: Record<string, { translation: Words }> = {};
  for (const [path, module] of Object.entries(files)) {
    const [, language = '', area = ''] = /^\.\/([a-z]{2})\/([A-Za-z]+)\.ts$/.exec(path) ?? [];
    const words = module[area] ?? module.default;
    if (language === '' || !isWords(words)) continue;
    (resources[language] ??= { translation: {} }).translation[area] = words;
  }
  return resources;
}

/** Gets the words ready; synchronous, since they are in the bundle. */
export function startWords(language = 'en'): void {
  void i18next.use(initReactI18next).init({
    lng: language, fallbackLng: 'en', resources: collect(), initAsync: false,
    // React escapes already; escaping twice would print &amp; to people.
    interpolation: { escapeValue: false }, returnNull: false,
    // A sentence with a hole is better than one with braces.
    missingInterpolationHandler: () => '',
  });
}

/** Changes the words everywhere at once, and tells screen readers. */
export function setLanguage(language: string): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
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
