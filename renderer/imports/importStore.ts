// The steps of an import: choose a file, say what its columns are, look, bring in, and take it all back. View state of Import.tsx only; made anew for each visit.
import { createStore, type StoreApi } from 'zustand';
import type { FileSum, ImportKind, ImportMapping, ImportPick, ImportPreview } from '../../contract/imports.ts';
import type { BillfoldEvent } from '../../contract/events.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';

type Progress = Pick<Extract<BillfoldEvent, { type: 'progress' }>, 'stage' | 'done' | 'total'>;

export interface ImportState {
  readonly step: 'start' | 'map' | 'working' | 'done' | 'undone';
  readonly picking: boolean;
  readonly file: ImportPick | null;
  readonly mapping: ImportMapping;
  readonly preview: ImportPreview | null;
  /** The dry run is going on; `lookJob` names it once it has begun. */
  readonly looking: boolean;
  readonly lookJob: string | null;
  readonly skipDuplicates: boolean;
  /** Documents that cannot be are left out and listed, instead of stopping the import. */
  readonly leaveOut: boolean;
  readonly job: string | null;
  readonly progress: Progress | null;
  readonly result: { readonly importId: string; readonly added: number; readonly skipped: number; readonly refused?: number | undefined; readonly sums?: readonly FileSum[] | undefined } | null;
  readonly removed: number;
  readonly error: ApiError | null;
}

const PAUSE_MS = 250;
const START: ImportState = {
  step: 'start', picking: false, file: null, mapping: { columns: [], numbers: 'point' }, preview: null, looking: false, lookJob: null, skipDuplicates: true, leaveOut: false, job: null, progress: null, result: null, removed: 0, error: null,
};

export interface ImportModel {
  readonly store: StoreApi<ImportState>;
  readonly pick: () => Promise<void>;
  /** Changes what the columns mean, and looks at the whole file anew. */
  readonly remap: (mapping: ImportMapping) => void;
  /** Looks again after the dry run was stopped. */
  readonly look: () => Promise<void>;
  readonly stopLooking: () => void;
  readonly setSkip: (skipDuplicates: boolean) => void;
  readonly setLeaveOut: (leaveOut: boolean) => void;
  readonly commit: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly again: () => void;
  readonly onProgress: (event: Extract<BillfoldEvent, { type: 'progress' }>) => void;
}

/** Makes one import. `newId` names jobs; errors end up in the state, nothing is thrown. */
export function createImport(kind: ImportKind, newId: () => string): ImportModel {
  const store = createStore<ImportState>(() => START);
  const { getState: get, setState: set } = store;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  /** Whoever looks last is answered; main stops the dry run before this one. */
  async function look(): Promise<void> {
    clearTimeout(waiting);
    const { file, mapping } = get();
    if (!file) return;
    const job = newId();
    const mine = (): boolean => get().lookJob === job;
    set({ looking: true, lookJob: job, progress: null });
    try {
      const preview = await call(api().imports.preview({ token: file.token, kind, mapping, job }));
      if (mine()) set({ preview, looking: false, lookJob: null, error: null });
    } catch (error) {
      if (mine()) set({ preview: null, looking: false, lookJob: null, error: asApiError(error) });
    }
  }

  function stopLooking(): void {
    clearTimeout(waiting);
    const { lookJob } = get();
    set({ looking: false, lookJob: null, preview: null });
    if (lookJob !== null) void call(api().imports.cancel({ job: lookJob })).catch(() => undefined); // it had ended by itself
  }

  async function pick(): Promise<void> {
    if (get().picking) return;
    set({ picking: true, error: null });
    try {
      const file = await call(api().imports.pick({ kind }));
      if (!file) return set({ picking: false });
      set({ ...START, step: 'map', file, mapping: file.mapping });
      await look();
    } catch (error) {
      set({ picking: false, error: asApiError(error) });
    }
  }

  async function run<T>(act: (job: string) => Promise<T>, after: (value: T) => Partial<ImportState>, backTo: ImportState['step']): Promise<void> {
    if (get().job !== null) return;
    const job = newId();
    set({ step: 'working', job, progress: null, error: null });
    try {
      const value = await act(job);
      set({ job: null, ...after(value) });
    } catch (error) {
      set({ job: null, step: backTo, error: asApiError(error) });
    }
  }

  return {
    store,
    pick,
    look,
    stopLooking,
    remap(mapping) {
      // Several columns are often set one after the other: one look for all of them.
      set({ mapping, looking: true });
      clearTimeout(waiting);
      waiting = setTimeout(() => void look(), PAUSE_MS);
    },
    setSkip: (skipDuplicates) => set({ skipDuplicates }),
    setLeaveOut: (leaveOut) => set({ leaveOut }),
    commit() {
      const { file, mapping, skipDuplicates, leaveOut } = get();
      if (!file) return Promise.resolve();
      return run((job) => call(api().imports.commit({ token: file.token, kind, mapping, skipDuplicates, leaveOut, job })), (result) => ({ step: 'done', result }), 'map');
    },
    async cancel() {
      const { job } = get();
      if (job !== null) await call(api().imports.cancel({ job })).catch((error: unknown) => set({ error: asApiError(error) }));
    },
    undo() {
      const { result } = get();
      if (!result) return Promise.resolve();
      return run((job) => call(api().imports.undo({ importId: result.importId, job })), ({ removed }) => ({ step: 'undone', removed }), 'done');
    },
    again: () => set(START),
    onProgress({ job, stage, done, total }) {
      if (job === (get().job ?? get().lookJob)) set({ progress: { stage, done, total } });
    },
  };
}

/** How many rows would come in. */
export function willAdd(preview: ImportPreview, skipDuplicates: boolean): number {
  return skipDuplicates ? preview.good : preview.good + preview.duplicates;
}
