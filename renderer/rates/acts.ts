// Taking back rates: one entry or a whole file, with a word about it. The settings page and its messages call it.
import { api, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** What stood before it counts again. Never throws. */
export async function undoRate(actId: string): Promise<void> {
  try {
    await call(api().rates.undo({ id: crypto.randomUUID(), actId }));
    toast({ id: 'rate-undone', text: t('rates.undone') });
  } catch (error) {
    toast({ kind: 'problem', text: sentence(error) });
  }
}
