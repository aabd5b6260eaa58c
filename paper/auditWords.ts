// The log in plain words, in four languages: what was done, which field, what value. Pure; drawn by renderer/audit, paper/LogPage.tsx and main/export.
import type { AuditValue } from '../contract/audit.ts';
import type { Lang } from '../domain/lang.ts';
import { de } from './auditWords/de.ts';
import { en } from './auditWords/en.ts';
import { es } from './auditWords/es.ts';
import { fr } from './auditWords/fr.ts';

export interface AuditWordList {
  readonly actions: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly title: string;
  readonly heads: Readonly<Record<'record' | 'when' | 'who' | 'what' | 'about' | 'changes' | 'seal', string>>;
  readonly system: string;
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  /** With {n}, {seal} and {key}. */
  readonly sealed: string;
  readonly none: string;
}
const ALL: Readonly<Record<Lang, AuditWordList>> = { en, de, fr, es };

export function auditWordsOf(lang: Lang): AuditWordList {
  return ALL[lang];
}

/** "Invoice issued"; an action of a newer program by its own name. */
export function actionWord(lang: Lang, action: string): string {
  const { actions } = ALL[lang];
  return (Object.hasOwn(actions, action) ? actions[action] : undefined) ?? action;
}

/** "IBAN", "Rate (2)": a path of a record's body in the words of the forms; one that has none by its own name. */
export function fieldWord(lang: Lang, path: string): string {
  const { fields } = ALL[lang];
  const parts = path.split('.');
  const place = parts.find((part) => /^\d+$/.test(part));
  const names = parts.filter((part) => !/^\d+$/.test(part));
  const key = [names.join('-'), names.at(-1) ?? ''].find((name) => Object.hasOwn(fields, name));
  const words = (key === undefined ? undefined : fields[key]) ?? names.join(' · ');
  return place === undefined ? words : `${words} (${Number(place) + 1})`;
}

export function valueWord(lang: Lang, value: AuditValue): string {
  const { nothing, yes, no } = ALL[lang];
  if (value === null || value === '') return nothing;
  return typeof value === 'boolean' ? (value ? yes : no) : String(value);
}
