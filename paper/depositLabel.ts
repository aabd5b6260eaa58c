// What the line of a final invoice says that takes off a deposit invoice: its name, number and date, in the language of the final invoice. Called by main and by the editor.
import type { Snapshot } from '../contract/invoices.ts';
import { formatDay } from '../domain/date.ts';
import type { Lang } from '../domain/lang.ts';
import { kindWords } from './kindWords.ts';
import { wordsOf } from './words.ts';

/** 'Less deposit invoice DEP-2026-0003 of 31 Jan 2026'. */
export function depositLabel({ kind, number, issueDate }: Pick<Snapshot, 'kind' | 'number' | 'issueDate'>, lang: Lang): string {
  return wordsOf(lang).lessDeposit(kindWords({ kind }, lang).named(number, formatDay(issueDate, lang)));
}

/** What the lines of a deposit invoice say: 'Deposit of 30 % as in quote Q-2026-0007 of 20 Nov 2026'. The percentage is null for an amount. */
export function depositWords({ kind, number, issueDate, language }: Pick<Snapshot, 'kind' | 'number' | 'issueDate' | 'language'>, percent: string | null): string {
  const { asIn, depositOf } = wordsOf(language);
  return `${depositOf(percent)} ${asIn(kindWords({ kind }, language).named(number, formatDay(issueDate, language)))}`;
}
