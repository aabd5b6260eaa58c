// Putting an item away, bringing it back, and undoing a change of it. List and panel call it; never throws.
import type { ItemInput } from '../../contract/customers.ts';
import { api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** Invoices keep their lines; the item is only no longer offered. */
export async function archiveItem(id: string, name: string, archived: boolean): Promise<void> {
  try {
    await call(api().items.archive({ id, archived }));
    toast({ text: t(archived ? 'items.archived' : 'items.back', { name }), undo: () => void archiveItem(id, name, !archived) });
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}

/** What stood there before a change; refused when somebody changed it since. */
export async function putBack(before: ItemInput): Promise<void> {
  try {
    await call(api().items.save(before));
    toast({ text: t('items.putBack', { name: before.name }) });
  } catch (error) {
    toast({ text: sentence(asApiError(error)), kind: 'problem' });
  }
}
