// Why a row cannot come in, in words. Called by the import's lists of problems.
import i18next from 'i18next';
import { fieldSentence } from '../i18n/errors.ts';
import type { useT } from '../i18n/index.ts';

/** The import's own sentence for a code, else the one fields have for it. */
export function problemWords(t: ReturnType<typeof useT>, { code, value }: { code: string; value: string }): string {
  const own = `imports.problem.${code}`;
  return i18next.exists(own) ? t(own, { value }) : (fieldSentence({ code }) ?? t('imports.problem.OTHER'));
}
