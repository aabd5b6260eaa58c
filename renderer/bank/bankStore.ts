// Bringing in a statement: choose or drop a file, look at what is in it, bring it in. View state of Bank.tsx only; made anew for each visit. Errors end up in the state.
import { createStore, type StoreApi } from 'zustand';
import { type BankLook, type BankMapping, MAX_DROPPED } from '../../contract/bank.ts';
import type { BillfoldEvent } from '../../contract/events.ts';
import { type ApiError, api, apiError, asApiError, call } from '../app/api.ts';

type Progress = Pick<Extract<BillfoldEvent, { type: 'progress' }>, 'stage' | 'done' | 'total'>;

export interface BankState {
  /** 'lines': no file is being looked at. */
  readonly step: 'lines' | 'reading' | 'look' | 'saving';
  readonly look: BankLook | null;
  /** The file is being read once more with other columns. */
  readonly looking: boolean;
  readonly skipProblems: boolean;
  readonly job: string | null;
  readonly progress: Progress | null;
  readonly result: { readonly added: number; readonly doubles: number } | null;
  readonly error: ApiError | null;
}

const START: BankState = { step: 'lines', look: null, looking: false, skipProblems: false, job: null, progress: null, result: null, error: null };

export interface BankModel {
  readonly store: StoreApi<BankState>;
  readonly pick: () => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  readonly remap: (mapping: BankMapping) => Promise<void>;
  readonly setSkip: (skip: boolean) => void;
  readonly commit: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** Back to the lines; the file is forgotten. */
  readonly leave: () => void;
  readonly onProgress: (event: Extract<BillfoldEvent, { type: 'progress' }>) => void;
}

export function createBank(newId: () => string): BankModel {
  const store = createStore<BankState>(() => START);
  const { getState: get, setState: set } = store;

  /** One question at a time; a newer one about columns takes the place of the older. */
  async function look(ask: (job: string) => Promise<BankLook | null>, again = false): Promise<void> {
    if (get().job !== null && !again) return;
    const before = get();
    const job = newId();
    if (again && before.job !== null) void stop(before.job);
    set({ job, progress: null, error: null, result: null, ...(again ? { looking: true } : { step: 'reading' }) });
    try {
      const found = await ask(job);
      if (get().job !== job) return;
      if (found === null) set({ ...START });
      else set(({ look: shown, skipProblems }) => ({ step: 'look', look: found, looking: false, job: null, skipProblems: skipProblems && again && sameProblems(shown, found) }));
    } catch (error) {
      if (get().job !== job) return;
      const problem = asApiError(error);
      set({ ...(again ? { looking: false } : { step: 'lines' }), job: null, error: problem.code === 'CANCELLED' ? null : problem });
    }
  }
  const stop = (job: string): Promise<unknown> => call(api().bank.cancel({ job })).catch((error: unknown) => set({ error: asApiError(error) }));

  return {
    store,
    pick: () => look((job) => call(api().bank.pick({ job }))),
    drop: (file) =>
      look(async (job) => {
        if (file.size > MAX_DROPPED) throw apiError('TOO_LARGE');
        return call(api().bank.drop({ job, name: file.name.slice(0, 120), content: await base64Of(file) }));
      }),
    remap(mapping) {
      const { look: shown } = get();
      if (shown === null) return Promise.resolve();
      // What was chosen shows at once; what it means for the file follows.
      set({ look: { ...shown, mapping } });
      return look((job) => call(api().bank.look({ job, token: shown.token, mapping })), true);
    },
    setSkip: (skipProblems) => set({ skipProblems }),
    async commit() {
      const { look: shown, skipProblems, job: busy } = get();
      if (shown === null || busy !== null) return;
      const job = newId();
      set({ step: 'saving', job, progress: null, error: null });
      try {
        const { added, doubles } = await call(api().bank.commit({ job, token: shown.token, mapping: shown.mapping, skipProblems }));
        set({ ...START, result: { added, doubles } });
      } catch (error) {
        const problem = asApiError(error);
        set({ step: 'look', job: null, error: problem.code === 'CANCELLED' ? null : problem });
      }
    },
    async cancel() {
      const { job } = get();
      if (job !== null) await stop(job);
    },
    leave: () => set(START),
    onProgress({ job, stage, done, total }) {
      if (job === get().job) set({ progress: { stage, done, total } });
    },
  };
}

/** Leaving them out was agreed to while the file was read anew: that holds for these and no others. */
function sameProblems(shown: BankLook | null, found: BankLook): boolean {
  return shown?.problemCount === found.problemCount && JSON.stringify(shown.problems) === JSON.stringify(found.problems);
}

/** How many lines would come in. */
export function willBring({ lines, doubles }: BankLook): number {
  return lines - doubles;
}

/** Something new is in it, the columns of a CSV are known, and what cannot be read may be left out. */
export function mayBring({ step, look, looking, skipProblems }: BankState): boolean {
  return step === 'look' && !looking && look !== null && (look.table === null || look.table.ready) && willBring(look) > 0 && (look.problemCount === 0 || skipProblems);
}

/** In pieces: a whole statement as arguments of one call is more than the stack holds. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8192) binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(binary);
}
