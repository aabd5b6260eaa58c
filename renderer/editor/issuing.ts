// Issuing from the editor: check, store, count five seconds, and only then take the number. Part of editorStore.ts, which is the only caller.
import type { StoreApi } from 'zustand';
import { api, asApiError, call } from '../app/api.ts';
import type { Autosave } from './autosave.ts';
import type { EditorDoc } from './draftDoc.ts';
import { type EditorState, nextWish, refreshNumber, refuse } from './editorState.ts';
import type { FieldId } from './fields.ts';

/** Time to change one's mind before the number is taken. */
export const ISSUE_MS = 5000;

export interface IssuingDeps {
  /** What blocks issuing, first one first. */
  readonly blocking: (doc: EditorDoc, state: EditorState) => readonly { field: FieldId }[];
  readonly onIssued: (id: string, number: string) => void;
  readonly now: () => number;
}

export interface IssuingActions {
  readonly issue: () => Promise<void>;
  readonly issueNow: () => Promise<void>;
  readonly stop: () => void;
}

/** `settled` waits for what the draft still waits for (a first match being looked up). */
export function issuingActions(store: StoreApi<EditorState>, autosave: Autosave, deps: IssuingDeps, settled: () => Promise<void>): IssuingActions {
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let starting = false;

  function jumpToFirst(): boolean {
    const [first] = deps.blocking(get().history.now, get());
    if (first) set(({ wish }) => ({ tried: true, wish: nextWish(wish, first.field) }));
    return first !== undefined;
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (get().issuing?.phase === 'counting') set({ issuing: null });
  }

  async function issueNow(): Promise<void> {
    const { issuing } = get();
    if (issuing?.phase !== 'counting') return;
    stop();
    set({ issuing: { ...issuing, phase: 'taking' } });
    try {
      // A letter typed while the count was being prepared is on the page already: it belongs on the invoice too.
      const stored = await autosave.flush();
      const { id, version } = get();
      if (!stored || id === null || version === null) {
        set({ issuing: null });
        return void jumpToFirst();
      }
      const issued = await call(api().invoices.issue({ draftId: id, version, acceptWarnings: true }));
      autosave.drop();
      deps.onIssued(issued.id, issued.number);
    } catch (error) {
      refuse(store, asApiError(error), 'idle');
      set({ issuing: null });
      jumpToFirst();
    }
  }

  async function prepare(): Promise<void> {
    await settled();
    if (jumpToFirst()) return;
    // A draft opened and issued without an edit is stored already; a new one without an edit never gets here (it has no customer).
    if (!(await autosave.flush()) || get().id === null) return void jumpToFirst();
    await refreshNumber(store);
    set({ issuing: { phase: 'counting', number: get().number, endsAt: deps.now() + ISSUE_MS } });
    timer = setTimeout(() => void issueNow(), ISSUE_MS);
  }

  async function issue(): Promise<void> {
    if (get().issuing) return issueNow();
    if (starting) return;
    starting = true;
    await prepare().finally(() => {
      starting = false;
    });
  }
  return { issue, issueNow, stop };
}
