// One line of the invoice. Drawn again only when its own line, amount or notes change: fifty of them must not slow down typing in one.
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { currencyOf } from '../../domain/currency.ts';
import { useT } from '../i18n/index.ts';
import { amountParts } from '../ui/amountText.ts';
import { readAdjustments, showAdjustments } from './adjustText.ts';
import { type CellProps, cellAttributes } from './cellProps.ts';
import { useEditor, useEditorState } from './context.ts';
import { type EditorLine, isEmptyLine, patchLine, setTyped } from './draftDoc.ts';
import { cellId } from './fields.ts';
import { OneNote } from './FieldNotes.tsx';
import type { Cell } from './gridKeys.ts';
import { ItemCell } from './ItemCell.tsx';
import type { Note } from './live.ts';
import { NumberCell } from './NumberCell.tsx';
import { numbers } from './numbers.ts';
import { readPrice, showPrice } from './priceText.ts';
import { TaxCell } from './TaxCell.tsx';
import classes from './editor.module.css';

export interface LineRowProps {
  readonly line: EditorLine;
  readonly position: number;
  readonly last: boolean;
  readonly currency: string;
  readonly amount: number | null;
  /** What stands over it: the document it and the next ones come from; '' for nothing. */
  readonly over: string;
  readonly notes: readonly Note[];
  readonly onRemove: (key: number) => void;
}

export const LineRow = memo(function LineRow({ line, position, last, currency, amount, over, notes, onRemove }: LineRowProps) {
  const t = useT();
  const editor = useEditor();
  const empty = isEmptyLine(line);
  const cell: CellProps = { line, position, notes };
  const goOn = () => editor.wish(cellId(line.key, 'quantity'));
  return (
    <>
      {over !== '' && <tr role="row" className={classes.over}><td role="gridcell" colSpan={8}>{over}</td></tr>}
      <tr role="row" aria-rowindex={position + 1} className={`${classes.line} ${notes.length > 0 ? classes.noted : ''}`}>
        <td role="gridcell" className={classes.no}>
          <span>{position}</span>
          {!last && (
            <button type="button" tabIndex={-1} aria-label={t('editor.removeLine', { position })} onClick={() => onRemove(line.key)}>
              <IconX size={14} stroke={2} aria-hidden="true" />
            </button>
          )}
        </td>
        <td role="gridcell" colSpan={empty ? 7 : 1}>
          <ItemCell {...cell} onDone={goOn} placeholder={empty && last ? t('editor.emptyLine') : undefined} />
          <DetailCell {...cell} />
        </td>
        {!empty && (
          <>
            <td role="gridcell" className="n"><QuantityCell {...cell} /></td>
            <td role="gridcell"><UnitCell {...cell} /></td>
            <td role="gridcell" className="n"><PriceCell {...cell} currency={currency} /></td>
            <td role="gridcell" className="n"><DiscountCell {...cell} currency={currency} /></td>
            <td role="gridcell" className="n"><TaxCell {...cell} /></td>
            <td role="gridcell" className={`n m ${classes.amount}`}>{amount === null ? <span className="q3">–</span> : Object.values(amountParts(amount, currency)).join('')}</td>
          </>
        )}
      </tr>
      {notes.length > 0 && (
        <tr role="row" className={classes.noteRow}>
          <td role="gridcell" colSpan={8}>
            <div id={`notes-line-${line.key}`} className={classes.lineNotes}>
              {notes.map((note) => (
                <OneNote key={note.field + note.code} note={note} />
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  );
});

function useCell({ line, position, notes }: CellProps, cell: Cell, label: string) {
  const t = useT();
  const editor = useEditor();
  const field = cellId(line.key, cell);
  return { editor, field, attributes: cellAttributes(t('editor.cell', { name: t(`editor.${label}`), position }), field, notes, `notes-line-${line.key}`) };
}

function DetailCell(props: CellProps) {
  const { line } = props;
  const { editor, field, attributes } = useCell(props, 'detail', 'detail');
  const t = useT();
  const open = useEditorState((s) => s.detailOpen === line.key);
  if (line.detail === '' && !open) return null;
  return (
    <textarea
      {...attributes} className={`${classes.cell} ${classes.detail}`} rows={line.detail.split('\n').length} value={line.detail} maxLength={1000} placeholder={t('editor.detailPlaceholder')}
      onChange={(event) => editor.edit(field, (doc) => patchLine(doc, line.key, { detail: event.target.value }))}
      onBlur={() => {
        if (open) editor.openDetail(null);
      }}
    />
  );
}

function QuantityCell(props: CellProps) {
  const { line } = props;
  const { editor, field, attributes } = useCell(props, 'quantity', 'quantity');
  return (
    <NumberCell
      {...attributes} shown={line.typed.quantity ?? (line.quantity === '' ? '' : numbers.show(line.quantity))} maxLength={40}
      onText={(text) => {
        const value = text.trim() === '' ? '' : numbers.read(text);
        editor.edit(field, (doc) => setTyped(doc, line.key, 'quantity', { quantity: value ?? '' }, value === null ? text : null));
      }}
    />
  );
}

function UnitCell(props: CellProps) {
  const { line } = props;
  const { editor, field, attributes } = useCell(props, 'unit', 'unit');
  return (
    <input
      {...attributes} className={`${classes.cell} ${classes.unit}`} value={line.unit} maxLength={12}
      onChange={(event) => editor.edit(field, (doc) => patchLine(doc, line.key, { unit: event.target.value }))}
    />
  );
}

function PriceCell(props: CellProps & { currency: string }) {
  const { line, currency } = props;
  const { editor, field, attributes } = useCell(props, 'unitPrice', 'price');
  return (
    <NumberCell
      {...attributes} shown={line.typed.unitPrice ?? showPrice(line, currencyOf(currency).exponent, numbers)} maxLength={40}
      onText={(text) => {
        const price = readPrice(text, numbers);
        editor.edit(field, (doc) => setTyped(doc, line.key, 'unitPrice', price ?? { unitPrice: '', per: '1' }, price === null ? text : null));
      }}
    />
  );
}

function DiscountCell(props: CellProps & { currency: string }) {
  const { line, currency } = props;
  const { editor, field, attributes } = useCell(props, 'discount', 'discount');
  return (
    <NumberCell
      {...attributes} shown={line.typed.discount ?? showAdjustments(line.adjustments, currency, numbers)} maxLength={60} placeholder="–"
      onText={(text) => {
        const adjustments = readAdjustments(text, currency, numbers, line.adjustments);
        editor.edit(field, (doc) => setTyped(doc, line.key, 'discount', { adjustments: adjustments ?? [] }, adjustments === null ? text : null));
      }}
    />
  );
}
