// The editor's state: what it is made of, how it starts, is stored and takes a refusal. Editor components read the types; editorStore.ts and issuing.ts call the functions.
import type { StoreApi } from 'zustand';
import type { Profile, Series, TaxRate } from '../../contract/business.ts';
import type { Customer, CustomerRow, Item, ItemRow } from '../../contract/customers.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { kindOf } from '../../domain/draft.ts';
import { numberedAs } from '../../domain/lifecycle.ts';
import type { DueFrom } from '../../domain/taxDue.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { type EditorDoc, fromBody, toBody } from './draftDoc.ts';
import type { FieldId } from './fields.ts';
import { type History, startHistory } from './history.ts';

/** What the draft is judged and drawn with; none of it is stored in the draft. */
export interface EditorContext {
  readonly business: Profile;
  readonly taxes: readonly TaxRate[];
  readonly series: readonly Series[];
  readonly taxDue: readonly DueFrom[];
  readonly customer: Customer | null;
  /** Items seen in this editor, for their cost. */
  readonly items: ReadonlyMap<string, Item | ItemRow>;
  readonly today: string;
  /** The issued documents the draft is made from, by id, and the deposit invoices it takes off. */
  readonly sources: ReadonlyMap<string, Snapshot>;
  readonly deposits: readonly Snapshot[];
}
export type SaveState = 'idle' | 'saving' | 'failed' | 'conflict';
/** asking: there are warnings to accept. counting: five seconds to stop. taking: main is at it, there is no way back. */
export interface Issuing {
  readonly phase: 'asking' | 'counting' | 'taking';
  readonly number: string;
  readonly endsAt: number;
  /** Only while asking: what nobody has accepted yet. */
  readonly warnings: readonly Refused[];
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
  /** The last closed day. */
  readonly closedThrough: string | null;
  readonly issuing: Issuing | null;
  /** The customer only looked at in the list so far: the page shows them as not settled. */
  readonly ghost: CustomerRow | null;
  /** The line whose second row is open although nothing stands in it yet. */
  readonly detailOpen: number | null;
  /** Where the focus shall go after the next drawing; `turn` tells two wishes for the same place apart. */
  readonly wish: { readonly field: FieldId; readonly turn: number } | null;
}

export interface EditorStart {
  readonly body: DraftBody;
  readonly id: string | null;
  readonly version: number | null;
  readonly savedAt: string | null;
  readonly context: EditorContext;
}

/** The state an editor begins with. */
export function startState(start: EditorStart): EditorState {
  const doc = fromBody(start.body);
  return {
    history: startHistory(doc), pristine: doc, context: start.context, id: start.id, version: start.version, savedAt: start.savedAt,
    save: 'idle', error: null, refused: [], tried: false, number: '', lastIssued: null, closedThrough: null, issuing: null, ghost: null, detailOpen: null, wish: null,
  };
}

/** A wish for the focus; wishing for the same place again counts anew. */
export function nextWish(wish: EditorState['wish'], field: FieldId): EditorState['wish'] {
  return { field, turn: (wish?.turn ?? 0) + 1 };
}

/** True when the draft never differed from the empty form: such a draft is not stored. */
function untouched({ id, history, pristine }: EditorState): boolean {
  return id === null && history.now === pristine;
}

/** Stores the draft as it stands, unless nobody touched it. True when it is stored; a refusal ends up in the state. */
export async function saveDraft(store: StoreApi<EditorState>): Promise<boolean> {
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

/** The fields of a refusal. */
export function refusedOf(error: ApiError): Refused[] {
  return (error.fields ?? []).map(({ path, code, params, severity }) => ({ path, code, params: params ?? {}, severity: severity ?? 'error' }));
}

/** Keeps what main refused: fields become notes, a conflict asks which draft goes on. `otherwise`: whether the draft itself is stored. */
export function refuse(store: StoreApi<EditorState>, error: ApiError, otherwise: SaveState = 'failed'): void {
  store.setState({ save: error.code === 'CONFLICT' ? 'conflict' : otherwise, error, refused: refusedOf(error) });
}

/** Asks which number the next issue would take. Never throws. */
export async function refreshNumber(store: StoreApi<EditorState>): Promise<void> {
  const { now } = store.getState().history;
  try {
    const { number, lastIssued, closedThrough } = await call(api().series.peek({ id: now.seriesId, date: now.issueDate, kind: numberedAs(kindOf(now)) }));
    store.setState({ number, lastIssued, closedThrough });
  } catch (error) {
    // The line above the form simply does not name a number then; issuing itself will say what is wrong.
    store.setState({ number: '', lastIssued: null, error: asApiError(error) });
  }
}
