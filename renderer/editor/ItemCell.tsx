// What is sold: two letters and Enter take the first matching item, or free words stay as they are.
import { useState, type KeyboardEvent } from 'react';
import type { ItemRow } from '../../contract/customers.ts';
import { api, call } from '../app/api.ts';
import { useT } from '../i18n/index.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { type CellProps, cellAttributes } from './cellProps.ts';
import { useEditor, useEditorState } from './context.ts';
import { setDescription } from './draftDoc.ts';
import { cellId } from './fields.ts';
import { defaultTaxIds, putItem } from './itemPick.ts';
import { Matched } from './Matched.tsx';
import { numbers } from './numbers.ts';
import { type Option, SuggestList } from './SuggestList.tsx';
import { useSuggest } from './useSuggest.ts';
import classes from './editor.module.css';

const ask = async (q: string) => (await call(api().items.suggest({ q }))).rows;

interface ItemCellProps extends CellProps {
  /** Moves on as Enter does. */
  readonly onDone: () => void;
  readonly placeholder: string | undefined;
}

export function ItemCell({ line, position, notes, onDone, placeholder }: ItemCellProps) {
  const t = useT();
  const editor = useEditor();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { rows, fresh, first } = useSuggest(ask, line.description, open);
  const field = cellId(line.key, 'item');
  // A line that is already something is only reworded: Enter must not swap it for another item.
  const fixed = line.itemId !== null || line.unitPrice !== '';
  const list = `items-${line.key}`;

  function setText(description: string): void {
    editor.edit(field, (doc) => setDescription(doc, line.key, description, defaultTaxIds(editor.store.getState().context.taxes)));
    setOpen(true);
    setActive(fixed ? -1 : 0);
  }
  function take(row: ItemRow): void {
    setOpen(false);
    putItem(editor, line.key, row);
    onDone();
  }
  function takeFirst(): void {
    const typed = line.description;
    setOpen(false);
    editor.pending(
      first(typed).then((row) => {
        if (row) putItem(editor, line.key, row, typed);
      }),
    );
    onDone();
  }
  const options: Option[] = rows.map((row) => ({ id: row.id, onPick: () => take(row), content: <ItemOption row={row} typed={line.description} /> }));
  if (rows.length > 0 && !fixed) options.push({ id: 'keep', apart: true, onPick: () => setOpen(false), content: <KeepOption text={line.description} /> });
  const shown = open && rows.length > 0 && line.description.trim() !== '';

  function onKeyDown(event: KeyboardEvent): void {
    const plainEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.nativeEvent.isComposing;
    if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      setActive((i) => (i + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length);
    } else if (plainEnter && open && line.description.trim() !== '') {
      if (active < 0) return;
      event.preventDefault();
      event.stopPropagation();
      if (fresh && rows.length > 0 && active > 0) options[active]?.onPick();
      else takeFirst();
    }
  }

  return (
    <SuggestList id={list} label={t('editor.item')} options={options} active={active} open={shown} width={380}>
      <input
        {...cellAttributes(t('editor.cell', { name: t('editor.item'), position }), field, notes, `notes-line-${line.key}`)}
        className={`${classes.cell} ${classes.item}`} value={line.description} maxLength={200} placeholder={placeholder}
        role="combobox" aria-expanded={shown} aria-controls={list} aria-autocomplete="list" aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
    </SuggestList>
  );
}

function ItemOption({ row, typed }: { row: ItemRow; typed: string }) {
  const base = useEditorState((s) => s.context.business.currency);
  return (
    <>
      <span className="grow clip">
        <Matched name={row.name} typed={typed} /> <span className="q3 small">{row.code}</span>
      </span>
      <span className="small q2 nw num">
        {row.currency ?? base} {numbers.show(row.price, 2)}
        {row.unit !== '' && ` / ${row.unit}`}
      </span>
    </>
  );
}

function KeepOption({ text }: { text: string }) {
  const t = useT();
  return (
    <>
      <span className="grow clip q2">{t('editor.keepText', { text })}</span>
      <Kbd keys="tab" />
    </>
  );
}
