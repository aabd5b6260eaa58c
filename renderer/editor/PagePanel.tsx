// The page the customer gets, beside the form: the same component that becomes the PDF. Follows typing a beat later, so that typing never waits for it.
import { IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { CustomerRow } from '../../contract/customers.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { Page } from '../document/Page.tsx';
import { useT } from '../i18n/index.ts';
import type { PageDraft, PageField } from '../../paper/draft.ts';
import { Button } from '../ui/Button.tsx';
import { useEditorState, useLive } from './context.ts';
import type { Live } from './live.ts';
import classes from './editor.module.css';

const STEPS = [1, 1.25, 1.5, 1.75, 2];
const PAGE_FIELDS: readonly PageField[] = ['customer', 'issueDate', 'validUntil', 'dueDate', 'supplyDate', 'reference'];

/** Which fields of the page are red because something is wrong at their place in the form. */
export function pageDraft(live: Live, ghost: boolean): PageDraft {
  const wrong = PAGE_FIELDS.filter((field) => live.notes.some((note) => note.field === field && note.level === 'problem'));
  return { ghostNumber: true, highlight: { ...Object.fromEntries(wrong.map((field) => [field, 'wrong' as const])), ...(ghost && { customer: 'ghost' as const }) } };
}

/** The page with a customer on it who is only highlighted in the list. */
export function withGhost(snapshot: Snapshot, ghost: CustomerRow): Snapshot {
  const { name, contact, city, country, email } = ghost;
  return { ...snapshot, buyer: { name, contact, city, country, email, street: '', street2: '', region: '', postcode: '', vatId: '', taxNumber: '', phone: '' } };
}

export function PagePanel({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const live = useDeferredValue(useLive((l) => l));
  const ghost = useDeferredValue(useEditorState((s) => s.ghost));
  const snapshot = useMemo(() => (ghost ? withGhost(live.snapshot, ghost) : live.snapshot), [live.snapshot, ghost]);
  const [step, setStep] = useState(0);
  const marks = JSON.stringify(pageDraft(live, ghost !== null));
  // The same marks are the same object: the page is not drawn anew for nothing.
  const draft = useMemo((): PageDraft => JSON.parse(marks), [marks]);
  const zoom = STEPS[step] ?? 1;
  return (
    <aside className={classes.side} aria-label={t('editor.page')} data-open={open} data-region="page">
      <div className={classes.sideBar}>
        <span className="grow" aria-hidden="true">{t('editor.page')}</span>
        <Button kind="quiet" size="dense" iconOnly aria-label={t('editor.smaller')} aria-disabled={step === 0 || undefined} icon={<IconZoomOut size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setStep(Math.max(0, step - 1))} />
        <Button kind="quiet" size="dense" iconOnly aria-label={t('editor.larger')} aria-disabled={step === STEPS.length - 1 || undefined} icon={<IconZoomIn size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setStep(Math.min(STEPS.length - 1, step + 1))} />
        <Button className={classes.fold ?? ''} kind="quiet" size="dense" iconOnly aria-label={t('editor.hidePage')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      <div className={classes.sideScroll} tabIndex={0} role="group" aria-label={t('editor.pageScroll')}>
        <Page snapshot={snapshot} draft={draft} zoom={zoom} />
      </div>
    </aside>
  );
}
