// The first field of an invoice: two letters and Enter take the first match, Alt+N makes a new customer of what was typed.
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { CustomerRow } from '../../contract/customers.ts';
import { api, call } from '../app/api.ts';
import { useT } from '../i18n/index.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { useEditor, useEditorState } from './context.ts';
import { setCustomer } from './customerPick.ts';
import { FieldNotes } from './FieldNotes.tsx';
import { Matched } from './Matched.tsx';
import { type Option, SuggestList } from './SuggestList.tsx';
import { useFieldNotes } from './useFieldNotes.ts';
import { useSuggest } from './useSuggest.ts';
import classes from './editor.module.css';

const ask = async (q: string) => (await call(api().customers.suggest({ q }))).rows;

/** `onNew` opens the form for a new customer with what was typed; `onDone` moves on to the first line. */
export function CustomerField({ onNew, onDone }: { onNew: (name: string) => void; onDone: () => void }) {
  const t = useT();
  const editor = useEditor();
  const chosen = useEditorState((s) => (s.history.now.customerId === null ? null : s.context.customer));
  // null: shows the chosen customer's name.
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const shown = text ?? chosen?.name ?? '';
  const { rows, fresh, first } = useSuggest(ask, shown, open);
  const notes = useFieldNotes('customer');
  const looked = open && fresh ? (rows[active] ?? null) : null;
  useEffect(() => editor.setGhost(looked), [editor, looked]);

  function take(row: CustomerRow): void {
    setText(null);
    setOpen(false);
    editor.pending(setCustomer(editor, row.id));
    onDone();
  }
  function takeFirst(): void {
    const typed = shown;
    setOpen(false);
    onDone();
    editor.pending(
      first(typed).then(async (row) => {
        if (!row) return;
        await setCustomer(editor, row.id);
        setText(null);
      }),
    );
  }
  const options: Option[] = [
    ...rows.map((row) => ({ id: row.id, onPick: () => take(row), content: <CustomerOption row={row} typed={shown} /> })),
    ...(shown.trim() === '' ? [] : [{ id: 'new', apart: true, onPick: () => onNew(shown.trim()), content: <NewOption name={shown.trim()} /> }]),
  ];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey && event.code === 'KeyN') {
      event.preventDefault();
      setOpen(false);
      onNew(text?.trim() ?? '');
    } else if (event.key === 'Escape' && open && options.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown !== '') {
      event.preventDefault();
      setOpen(true);
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setActive((i) => (open ? (i + by + options.length) % Math.max(options.length, 1) : 0));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!open || shown.trim() === '' || text === null) onDone();
      else if (fresh && active > 0) options[active]?.onPick();
      else if (fresh && rows.length === 0) onNew(shown.trim());
      else takeFirst();
    }
  }

  return (
    <div className={classes.field}>
      <label htmlFor="editor-customer">{t('editor.customer')}</label>
      <SuggestList id="customer-list" label={t('editor.customer')} options={options} active={active} open={open && (fresh || rows.length > 0)}>
        <div className={`${classes.in} ${notes.bad ? classes.bad : ''}`}>
          <IconSearch size={16} aria-hidden="true" />
          <input
            ref={input} id="editor-customer" data-field="customer" value={shown} autoComplete="off" spellCheck={false} maxLength={120}
            role="combobox" aria-expanded={open && options.length > 0} aria-controls="customer-list" aria-autocomplete="list"
            aria-activedescendant={open && options.length > 0 ? `customer-list-${active}` : undefined}
            aria-invalid={notes.bad} aria-describedby={notes.describedBy} placeholder={t('editor.customerPlaceholder')}
            onChange={(event) => {
              setText(event.target.value);
              setOpen(true);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setOpen(false);
              if (text !== null && text.trim() === '') editor.edit('customer', (doc) => ({ ...doc, customerId: null }));
              if (chosen || text?.trim() === '') setText(null);
            }}
          />
          {open && fresh && shown.trim() !== '' && <span className={classes.found}>{t('editor.found', { count: rows.length })}</span>}
        </div>
      </SuggestList>
      <FieldNotes field="customer" />
    </div>
  );
}

function CustomerOption({ row, typed }: { row: CustomerRow; typed: string }) {
  const t = useT();
  return (
    <>
      <span className="grow clip">
        <Matched name={row.name} typed={typed} /> <span className="q2 small">{row.city}</span>
      </span>
      <span className="small q2 nw">{t('editor.invoicesSoFar', { count: row.invoices })}</span>
    </>
  );
}

function NewOption({ name }: { name: string }) {
  const t = useT();
  return (
    <>
      <IconPlus size={16} aria-hidden="true" />
      <span className={`grow clip ${classes.newOption}`}>{t('editor.newCustomer', { name })}</span>
      <Kbd keys="alt+n" />
    </>
  );
}
