// Light or dark and the language of the screens: a person's own while they are in, this computer's while nobody is. Called by the handlers of system.* and by books.ts.
import { app, nativeTheme } from 'electron';
import type { Lang } from '../../domain/lang.ts';
import { listUsers, readUser } from '../db/vaultRows.ts';
import { setLook } from '../db/peopleRows.ts';
import { withDbErrors } from '../db/open.ts';
import { recordAudit, type Session } from '../vault/session.ts';
import type { House } from './house.ts';
import { LANGUAGES, readPreference, savePreference, screenLanguage, THEMES, type LanguageChoice, type Theme } from './preference.ts';

export interface Look {
  theme: Theme;
  language: LanguageChoice;
}

/** What is shown now: the person's own choice first. */
export function lookOf(house: Pick<House, 'paths' | 'session'>): Look {
  const { userData } = house.paths;
  const { session } = house;
  const own = session === null || session.closed ? null : readUser(session.db, session.user.id);
  return {
    theme: THEMES.find((one) => one === own?.theme) ?? readPreference(userData, 'theme', THEMES, 'system'),
    language: LANGUAGES.find((one) => one === own?.language) ?? readPreference(userData, 'language', LANGUAGES, 'system'),
  };
}

/** The language the person sees, for what main itself writes for them. */
export function languageOf(house: Pick<House, 'paths' | 'session'>): Lang {
  return screenLanguage(lookOf(house).language, app.getLocale());
}

/** Every window follows. */
export function applyTheme(house: Pick<House, 'paths' | 'session'>): void {
  nativeTheme.themeSource = lookOf(house).theme;
}

/** Keeps a choice: with the person, and for the login screen too where only one person uses these books (or nobody is in). @throws AppError DISK_* */
export function chooseLook(house: Pick<House, 'paths' | 'session'>, choice: { theme?: Theme; language?: LanguageChoice }): void {
  const { session } = house;
  const alone = session === null || listUsers(session.db).filter(({ disabledAt }) => disabledAt === null).length === 1;
  if (alone) {
    if (choice.theme !== undefined) savePreference(house.paths.userData, 'theme', choice.theme);
    if (choice.language !== undefined) savePreference(house.paths.userData, 'language', choice.language);
  }
  if (session !== null && !session.readOnly) keepWith(session, choice);
  applyTheme(house);
}

function keepWith(session: Session, { theme, language }: { theme?: Theme; language?: LanguageChoice }): void {
  const { db, user } = session;
  withDbErrors(() => db.transaction(() => {
    setLook(db, { rid: user.rid, language: language ?? null, theme: theme ?? null });
    recordAudit(session, { action: 'user.look', entity: 'user', entityId: user.id });
  }).immediate());
}
