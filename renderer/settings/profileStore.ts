// The business profile being edited: what main has, what was typed, and how they come together. Four tabs of the settings share it.
import type { Input } from '../../contract/index.ts';
import type { Profile } from '../../contract/business.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

export type ProfileDraft = Omit<Profile, 'logo' | 'version'>;

interface ProfileState {
  /** As main has it. */
  base: Profile | null;
  draft: ProfileDraft | null;
  error: ApiError | null;
  saving: boolean;
  saved: boolean;
  /** Somebody changed it elsewhere: our changes lie on top of the newer version, not saved yet. */
  merged: boolean;
}

export const useProfile = makeStore<ProfileState>(() => ({ base: null, draft: null, error: null, saving: false, saved: false, merged: false }));
const { getState: get, setState: set } = useProfile;

function draftOf({ logo: _logo, version: _version, ...rest }: Profile): ProfileDraft {
  return rest;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** True while something typed is not saved. */
export function isDirty({ base, draft }: Pick<ProfileState, 'base' | 'draft'>): boolean {
  return base !== null && draft !== null && !same(draftOf(base), draft);
}

/** What was typed laid over a newer version, field by field. */
export function overlay(old: ProfileDraft, mine: ProfileDraft, newer: ProfileDraft): ProfileDraft {
  const result: ProfileDraft = { ...newer };
  const take = <K extends keyof ProfileDraft>(key: K) => {
    if (!same(old[key], mine[key])) result[key] = mine[key];
  };
  // Every key of a profile is there from the start; the names come from the object itself.
  for (const key in mine) if (isKey(mine, key)) take(key);
  return result;
}

function isKey(draft: ProfileDraft, key: string): key is keyof ProfileDraft {
  return Object.hasOwn(draft, key);
}

/** Brings what main has; keeps what was typed and not saved. */
export async function loadProfile(): Promise<void> {
  try {
    const next = await call(api().business.get());
    const { base, draft } = get();
    const kept = base !== null && draft !== null && isDirty({ base, draft }) ? overlay(draftOf(base), draft, draftOf(next)) : draftOf(next);
    set({ base: next, draft: kept, error: null });
  } catch (error) {
    set({ error: asApiError(error) });
  }
}

export function editProfile(change: Partial<ProfileDraft>): void {
  const { draft } = get();
  if (draft) set({ draft: { ...draft, ...change }, saved: false, error: null });
}

/** Saves what was typed. True when nothing is left unsaved. */
export async function saveProfile(): Promise<boolean> {
  const { base, draft, saving } = get();
  if (base === null || draft === null || !isDirty({ base, draft })) return true;
  if (saving) return false;
  set({ saving: true, error: null });
  const input: Input<'business.save'> = { ...draft, version: base.version };
  try {
    const { version } = await call(api().business.save(input));
    set((now) => ({ base: { ...draft, version, logo: now.base?.logo ?? null }, saving: false, saved: true, merged: false }));
    // Main cleans texts (spaces, composed letters): show what it kept, unless typing went on.
    await loadProfile();
    return true;
  } catch (thrown) {
    const error = asApiError(thrown);
    set({ saving: false, error });
    if (error.code === 'CANCELLED' || error.code === 'AWAITS_APPROVAL') return keepBank(error);
    if (error.code === 'CONFLICT') {
      await loadProfile();
      set({ merged: true, error });
    }
    return false;
  }
}

/** PIN and code were not given, or a second person is needed: the bank details stay as they were and everything else is saved, so that nobody is held on this screen. */
async function keepBank(why: ApiError): Promise<boolean> {
  set(({ base, draft }) => ({ draft: base !== null && draft !== null ? { ...draft, bank: base.bank } : draft, error: null }));
  toast({ text: why.code === 'CANCELLED' ? t('settings.bank.kept') : sentence(why) });
  return saveProfile();
}
