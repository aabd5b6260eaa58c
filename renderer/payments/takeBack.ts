// The way back from an act on money, for the message that tells of it. Screens of payments call it; it never throws.
import type { Input } from '../../contract/index.ts';
import { api, asApiError, call } from '../app/api.ts';
import { may } from '../app/may.ts';
import { sentence } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/** Undo for a toast, where the person may take money back at all; both stay in the history (T54). */
export function takeBack(target: Input<'payments.void'>['target'], date: string): { undo?: () => void } {
  if (!may('payment.undo')) return {};
  const id = crypto.randomUUID();
  const undo = async (): Promise<void> => {
    try {
      await call(api().payments.void({ id, target, date, reason: '' }));
      toast({ text: t('payments.voided') });
    } catch (error) {
      toast({ text: sentence(asApiError(error)), kind: 'problem' });
    }
  };
  return { undo: () => void undo() };
}
