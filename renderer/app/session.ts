// What main says about the vault and the app, and the few facts every screen shows (name, currency, records sealed). Filled by App and Shell.
import type { Output } from '../../contract/index.ts';
import type { SessionState } from '../../contract/system.ts';
import { setLanguage } from '../i18n/index.ts';
import { type ApiError, api, asApiError, call } from './api.ts';
import { setRegion } from '../i18n/index.ts';
import { saveAll } from './leave.ts';
import { makeStore } from './stores.ts';
import { useLetterKeys } from '../ui/useShortcut.ts';

export type SystemInfo = Output<'system.info'>;
export type SecurityStatus = Output<'security.status'>;

interface Session {
  state: SessionState | null;
  info: SystemInfo | null;
  /** Only with open books. */
  security: SecurityStatus | null;
  error: ApiError | null;
}

export const useSession = makeStore<Session>(() => ({ state: null, info: null, security: null, error: null }));

/** Asks main where we stand. */
export async function refreshSession(): Promise<void> {
  try {
    const [state, info] = await Promise.all([call(api().session.state()), call(api().system.info())]);
    if (state.vault === 'open') await learnRegion();
    await setLanguage(info.language);
    useLetterKeys.setState({ on: info.letterKeys });
    useSession.setState({ state, info, error: null });
  } catch (error) {
    useSession.setState({ error: asApiError(error) });
  }
}

/** Numbers are written the way of the business's country; known before the first amount is shown. */
async function learnRegion(): Promise<void> {
  const answer = await api().business.get();
  // Without it numbers are written the language's way: no reason to keep anybody out.
  if (answer.ok) setRegion(answer.value.country);
}

/** The safety facts of the foot line; silently keeps the old ones when main is busy. */
export async function refreshSecurity(): Promise<void> {
  try {
    useSession.setState({ security: await call(api().security.status()) });
  } catch (error) {
    useSession.setState({ error: asApiError(error) });
  }
}

/** Single letters as keys, on or off for this computer: remembered over lock and restart. */
export async function switchLetterKeys(on: boolean): Promise<void> {
  useLetterKeys.setState({ on });
  const answer = await api().system.setLetterKeys({ on });
  // On a disk that takes no writes it holds until the window closes.
  if (!answer.ok) useSession.setState({ error: asApiError(answer.error) });
}

/** Locks now. Main closes this window and opens a new one on the login screen. */
export async function lockNow(): Promise<void> {
  await saveAll(); // what cannot be saved now cannot be saved later either: locking goes first
  await call(api().session.lock());
}
