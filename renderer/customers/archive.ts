// Putting a customer away, or bringing them back, with undo. List and page call it; never throws.
import { api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** Their invoices stay as they are; they are only no longer offered. */
export async function archiveCustomer(id: string, name: string, archived: boolean): Promise<void> {
  try {
    await call(api().customers.archive({ id, archived }));
    toast({ text: t(archived ? 'customers.archived' : 'customers.back', { name }), undo: () => void archiveCustomer(id, name, !archived) });
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}
