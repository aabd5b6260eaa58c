// A list of any length: sticky head, rows drawn as they come into view, the next page asked for before the end is reached, all by keyboard.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import classes from './VirtualTable.module.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** Track of the grid: '116px', 'minmax(0, 1fr)'. */
  width: string;
  /** Amounts stand at the end, left to right in every language. */
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
}
export interface VirtualTableHandle {
  focus: () => void;
  /** Moves the current row, e.g. to keep it after a reload. */
  setCurrent: (index: number) => void;
}
export interface VirtualTableProps<Row> {
  /** For screen readers: what this is a list of. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Enter, or a click. */
  onOpen?: (row: Row) => void;
  /** Enter, where it does something else than a click. */
  onEnter?: (row: Row) => void;
  /** Space. */
  onChoose?: (row: Row) => void;
  chosen?: ReadonlySet<string>;
  /** The row the keys stand on; for single-letter acts of the screen. */
  onCurrent?: (row: Row | null, index: number) => void;
  hasMore?: boolean;
  loading?: boolean;
  /** The rows still answer what was asked before: Enter waits for the new ones, so that a quick hand never opens another thing than it typed. */
  stale?: boolean;
  onMore?: () => void;
  /** All there are, when main counted; else the rows known so far. */
  total?: number | null;
  rowHeight?: number;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  rowClass?: (row: Row) => string | undefined;
  ref?: Ref<VirtualTableHandle>;
}

/** Rows from the end at which the next page is asked for. */
const AHEAD = 30;

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, columns, rowKey, onOpen, onEnter = onOpen, onChoose, chosen, onCurrent, hasMore = false, loading = false, stale = false, onMore, total, rowHeight = 36, empty, rowClass, ref } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12, paddingStart: 0, scrollPaddingStart: 40, scrollPaddingEnd: 8, initialRect: { width: 1000, height: 600 } });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !loading && last >= rows.length - AHEAD) onMore?.();
  }, [hasMore, loading, last, rows.length, onMore]);
  useEffect(() => onCurrent?.(rows[at] ?? null, at), [rows, at, onCurrent]);
  const openSoon = useRef(false);
  useEffect(() => {
    if (stale || !openSoon.current) return;
    openSoon.current = false;
    const row = rows[at];
    if (row !== undefined) onEnter?.(row);
  }, [stale, rows, at, onEnter]);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setCurrent(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), setCurrent: move }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const row = rows[at];
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - 40) / rowHeight));
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' && stale) openSoon.current = true;
    else if (event.key === 'Enter' && row !== undefined && !event.ctrlKey && !event.metaKey) onEnter?.(row);
    else if (event.key === ' ' && row !== undefined && onChoose) onChoose(row);
    else return;
    event.preventDefault();
  };
  const tracks = columns.map((c) => c.width).join(' ');
  const rowId = (index: number) => `${id}-r${index}`;
  const visibleCurrent = shown.some((item) => item.index === at);
  return (
    <div
      ref={scroller} className={classes.scroller} role="grid" tabIndex={0} aria-label={label} onKeyDown={onKeyDown}
      aria-rowcount={(total ?? (hasMore ? -1 : rows.length)) >= 0 ? (total ?? rows.length) + 1 : -1} aria-colcount={columns.length}
      aria-activedescendant={rows.length > 0 && visibleCurrent ? rowId(at) : undefined} aria-busy={loading || undefined} aria-multiselectable={onChoose ? true : undefined}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: tracks }}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={column.numeric ? classes.numeric : undefined}>{column.header}</div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ blockSize: virtual.getTotalSize() }}>
        {shown.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const isChosen = chosen?.has(rowKey(row)) ?? false;
          const names = [classes.row, item.index === at ? classes.current : '', isChosen ? classes.chosen : '', onOpen ? classes.opens : '', rowClass?.(row) ?? ''];
          return (
            <div
              key={rowKey(row)} id={rowId(item.index)} role="row" aria-rowindex={item.index + 2} aria-selected={onChoose ? isChosen : undefined}
              className={names.filter((n) => n !== '').join(' ')} style={{ gridTemplateColumns: tracks, blockSize: rowHeight, transform: `translateY(${item.start}px)` }}
              onClick={(event) => {
                setCurrent(item.index);
                if (event.target instanceof Element && event.target.closest('button, a, input, label')) return;
                onOpen?.(row);
              }}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className={column.numeric ? classes.numeric : undefined}>{column.cell(row)}</div>
              ))}
            </div>
          );
        })}
      </div>
      {rows.length === 0 && !loading && empty !== undefined && (
        <div role="rowgroup"><div role="row"><div role="gridcell" className={classes.empty}>{empty}</div></div></div>
      )}
    </div>
  );
}
