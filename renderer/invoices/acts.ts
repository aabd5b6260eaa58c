// What can be done with an issued invoice from any list or from its own screen. Says what happened in a toast; never throws.
import { api, asApiError, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** Runs an act; what main refuses is said in a toast. */
export async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}

/** A new draft with the same lines, dated today, opened at once. */
export function duplicate(id: string, today: string): Promise<void> {
  return told(async () => {
    const draft = await call(api().invoices.duplicate({ id, today }));
    go({ screen: 'editor', draftId: draft.id });
  });
}

/** Main asks where to; nothing is said when the dialog was closed. */
export function savePdf(id: string, number: string): Promise<void> {
  return told(async () => {
    const { saved } = await call(api().invoices.savePdf({ id }));
    if (saved) toast({ text: t('invoices.pdfSaved', { number }) });
  });
}

/** Main opens the printer's dialog. */
export function printInvoice(id: string, number: string): Promise<void> {
  return told(async () => {
    const { printed } = await call(api().invoices.print({ id }));
    if (printed) toast({ text: t('invoices.printed', { number }) });
  });
}

/** Drafts go at once, and come back with Undo. */
export function discardDrafts(ids: readonly string[]): Promise<void> {
  return told(async () => {
    for (const id of ids) await call(api().drafts.discard({ id }));
    toast({
      text: t('invoices.discarded', { count: ids.length }),
      undo: () => {
        void told(async () => {
          for (const id of ids) await call(api().drafts.restore({ id }));
        });
      },
    });
  });
}
