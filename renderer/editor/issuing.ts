// Issuing from the editor: check, store, count five seconds, and only then take the number. Part of editorStore.ts, which is the only caller.
import type { StoreApi } from 'zustand';
import { api, asApiError, call } from '../app/api.ts';
import { makeStore } from '../app/stores.ts';
import type { Autosave } from './autosave.ts';
import type { EditorDoc } from './draftDoc.ts';
import { type EditorState, nextWish, type Refused, refreshNumber, refuse, refusedOf } from './editorState.ts';
import type { FieldId } from './fields.ts';

/** Warnings about the business itself that were accepted since the books were opened. */
const useOnce = makeStore<{ seller: ReadonlySet<string> }>(() => ({ seller: new Set() }));

const keyOf = ({ path, code }: Refused): string => `${path} ${code}`;

/** Time to change one's mind before the number is taken. */
export const ISSUE_MS = 5000;

export interface IssuingDeps {
  /** What blocks issuing, first one first. */
  readonly blocking: (doc: EditorDoc, state: EditorState) => readonly { field: FieldId }[];
  /** What the rules warn of, as known here. */
  readonly warnings: (state: EditorState) => readonly Refused[];
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
  /** What the person has accepted for this draft. */
  const accepted = new Set<string>();

  function jumpToFirst(): boolean {
    const [first] = deps.blocking(get().history.now, get());
    if (first) set(({ wish }) => ({ tried: true, wish: nextWish(wish, first.field) }));
    return first !== undefined;
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (get().issuing && get().issuing?.phase !== 'taking') set({ issuing: null });
  }

  function unseen(warnings: readonly Refused[]): readonly Refused[] {
    return warnings.filter((warning) => !accepted.has(keyOf(warning)) && !useOnce.getState().seller.has(keyOf(warning)));
  }

  function ask(warnings: readonly Refused[]): void {
    set({ issuing: { phase: 'asking', number: get().number, endsAt: 0, warnings } });
  }

  /** A missing tax number of one's own is asked about once, not at each invoice of the day. */
  function accept(warnings: readonly Refused[]): void {
    for (const warning of warnings) accepted.add(keyOf(warning));
    const own = warnings.filter(({ path }) => path.startsWith('seller.')).map(keyOf);
    useOnce.setState(({ seller }) => ({ seller: new Set([...seller, ...own]) }));
  }

  /** Main is never told to accept more than what was on screen: what it finds besides comes back and is asked about. */
  async function take(draftId: string, version: number): Promise<{ id: string; number: string } | null> {
    try {
      return await call(api().invoices.issue({ draftId, version, acceptWarnings: false }));
    } catch (thrown) {
      const error = asApiError(thrown);
      const found = refusedOf(error);
      if (error.code !== 'DOCUMENT_INVALID' || found.some(({ severity }) => severity !== 'warning')) throw error;
      const news = unseen(found);
      if (news.length === 0) return call(api().invoices.issue({ draftId, version, acceptWarnings: true }));
      ask(news);
      return null;
    }
  }

  async function issueNow(): Promise<void> {
    const { issuing } = get();
    if (issuing?.phase === 'asking') {
      accept(issuing.warnings);
      return count();
    }
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
      const issued = await take(id, version);
      if (issued === null) return;
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
    const news = unseen(deps.warnings(get()));
    if (news.length > 0) ask(news);
    else count();
  }

  function count(): void {
    set({ issuing: { phase: 'counting', number: get().number, endsAt: deps.now() + ISSUE_MS, warnings: [] } });
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
