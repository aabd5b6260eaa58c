// Everything the editor can do: edit with undo, save by itself, issue after five seconds. Made anew for each editor on screen; its components call it.
import { createStore, type StoreApi } from 'zustand';
import type { CustomerRow } from '../../contract/customers.ts';
import { api, call } from '../app/api.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { type EditorDoc, fromBody } from './draftDoc.ts';
import { type EditorContext, type EditorStart, type EditorState, nextWish, refreshNumber, saveDraft, startState } from './editorState.ts';
import { cellId, type FieldId } from './fields.ts';
import { type History, record, redo, startHistory, undo } from './history.ts';
import { issuingActions, type IssuingDeps } from './issuing.ts';

export type EditorDeps = IssuingDeps;
export interface Editor {
  readonly store: StoreApi<EditorState>;
  /** Changes the draft. Edits with the same label in quick succession are one step of undo. */
  readonly edit: (label: string | null, change: (doc: EditorDoc) => EditorDoc) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly setContext: (patch: Partial<EditorContext>) => void;
  readonly wish: (field: FieldId) => void;
  /** Shows a customer on the page who is not chosen yet. */
  readonly setGhost: (row: CustomerRow | null) => void;
  /** Opens a line's second row and goes there; null closes it. */
  readonly openDetail: (key: number | null) => void;
  /** Something the draft waits for (a first match still being looked up); issuing waits for it too. */
  readonly pending: (work: Promise<void>) => void;
  /** Whether such a thing is still on its way. */
  readonly isWaiting: () => boolean;
  /** True when everything is stored. */
  readonly flush: () => Promise<boolean>;
  readonly refreshNumber: () => Promise<void>;
  readonly issue: () => Promise<void>;
  readonly issueNow: () => Promise<void>;
  readonly stop: () => void;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => Promise<void>;
  /** Stops saving and tells the draft's id, for whoever discards it. */
  readonly forget: () => string | null;
}

/** Makes an editor for a new draft (id null; stored at the first edit) or a stored one. */
export function createEditor(start: EditorStart, deps: EditorDeps): Editor {
  const store = createStore<EditorState>(() => startState(start));
  const { getState: get, setState: set } = store;
  const autosave = createAutosave(() => saveDraft(store));
  const waiting = new Set<Promise<void>>();

  function land(history: History<EditorDoc>): void {
    set({ history, refused: [], error: null });
    if (get().save !== 'conflict') autosave.touch();
  }

  return {
    store,
    edit(label, change) {
      if (get().issuing) return;
      const { history } = get();
      const next = change(history.now);
      if (next !== history.now) land(record(history, next, label, deps.now()));
    },
    undo() {
      const { history, issuing } = get();
      if (!issuing && history.past.length > 0) land(undo(history));
    },
    redo() {
      const { history, issuing } = get();
      if (!issuing && history.future.length > 0) land(redo(history));
    },
    setContext: (patch) => set(({ context }) => ({ context: { ...context, ...patch } })),
    setGhost: (ghost) => set({ ghost }),
    wish: (field) => set(({ wish }) => ({ wish: nextWish(wish, field) })),
    openDetail: (key) => set(({ wish }) => ({ detailOpen: key, wish: key === null ? wish : nextWish(wish, cellId(key, 'detail')) })),
    pending(work) {
      const settled = work.finally(() => waiting.delete(settled));
      waiting.add(settled);
    },
    isWaiting: () => waiting.size > 0,
    flush: () => autosave.flush(),
    refreshNumber: () => refreshNumber(store),
    ...issuingActions(store, autosave, deps, async () => {
      await Promise.allSettled([...waiting]);
    }),
    ...conflictActions(store, autosave),
    forget() {
      autosave.drop();
      return get().id;
    },
  };
}

function conflictActions(store: StoreApi<EditorState>, autosave: Autosave): Pick<Editor, 'keepMine' | 'takeTheirs'> {
  const { getState: get, setState: set } = store;
  const latest = async () => {
    const { id } = get();
    return id === null ? null : call(api().drafts.get({ id }));
  };
  return {
    async keepMine() {
      const theirs = await latest();
      if (!theirs) return;
      set({ version: theirs.version, save: 'idle', error: null });
      autosave.touch();
      await autosave.flush();
    },
    async takeTheirs() {
      const theirs = await latest();
      if (!theirs) return;
      autosave.drop();
      const doc = fromBody(theirs.body);
      set({ history: startHistory(doc), pristine: doc, version: theirs.version, savedAt: theirs.updatedAt, save: 'idle', error: null, refused: [] });
    },
  };
}
