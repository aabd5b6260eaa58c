// Putting a customer away, bringing them back, and undoing a change of them. List and page call it; never throws.
import type { CustomerInput } from '../../contract/customers.ts';
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

/** Says that a change is kept, with the way back; undone only as long as nobody changed them since. */
export function toldOfChange(before: CustomerInput, name: string): void {
  toast({ text: t('customers.saved', { name }), undo: () => void putBack(before) });
}

async function putBack(before: CustomerInput): Promise<void> {
  try {
    await call(api().customers.save(before));
    toast({ text: t('customers.putBack', { name: before.name }) });
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}
