// Where a document stands and what belongs to it, kept fresh; and recording what the customer said. The document page calls it.
import type { DocumentLife } from '../../contract/documents.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { t } from '../i18n/index.ts';
import { told } from '../invoices/acts.ts';
import { toast } from '../ui/toast.ts';

export function useLife(id: string, today: string): DocumentLife | null {
  const life = useLoad(() => call(api().documents.life({ id, today })), `${id} ${today}`);
  useChanged(['invoices', 'drafts'], life.reload);
  return life.value;
}

export type Answer = DocumentLife['actions'][number];

/** Main writes it down; the page hears of it through its event. */
export function answer(id: string, number: string, action: Answer, today: string): Promise<void> {
  return told(async () => {
    await call(api().documents.act({ id, action, today }));
    const undo = action === 'accept' || action === 'decline' ? { undo: () => void answer(id, number, 'reopen', today) } : {};
    toast({ id: 'answer', text: t(`papers.done.${action}`, { number }), ...undo });
  });
}
