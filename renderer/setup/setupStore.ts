// What was typed in the first run. Lives in this window only, so that Back loses nothing; main stores nothing before the end, and forget() empties it.
import { create } from 'zustand';
import type { Output } from '../../contract/index.ts';
import type { Enrolment, KitSheet } from '../../contract/session.ts';
import { type ApiError, api, apiError, asApiError, call } from '../app/api.ts';
import { leaveStage } from '../app/stage.ts';
import { countryOfTag, currencyOfCountry, type DocumentLanguage, languageOfCountry } from './defaults.ts';

export const STEPS = ['business', 'you', 'pin', 'phone', 'kit', 'codes'] as const;
export type SetupStep = (typeof STEPS)[number];
export type KeychainState = Output<'setup.begin'>['keychain'];

export interface SetupState {
  step: SetupStep;
  keychain: KeychainState | null;
  business: string;
  country: string;
  currency: string;
  language: DocumentLanguage;
  /** The person chose these; a new country no longer changes them. */
  chose: { currency: boolean; language: boolean };
  owner: string;
  pin: string;
  again: string;
  enrolment: Enrolment | null;
  /** The names that stand in the QR code; other names need a new one. */
  enrolledFor: string;
  code: string;
  codeProved: boolean;
  kit: KitSheet | null;
  /** How the sheet was kept; null: not yet. */
  kept: 'printed' | 'saved' | 'written' | null;
  groups: [string, string];
  recoveryCodes: string[];
  busy: boolean;
  error: ApiError | null;
  /** Next was pressed with something missing: show what. */
  insist: boolean;
}

function fresh(): SetupState {
  const country = countryOfTag(navigator.language);
  return {
    step: 'business', keychain: null, business: '', country, currency: currencyOfCountry(country) ?? '', language: languageOfCountry(country), chose: { currency: false, language: false },
    owner: '', pin: '', again: '', enrolment: null, enrolledFor: '', code: '', codeProved: false, kit: null, kept: null, groups: ['', ''], recoveryCodes: [], busy: false, error: null, insist: false,
  };
}

export const useSetup = create<SetupState>(fresh);
const { getState: get, setState: set } = useSetup;

/** Empties everything, secrets first of all. */
export function forgetSetup(): void {
  set(fresh(), true);
}

/** No keyring: the passphrase alone protects the books. */
export function needsPassphrase(keychain: KeychainState | null): boolean {
  return keychain === 'unavailable';
}

/** Runs one act at a time; what main refuses is shown. True when it worked. */
export async function runStep(act: () => Promise<void>): Promise<boolean> {
  if (get().busy) return false;
  set({ busy: true, error: null });
  try {
    await act();
    set({ busy: false });
    return true;
  } catch (error) {
    const refused = asApiError(error);
    set({ busy: false, error: refused });
    // An earlier try came so far that the books exist: the PIN opens them, and nothing here can.
    if (refused.code === 'VAULT_EXISTS') {
      await leaveStage();
      forgetSetup();
    }
    return false;
  }
}

/** Looks at the keyring; also after "Try again". */
export async function look(): Promise<void> {
  await runStep(async () => {
    const { keychain } = await call(api().setup.begin());
    set({ keychain });
  });
}

export function goStep(step: SetupStep): void {
  set({ step, error: null, insist: false });
}

/** The QR code for these names; kept when going back and forth. Other names start over in main, so a kit made before opens nothing any more. */
export async function enrol(): Promise<boolean> {
  const { business, owner, enrolledFor, enrolment } = get();
  const names = `${business}\n${owner}`;
  if (enrolment !== null && enrolledFor === names) return true;
  return runStep(async () => {
    const next = await call(api().setup.enrol({ business, owner }));
    set({ enrolment: next, enrolledFor: names, code: '', codeProved: false, kit: null, kept: null, groups: ['', ''] });
  });
}

/** The first code from the phone; a wrong one is emptied. */
export async function proveCode(code: string): Promise<boolean> {
  const worked = await runStep(async () => {
    await call(api().setup.confirmCode({ code }));
    set({ codeProved: true });
  });
  if (!worked) set({ code: '' });
  return worked;
}

export async function loadKit(): Promise<boolean> {
  if (get().kit !== null) return true;
  return runStep(async () => set({ kit: await call(api().setup.kit()) }));
}

/** Makes the books. From here on there is no way back, and none is needed. */
export async function finish(): Promise<boolean> {
  const { keychain, business, country, currency, language, owner, pin, groups } = get();
  // Said aloud only after the red page explained it: without it main insists on the keyring.
  const mode = needsPassphrase(keychain) ? { mode: 'passphrase' as const } : {};
  return runStep(async () => {
    const { right } = await call(api().setup.checkGroups({ groups }));
    if (!right[0] || !right[1]) throw apiError('KIT_GROUPS_WRONG');
    const { recoveryCodes } = await call(api().setup.finish({ business: { name: business, country, currency, language }, owner, pin, groups, ...mode }));
    // The PIN and the kit are not needed any more; the codes are shown once.
    set({ recoveryCodes, pin: '', again: '', enrolment: null, kit: null, groups: ['', ''], step: 'codes', insist: false });
  });
}
