// system.* and session.state: what the app may be asked whether or not somebody is in.
import { app, shell } from 'electron';
import { PERMISSIONS } from '../../../domain/roles.ts';
import type { SessionState } from '../../../contract/system.ts';
import type { House } from '../../app/house.ts';
import { chooseLook, lookOf } from '../../app/look.ts';
import { SWITCH, readPreference, savePreference, screenLanguage } from '../../app/preference.ts';
import { readRole, rightsOf } from '../../repo/roles.ts';
import { readUser } from '../../db/vaultRows.ts';
import { isoUtc } from '../../vault/clock.ts';
import type { Session } from '../../vault/session.ts';
import { syncedBy } from '../../vault/folder.ts';
import { inspectVault } from '../../vault/inspect.ts';
import type { Handlers } from '../router.ts';

const FREE_TRIES = 5;
const MOST_TRIES = 20;

export function systemHandlers(house: House): Pick<Handlers, 'system.info' | 'system.setTheme' | 'system.setLanguage' | 'system.setLetterKeys' | 'system.openDataFolder' | 'system.quit' | 'session.state'> {
  return {
    'system.info': () => {
      const now = house.clock.nowMs();
      const { theme, language: languageChoice } = lookOf(house);
      return { version: app.getVersion(), platform: platform(), electron: process.versions.electron ?? '', packaged: app.isPackaged, theme, language: screenLanguage(languageChoice, app.getLocale()), languageChoice, letterKeys: readPreference(house.paths.userData, 'letter-keys', SWITCH, 'on') === 'on', today: localDay(now), now: isoUtc(now) };
    },
    'system.setTheme': async ({ theme }) => {
      await house.gate.pass(); // kept with the person too, and an import may hold the write lock
      chooseLook(house, { theme });
      return {};
    },
    'system.setLanguage': async ({ language }) => {
      await house.gate.pass();
      chooseLook(house, { language });
      return {};
    },
    'system.setLetterKeys': ({ on }) => {
      savePreference(house.paths.userData, 'letter-keys', on ? 'on' : 'off');
      return {};
    },
    // our own folder, never a path that came over the wire
    'system.openDataFolder': () => {
      shell.showItemInFolder(house.paths.vault);
      return {};
    },
    'system.quit': () => {
      app.quit();
      return {};
    },
    'session.state': () => sessionState(house),
  };
}

/** The calendar day on this computer's clock and time zone. */
export function localDay(ms: number): string {
  const d = new Date(ms);
  return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`;
}

function platform(): 'linux' | 'darwin' | 'win32' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}

async function sessionState(house: House): Promise<SessionState> {
  const common = {
    problem: null, setAside: false, lockout: { triesLeft: MOST_TRIES, freeTries: FREE_TRIES, retryAfter: 0, disabled: false },
    syncedFolder: syncedBy(house.vault.folder), readOnly: null, user: null, needsName: false, codeWaiting: false, lastName: null,
  };
  if (house.session) {
    const { mode } = house.session;
    return { ...common, vault: 'open', mode, keychain: mode === 'passphrase' ? 'unavailable' : 'ok', readOnly: readOnlyReason(house.session), user: userOf(house.session) };
  }
  const state = await inspectVault(house.vault);
  const setAside = state.replacedFound;
  if (state.kind === 'none') return { ...common, vault: 'none', mode: 'keychain', keychain: state.keychain, setAside };
  if (state.kind === 'broken') return { ...common, vault: 'broken', mode: state.mode ?? 'keychain', keychain: 'ok', problem: state.problem, setAside };
  const { triesLeft, freeTries, retryAfter, disabled } = state.lockout;
  return { ...common, vault: 'locked', mode: state.mode, keychain: state.keychain, problem: state.problem, setAside, needsName: state.needsUserName, codeWaiting: state.codeWaiting, lastName: state.needsUserName ? house.lastName : null, lockout: { triesLeft, freeTries, retryAfter: Math.min(86_400, retryAfter), disabled } };
}

/** Who is in and what they may do at this moment: their role may have changed since they came in. */
function userOf({ db, user: { id, name } }: Session): NonNullable<SessionState['user']> {
  const rights = rightsOf(db, id);
  const role = readUser(db, id)?.role ?? '';
  return { id, name, role, roleName: readRole(db, role)?.name ?? null, permissions: PERMISSIONS.filter(rights.can), limits: rights.limits };
}

function readOnlyReason(session: Session): SessionState['readOnly'] {
  if (!session.readOnly) return null;
  return session.integrity === 'rolled-back' || session.integrity === 'edited' ? 'history' : 'medium';
}
