// The lines of the invoice as a grid one can fill without the mouse: Enter next field, Tab next cell, Alt+arrows move a line, pasted rows become lines.
import { useCallback, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { language, t as say, useT } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';
import { currencyOf } from '../../domain/currency.ts';
import { formatDay } from '../../domain/date.ts';
import type { LineOrigin } from '../../domain/draftSources.ts';
import { useDoc, useEditor, useLive } from './context.ts';
import { insertLines, isEmptyLine, moveLine, removeLine } from './draftDoc.ts';
import type { Editor } from './editorStore.ts';
import { cellId, focusField, type FieldId } from './fields.ts';
import { arrowFrom, type Cell, CELLS, enterFrom, type GridLine, type GridTarget, tabFrom } from './gridKeys.ts';
import { defaultTaxIds, matchPasted } from './itemPick.ts';
import { LineRow } from './LineRow.tsx';
import { lineNotesOf } from './live.ts';
import { numbers } from './numbers.ts';
import { isTable, linesFromTable } from './pasteRows.ts';
import { taxByText } from './taxText.ts';
import classes from './editor.module.css';

/** The line and cell an event happened in. */
function placeOf(target: EventTarget): { key: number; cell: Cell } | null {
  const field = target instanceof HTMLElement ? (target.closest('[data-field]')?.getAttribute('data-field') ?? '') : '';
  const [kind, key, name] = field.split(':');
  const cell = CELLS.find((c) => c === name);
  return kind === 'line' && cell ? { key: Number(key), cell } : null;
}

/** Which document the lines from here on come from; '' where nothing begins. */
function overText(of: LineOrigin | 'rest' | undefined): string {
  if (of === undefined) return '';
  return of === 'rest' ? say('editor.besides') : `${say(`kinds.${of.kind}.one`)} ${of.number}, ${formatDay(of.issueDate, language())}`;
}

function gridLines(editor: Editor): GridLine[] {
  const { history, detailOpen } = editor.store.getState();
  return history.now.lines.map((line) => ({
    key: line.key, empty: isEmptyLine(line), hasDetail: line.detail !== '' || detailOpen === line.key,
    // An item still being looked up brings its price: whoever types faster than that goes on to the next line, not into the price.
    hasPrice: line.unitPrice !== '' || line.typed.unitPrice !== undefined || editor.isWaiting(),
  }));
}

export function LineTable({ taxWord }: { taxWord: string }) {
  const t = useT();
  const editor = useEditor();
  const lines = useDoc((doc) => doc.lines);
  const currency = useDoc((doc) => doc.currency);
  const amounts = useLive((live) => live.amounts);
  const live = useLive((l) => l);
  const table = useRef<HTMLTableElement>(null);
  // From ten million on (in minor units) figures need more room; no amount is ever cut off.
  const wide = [...amounts.values()].some((amount) => Math.abs(amount) >= 1_000_000_000);

  const focus = useCallback((target: GridTarget | null): void => {
    const root = table.current?.closest('[data-editor]') ?? document;
    if (target === null || target === 'before') return;
    const field: FieldId = target === 'note' ? 'note' : cellId(target.key, target.cell);
    if (!focusField(root, field)) editor.wish(field);
  }, [editor]);
  // The same function at every drawing: else all rows would be drawn for each key.
  const remove = useCallback((key: number): void => {
    const before = gridLines(editor);
    const at = before.findIndex((line) => line.key === key);
    if (before[at]?.empty && at === before.length - 1) return;
    editor.edit(null, (doc) => removeLine(doc, key));
    const next = gridLines(editor)[at];
    if (next) focus({ key: next.key, cell: 'item' });
    toast({ text: say('editor.lineRemoved', { position: at + 1 }), undo: editor.undo });
  }, [editor, focus]);

  function onKeyDown(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (!place || event.defaultPrevented || event.nativeEvent.isComposing) return;
    const { key, cell } = place;
    const grid = gridLines(editor);
    const arrow = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.altKey && arrow !== 0) {
      event.preventDefault();
      editor.edit(null, (doc) => moveLine(doc, key, arrow));
      editor.wish(cellId(key, cell));
    } else if (event.altKey && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      remove(key);
    } else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (arrow !== 0) {
      const target = arrowFrom(grid, key, cell, arrow);
      if (target) {
        event.preventDefault();
        focus(target);
      }
    } else if (event.key === 'Enter' && event.shiftKey && cell === 'item') {
      event.preventDefault();
      editor.openDetail(key);
    } else if (event.key === 'Enter' && !(cell === 'detail' && event.shiftKey)) {
      event.preventDefault();
      focus(enterFrom(grid, key, cell));
    } else if (event.key === 'Tab') {
      const target = tabFrom(grid, key, cell, event.shiftKey);
      if (target === 'before') return;
      event.preventDefault();
      focus(target);
    }
  }

  function onPaste(event: ClipboardEvent): void {
    const place = placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (!place || place.cell === 'detail' || !isTable(text)) return;
    event.preventDefault();
    const { history, context } = editor.store.getState();
    const supply = history.now.supplyDate ?? history.now.issueDate;
    const added = linesFromTable(text, place.cell, {
      currency: history.now.currency, numbers, defaultTaxes: defaultTaxIds(context.taxes), taxByText: (words) => taxByText(context.taxes, words, supply),
    });
    if (added.length === 0) return;
    editor.edit('paste', (doc) => insertLines(doc, place.key, added));
    editor.pending(matchPasted(editor, added.map((line) => line.key)));
    const last = editor.store.getState().history.now.lines.at(-1);
    if (last) editor.wish(cellId(last.key, 'item'));
    toast({ text: t('editor.pasted', { count: added.length }), undo: editor.undo });
  }

  return (
    <div className={classes.lines}>
      <table ref={table} role="grid" aria-label={t('editor.lines')} aria-rowcount={lines.length + 1} onKeyDown={onKeyDown} onPaste={onPaste}>
        <colgroup>
          <col className={classes.colNo} />
          <col />
          <col className={classes.colQty} />
          <col className={classes.colUnit} />
          <col className={classes.colPrice} />
          <col className={classes.colDiscount} />
          <col className={classes.colTax} />
          <col className={`${classes.colAmount} ${wide ? classes.wide : ''}`} />
        </colgroup>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col"><span className="sr">{t('editor.lineNumber')}</span></th>
            <th role="columnheader" scope="col">{t('editor.item')}</th>
            <th role="columnheader" scope="col" className="n">{t('editor.quantity')}</th>
            <th role="columnheader" scope="col">{t('editor.unit')}</th>
            <th role="columnheader" scope="col" className="n">{t('editor.price')}</th>
            <th role="columnheader" scope="col" className="n">{t('editor.discount')}</th>
            <th role="columnheader" scope="col" className="n">{taxWord === '' ? t('editor.tax') : taxWord}</th>
            <th role="columnheader" scope="col" className={`n ${classes.amountHead}`}>{t('editor.amount')} {currencyOf(currency).symbol ?? currency}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <LineRow
              key={line.key} line={line} position={i + 1} last={i === lines.length - 1} currency={currency}
              amount={amounts.get(line.key) ?? null} over={overText(live.over.get(line.key))} notes={lineNotesOf(live, line.key)} onRemove={remove}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
