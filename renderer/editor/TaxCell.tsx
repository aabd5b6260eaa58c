// The taxes of one line: shows "13.5 %", type a rate or a name and Enter takes it, Space in the open list adds or removes one (several on one line).
import { IconCheck } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { TaxRate } from '../../contract/business.ts';
import { useT } from '../i18n/index.ts';
import { type CellProps, cellAttributes } from './cellProps.ts';
import { useEditor, useEditorState } from './context.ts';
import { patchLine } from './draftDoc.ts';
import { cellId } from './fields.ts';
import { type Option, SuggestList } from './SuggestList.tsx';
import { matchTaxes, rateText, taxesText } from './taxText.ts';
import classes from './editor.module.css';

const NONE = 'none';

export function TaxCell({ line, position, notes }: CellProps) {
  const t = useT();
  const editor = useEditor();
  const taxes = useEditorState((s) => s.context.taxes);
  const supply = useEditorState((s) => s.history.now.supplyDate ?? s.history.now.issueDate);
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const field = cellId(line.key, 'tax');
  const list = `taxes-${line.key}`;
  const found = matchTaxes(taxes, text ?? '', supply, line.taxIds);

  function set(taxIds: string[]): void {
    editor.edit(null, (doc) => patchLine(doc, line.key, { taxIds }));
  }
  function choose(id: string): void {
    set(id === NONE ? [] : [id]);
    setText(null);
    setOpen(false);
  }
  function toggle(id: string): void {
    if (id === NONE) set([]);
    else set(line.taxIds.includes(id) ? line.taxIds.filter((other) => other !== id) : [...line.taxIds, id].slice(0, 4));
  }
  const options: Option[] = [
    ...found.map((tax) => ({ id: tax.id, onPick: () => choose(tax.id), content: <TaxOption tax={tax} on={line.taxIds.includes(tax.id)} supply={supply} /> })),
    ...(text ? [] : [{ id: NONE, apart: true, onPick: () => choose(NONE), content: <span className="grow q2">{t('editor.noTax')}</span> }]),
  ];

  function onKeyDown(event: KeyboardEvent): void {
    const option = options[active];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setText(null);
    } else if (event.key === 'ArrowDown' && event.altKey) return;
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      setActive((i) => (i + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(1, options.length));
    } else if ((event.key === ' ' || event.key === 'F4') && !open) {
      event.preventDefault();
      setOpen(true);
      setActive(0);
    } else if (event.key === ' ' && open && option) {
      event.preventDefault();
      toggle(option.id);
      setText(null);
    } else if (event.key === 'Enter' && open && option && !event.ctrlKey && !event.metaKey) {
      // Takes it and lets the table move on.
      option.onPick();
    }
  }

  return (
    <SuggestList id={list} label={t('editor.tax')} options={options} active={active} open={open} width={260}>
      <input
        {...cellAttributes(t('editor.cell', { name: t('editor.tax'), position }), field, notes, `notes-line-${line.key}`)}
        className={`${classes.cell} ${classes.number}`} value={text ?? taxesText(taxes, line.taxIds, supply)} placeholder="–"
        role="combobox" aria-expanded={open} aria-controls={list} aria-autocomplete="list" aria-activedescendant={open && options.length > 0 ? `${list}-${active}` : undefined}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (text !== null && text.trim() !== '' && found[0]) set([found[0].id]);
          setText(null);
          setOpen(false);
        }}
      />
    </SuggestList>
  );
}

function TaxOption({ tax, on, supply }: { tax: TaxRate; on: boolean; supply: string }) {
  return (
    <>
      <span className={classes.tick}>{on && <IconCheck size={14} stroke={2} aria-hidden="true" />}</span>
      <span className="grow clip">{tax.name}</span>
      <span className="small q2 num">{rateText(tax, supply)}</span>
    </>
  );
}
