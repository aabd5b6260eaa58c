// A new customer without leaving the invoice: opens under the head of the form, saves, and the invoice goes on with them.
import { useEffect, useRef } from 'react';
import { CustomerForm } from '../customers/CustomerForm.tsx';
import { emptyCustomer } from '../customers/customerDraft.ts';
import { useT } from '../i18n/index.ts';
import { useEditor, useEditorState } from './context.ts';
import { setCustomer } from './customerPick.ts';
import { cellId } from './fields.ts';
import classes from './editor.module.css';

export function NewCustomer({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useT();
  const editor = useEditor();
  const country = useEditorState((s) => s.context.business.country);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <section ref={box} className={classes.card} aria-label={t('editor.newCustomerTitle')}>
      <h2 className={classes.cardTitle}>{t('editor.newCustomerTitle')}</h2>
      <CustomerForm
        short start={emptyCustomer(name, country)} saveLabel={t('editor.saveCustomer')}
        onSaved={(id) => {
          onClose();
          editor.pending(setCustomer(editor, id));
          const first = editor.store.getState().history.now.lines[0];
          if (first) editor.wish(cellId(first.key, 'item'));
        }}
        onCancel={() => {
          onClose();
          editor.wish('customer');
        }}
      />
    </section>
  );
}
