// What can be done with recurring invoices from any screen. Says what happened in a toast; never throws.
import type { Input } from '../../contract/index.ts';
import { api, asApiError, call } from '../app/api.ts';
import { go, replaceRoute } from '../app/navigate.ts';
import { refuse } from '../editor/editorState.ts';
import type { Editor } from '../editor/editorStore.ts';
import { blockingOf, liveOf } from '../editor/live.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

export async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}

/** From an issued invoice: opened at once, and begun only when the person says so. */
export function repeatInvoice(id: string): Promise<void> {
  return told(async () => {
    const made = await call(api().recurring.fromInvoice({ id }));
    go({ screen: 'recurringOne', id: made.id });
  });
}

/** Opens the template in the editor. */
export function editWording(id: string): Promise<void> {
  return told(async () => {
    const { draftId } = await call(api().recurring.edit({ id }));
    go({ screen: 'editor', draftId, recurring: id });
  });
}

/** One decision about one date. */
export type Decided = Input<'recurring.undo'>;

/** Dates left out, or made into drafts, are due again: the one decided last first, as main wants it. */
export function takeBackDates(decided: readonly Decided[]): Promise<void> {
  return told(async () => {
    for (const one of decided.toReversed()) await call(api().recurring.undo(one));
    toast({ text: t('recurring.dueAgain', { count: decided.length }) });
  });
}

/** Only one that was never begun. */
export function throwAway(id: string): Promise<void> {
  return told(async () => {
    await call(api().recurring.discard({ id }));
    replaceRoute({ screen: 'recurring', tab: 'all' });
    toast({ text: t('recurring.thrownAway') });
  });
}

/** Nothing in a template is wrong that only one of its invoices can have wrong. */
const OF_ONE_DATE: ReadonlySet<string> = new Set(['RATE_MISSING', 'DUE_BEFORE_ISSUE', 'BACKDATED']);

/** Makes what stands in the editor the template: of this recurring invoice, or of a new one (null). Goes to the first field that stands in the way. */
export async function adopt(editor: Editor, id: string | null): Promise<void> {
  const [first] = blockingOf(liveOf(editor.store.getState())).filter(({ code }) => !OF_ONE_DATE.has(code));
  if (first) {
    editor.store.setState({ tried: true });
    editor.wish(first.field);
    return;
  }
  if (!(await editor.flush())) return;
  const { id: draftId, version } = editor.store.getState();
  if (draftId === null || version === null) return;
  try {
    const made = await call(api().recurring.adopt({ id, draftId, version }));
    editor.forget();
    replaceRoute({ screen: 'recurringOne', id: made.id });
    if (id !== null) toast({ text: t('recurring.adopted') });
    if (made.dropped > 0) toast({ text: t('recurring.dropped', { count: made.dropped }), kind: 'problem' });
  } catch (error) {
    refuse(editor.store, asApiError(error), 'idle');
  }
}
