// The editor's state and everything it can do: edit with undo, save by itself, issue after five seconds. Made anew for each editor on screen; its components call it.
import { createStore, type StoreApi } from 'zustand';
import type { Profile, Series, TaxRate } from '../../contract/business.ts';
import type { Customer, Item, ItemRow } from '../../contract/customers.ts';
import type { DraftBody } from '../../contract/invoices.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { type EditorDoc, fromBody, toBody } from './draftDoc.ts';
import { cellId, type FieldId } from './fields.ts';
import { type History, record, redo, startHistory, undo } from './history.ts';

/** Time to change one's mind before the number is taken. */
export const ISSUE_MS = 5000;

/** What the draft is judged and drawn with; none of it is stored in the draft. */
export interface EditorContext {
  readonly business: Profile;
  readonly taxes: readonly TaxRate[];
  readonly series: readonly Series[];
  readonly customer: Customer | null;
  /** Items seen in this editor, for their cost. */
  readonly items: ReadonlyMap<string, Item | ItemRow>;
  readonly today: string;
}
export type SaveState = 'idle' | 'saving' | 'failed' | 'conflict';
/** counting: five seconds to stop. taking: main is at it, there is no way back. */
export interface Issuing {
  readonly phase: 'counting' | 'taking';
  readonly number: string;
  readonly endsAt: number;
}
/** A problem main found in what was last sent. */
export interface Refused {
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly severity: 'error' | 'warning';
}

export interface EditorState {
  readonly history: History<EditorDoc>;
  readonly pristine: EditorDoc;
  readonly context: EditorContext;
  readonly id: string | null;
  readonly version: number | null;
  readonly savedAt: string | null;
  readonly save: SaveState;
  readonly error: ApiError | null;
  readonly refused: readonly Refused[];
  /** Issue was tried: from now on also what is only missing is shown red. */
  readonly tried: boolean;
  /** The number the next issue would take. */
  readonly number: string;
  /** Newest date in the series it would take the number from (T44). */
  readonly lastIssued: string | null;
  readonly issuing: Issuing | null;
  /** The line whose second row is open although nothing stands in it yet. */
  readonly detailOpen: number | null;
  /** Where the focus shall go after the next drawing; `turn` tells two wishes for the same place apart. */
  readonly wish: { readonly field: FieldId; readonly turn: number } | null;
}

export interface EditorDeps {
  /** What blocks issuing, first one first. */
  readonly blocking: (doc: EditorDoc, state: EditorState) => readonly { field: FieldId }[];
  readonly onIssued: (id: string, number: string) => void;
  readonly now: () => number;
}
export interface EditorStart {
  readonly body: DraftBody;
  readonly id: string | null;
  readonly version: number | null;
  readonly savedAt: string | null;
  readonly context: EditorContext;
}

export interface Editor {
  readonly store: StoreApi<EditorState>;
  /** Changes the draft. Edits with the same label in quick succession are one step of undo. */
  readonly edit: (label: string | null, change: (doc: EditorDoc) => EditorDoc) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly setContext: (patch: Partial<EditorContext>) => void;
  readonly wish: (field: FieldId) => void;
  /** Opens a line's second row and goes there; null closes it. */
  readonly openDetail: (key: number | null) => void;
  /** Something the draft waits for (a first match still being looked up); issuing waits for it too. */
  readonly pending: (work: Promise<void>) => void;
  /** True when everything is stored. */
  readonly flush: () => Promise<boolean>;
  readonly refreshNumber: () => Promise<void>;
  readonly issue: () => Promise<void>;
  readonly issueNow: () => Promise<void>;
  readonly stop: () => void;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => Promise<void>;
  readonly discard: () => Promise<string | null>;
}

function startState(start: EditorStart): EditorState {
  const doc = fromBody(start.body);
  return {
    history: startHistory(doc), pristine: doc, context: start.context, id: start.id, version: start.version, savedAt: start.savedAt,
    save: 'idle', error: null, refused: [], tried: false, number: '', lastIssued: null, issuing: null, detailOpen: null, wish: null,
  };
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
    wish: (field) => set(({ wish }) => ({ wish: nextWish(wish, field) })),
    openDetail: (key) => set(({ wish }) => ({ detailOpen: key, wish: key === null ? wish : nextWish(wish, cellId(key, 'detail')) })),
    pending(work) {
      const settled = work.finally(() => waiting.delete(settled));
      waiting.add(settled);
    },
    flush: () => autosave.flush(),
    refreshNumber: () => refreshNumber(store),
    ...issuingActions(store, autosave, deps, async () => {
      await Promise.allSettled([...waiting]);
    }),
    ...conflictActions(store, autosave),
    async discard() {
      autosave.drop();
      const { id } = get();
      if (id !== null) await call(api().drafts.discard({ id }));
      return id;
    },
  };
}

function nextWish(wish: EditorState['wish'], field: FieldId): EditorState['wish'] {
  return { field, turn: (wish?.turn ?? 0) + 1 };
}

/** True when the draft never differed from the empty form: such a draft is not stored. */
function untouched({ id, history, pristine }: EditorState): boolean {
  return id === null && history.now === pristine;
}

async function saveDraft(store: StoreApi<EditorState>): Promise<boolean> {
  const state = store.getState();
  if (untouched(state)) return true;
  store.setState({ save: 'saving' });
  try {
    const known = state.id === null || state.version === null ? {} : { id: state.id, version: state.version };
    const { id, version, savedAt } = await call(api().drafts.save({ ...known, body: toBody(state.history.now) }));
    store.setState({ id, version, savedAt, save: 'idle', error: null });
    return true;
  } catch (error) {
    refuse(store, asApiError(error));
    return false;
  }
}

function refuse(store: StoreApi<EditorState>, error: ApiError): void {
  const refused = (error.fields ?? []).map(({ path, code, params, severity }): Refused => ({ path, code, params: params ?? {}, severity: severity ?? 'error' }));
  store.setState({ save: error.code === 'CONFLICT' ? 'conflict' : 'failed', error, refused });
}

async function refreshNumber(store: StoreApi<EditorState>): Promise<void> {
  const { seriesId, issueDate } = store.getState().history.now;
  try {
    const { number, lastIssued } = await call(api().series.peek({ id: seriesId, date: issueDate }));
    store.setState({ number, lastIssued });
  } catch (error) {
    // The line above the form simply does not name a number then; issuing itself will say what is wrong.
    store.setState({ number: '', lastIssued: null, error: asApiError(error) });
  }
}

type IssuingActions = Pick<Editor, 'issue' | 'issueNow' | 'stop'>;

function issuingActions(store: StoreApi<EditorState>, autosave: Autosave, deps: EditorDeps, settled: () => Promise<void>): IssuingActions {
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
    const { issuing, id, version } = get();
    if (issuing?.phase !== 'counting' || id === null || version === null) return;
    stop();
    set({ issuing: { ...issuing, phase: 'taking' } });
    try {
      const issued = await call(api().invoices.issue({ draftId: id, version, acceptWarnings: true }));
      autosave.drop();
      deps.onIssued(issued.id, issued.number);
    } catch (error) {
      refuse(store, asApiError(error));
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
