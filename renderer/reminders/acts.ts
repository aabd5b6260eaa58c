// What can be done with reminders from any screen: write letters for late documents, keep and print them, leave somebody in peace. Says what happened in a toast; never throws.
import type { ReminderTarget } from '../../contract/reminders.ts';
import { api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** A late document, as far as sorting it into letters asks. */
export interface Remindable {
  readonly documentId: string;
  readonly customerId: string;
  readonly customer: string;
  readonly currency: string;
}
export interface LetterGroup {
  readonly customerId: string;
  readonly customer: string;
  readonly currency: string;
  readonly documentIds: readonly string[];
}

/** One letter for each customer and currency, in order of appearance. */
export function groupLetters(documents: readonly Remindable[]): LetterGroup[] {
  const groups = new Map<string, { customerId: string; customer: string; currency: string; documentIds: string[] }>();
  for (const { documentId, customerId, customer, currency } of documents) {
    const key = `${customerId} ${currency}`;
    const group = groups.get(key) ?? { customerId, customer, currency, documentIds: [] };
    group.documentIds.push(documentId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Between two letters, so that the window stays quick and each PDF gets its turn. */
const PAUSE_MS = 25;

/** Writes all letters; `progress` is told before each, and ends the work by answering false. Answers the ids of the letters. */
export async function sendLetters(groups: readonly LetterGroup[], progress: (done: number) => boolean = () => true): Promise<string[]> {
  const sent: { id: string; number: number }[] = [];
  const problems: string[] = [];
  for (const [done, { customer, documentIds, ...group }] of groups.entries()) {
    if (!progress(done)) break;
    try {
      sent.push(await call(api().reminders.send({ id: crypto.randomUUID(), ...group, documentIds: [...documentIds] })));
    } catch (error) {
      problems.push(`${customer}: ${sentence(asApiError(error))}`);
    }
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
  if (sent.length > 0) toast({ text: t('reminders.sent', { count: sent.length, first: sent[0]?.number ?? 0, last: sent.at(-1)?.number ?? 0 }), detail: t('reminders.sentDetail'), undo: () => void takeLettersBack(sent.map(({ id }) => id)) });
  if (problems.length > 0) toast({ text: t('reminders.notSent', { count: problems.length }), detail: problems.slice(0, 3).join(' '), kind: 'problem' });
  return sent.map(({ id }) => id);
}

/** The levels count as before; the history keeps both. */
function takeLettersBack(ids: readonly string[]): Promise<void> {
  return told(async () => {
    for (const id of ids) await call(api().reminders.void({ id, reason: '' }));
    toast({ text: t('reminders.takenBack', { count: ids.length }) });
  });
}

/** From any list: sorts documents into letters and writes them. */
export async function remindDocuments(documents: readonly Remindable[]): Promise<void> {
  await sendLetters(groupLetters(documents));
}

async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}

export function saveLetter(id: string, number: number): Promise<void> {
  return told(async () => {
    const { saved } = await call(api().reminders.savePdf({ id }));
    if (saved) toast({ text: t('reminders.pdfSaved', { number }) });
  });
}

export function printLetter(id: string, number: number): Promise<void> {
  return told(async () => {
    const { printed } = await call(api().reminders.print({ id }));
    if (printed) toast({ text: t('reminders.printed', { number }) });
  });
}

export function voidLetter(id: string, reason: string): Promise<void> {
  return told(async () => {
    await call(api().reminders.void({ id, reason }));
  });
}

/** until null: for good. The word in the toast takes it back. */
export function leaveInPeace(target: ReminderTarget, until: string | null): Promise<void> {
  return told(async () => {
    await call(api().reminders.quiet({ target, off: false, until }));
    toast({ text: t('reminders.quietNow'), undo: () => void remindAgain(target) });
  });
}

export function remindAgain(target: ReminderTarget): Promise<void> {
  return told(async () => {
    await call(api().reminders.quiet({ target, off: true, until: null }));
  });
}
