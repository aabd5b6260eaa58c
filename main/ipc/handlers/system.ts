// system.* and session.state: what the app may be asked whether or not somebody is in.
import { app, nativeTheme, shell } from 'electron';
import type { SessionState } from '../../../contract/system.ts';
import type { House } from '../../app/house.ts';
import { LANGUAGES, SWITCH, THEMES, readPreference, savePreference, screenLanguage } from '../../app/preference.ts';
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
      const languageChoice = readPreference(house.paths.userData, 'language', LANGUAGES, 'system');
      return { version: app.getVersion(), platform: platform(), electron: process.versions.electron ?? '', packaged: app.isPackaged, theme: readPreference(house.paths.userData, 'theme', THEMES, 'system'), language: screenLanguage(languageChoice, app.getLocale()), languageChoice, letterKeys: readPreference(house.paths.userData, 'letter-keys', SWITCH, 'on') === 'on', today: localDay(now), now: isoUtc(now) };
    },
    'system.setTheme': ({ theme }) => {
      nativeTheme.themeSource = theme;
      savePreference(house.paths.userData, 'theme', theme);
      return {};
    },
    'system.setLanguage': ({ language }) => {
      savePreference(house.paths.userData, 'language', language);
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
    syncedFolder: syncedBy(house.vault.folder), readOnly: null, user: null,
  };
  if (house.session) {
    const { user, mode } = house.session;
    return { ...common, vault: 'open', mode, keychain: mode === 'passphrase' ? 'unavailable' : 'ok', readOnly: readOnlyReason(house.session), user: { id: user.id, name: user.name, role: user.role } };
  }
  const state = await inspectVault(house.vault);
  const setAside = state.replacedFound;
  if (state.kind === 'none') return { ...common, vault: 'none', mode: 'keychain', keychain: state.keychain, setAside };
  if (state.kind === 'broken') return { ...common, vault: 'broken', mode: state.mode ?? 'keychain', keychain: 'ok', problem: state.problem, setAside };
  const { triesLeft, freeTries, retryAfter, disabled } = state.lockout;
  return { ...common, vault: 'locked', mode: state.mode, keychain: state.keychain, problem: state.problem, setAside, lockout: { triesLeft, freeTries, retryAfter: Math.min(86_400, retryAfter), disabled } };
}

function readOnlyReason(session: Session): SessionState['readOnly'] {
  if (!session.readOnly) return null;
  return session.integrity === 'rolled-back' || session.integrity === 'edited' ? 'history' : 'medium';
}
