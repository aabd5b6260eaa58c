// The log: what was done, by whom and when, with what each act changed and its seal; and the proof that nobody touched it.
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch, IconListDetails } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AuditRow } from '../../contract/audit.ts';
import { unpack } from '../../contract/packed.ts';
import { api, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { filtersOf, isNarrowed, type LogAsk, NO_ASK } from './ask.ts';
import { LogFilters } from './LogFilters.tsx';
import { DayEnd, FindSeal, HandOut, type Tool, ToolButtons } from './LogTools.tsx';
import { ProofBar } from './ProofBar.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { actionText, personText, stampText } from './words.ts';
import classes from './audit.module.css';

const PAGE = 100;

export interface LogProps {
  /** Only what is on record about this thing. */
  entityId?: string;
  about?: string;
  /** What stands in the search at first. */
  find?: string;
}

export default function Log({ entityId, about, find }: LogProps) {
  const t = useT();
  const today = useToday();
  const [ask, setAsk] = useState<LogAsk>({ ...NO_ASK, text: find ?? NO_ASK.text, thing: entityId === undefined ? null : { id: entityId, name: about ?? '' } });
  const [q] = useDebouncedValue(ask.text.trim(), 120);
  const [row, setRow] = useState<AuditRow | null>(null);
  const [tool, setTool] = useState<Tool | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const filters = filtersOf(ask, today);
  const pages = usePages<AuditRow>((after) => call(api().audit.list({ q, filters, after, limit: PAGE })).then(unpack), JSON.stringify([q, filters]));
  useChanged(['security', 'invoices', 'customers', 'business'], pages.reload);
  const change = (patch: Partial<LogAsk>) => setAsk((now) => ({ ...now, ...patch }));
  const columns = useColumns();
  return (
    <Screen title={t('audit.title')} keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }]}>
      <div className={classes.page}>
        <ProofBar below={tool === 'out' ? <HandOut q={q} filters={filters} /> : tool === 'day' ? <DayEnd /> : tool === 'find' ? <FindSeal /> : null}>
          <ToolButtons open={tool} onToggle={(one) => setTool((now) => (now === one ? null : one))} />
        </ProofBar>
        <LogFilters ask={ask} onChange={change} onDown={() => table.current?.focus()} />
        {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
        <div className={classes.split}>
          <section className={`card ${classes.table}`}>
            <VirtualTable
              ref={table} label={t('audit.title')} rows={pages.rows} columns={columns} rowKey={({ seq }) => String(seq)} onCurrent={setRow} onOpen={setRow} hasMore={pages.hasMore} loading={pages.loading}
              stale={ask.text.trim() !== q || !pages.fresh} onMore={pages.more} empty={pages.ready && <Nothing narrowed={isNarrowed(ask)} onClear={() => setAsk(NO_ASK)} />}
            />
            <div className={classes.foot}>
              <span role="status">{t(pages.hasMore ? 'audit.countMore' : 'audit.count', { count: pages.rows.length, n: countText(pages.rows.length) })}</span>
            </div>
          </section>
          <Chosen row={row} onAbout={(one) => setAsk({ ...NO_ASK, thing: { id: one.entityId ?? '', name: one.about } })} />
        </div>
      </div>
    </Screen>
  );
}

/** The record the keys stand on, read a moment after they came to rest: holding the arrow down asks for nothing. */
function Chosen({ row, onAbout }: { row: AuditRow | null; onAbout: (row: AuditRow) => void }) {
  const t = useT();
  const [rested, setRested] = useState<AuditRow | null>(row);
  useEffect(() => {
    const timer = setTimeout(() => setRested(row), 60);
    return () => clearTimeout(timer);
  }, [row]);
  if (rested === null) return <aside className={`card ${classes.panel} ${classes.nothing}`} aria-label={t('audit.record')}><p className="q2">{t('audit.choose')}</p></aside>;
  return <RecordPanel key={rested.seq} row={rested} onAbout={onAbout} onGo={go} />;
}

function useColumns(): Column<AuditRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'seq', header: t('audit.record'), width: '84px', numeric: true, cell: ({ seq }) => <span className="num q3">{countText(seq)}</span> },
      { id: 'at', header: t('audit.when'), width: '168px', cell: ({ at }) => <span className="num q2 nw">{stampText(at, language())}</span> },
      { id: 'who', header: t('audit.who'), width: 'minmax(90px, 0.7fr)', cell: ({ actor, who }) => <span className="q2 clip">{personText({ id: actor, name: who })}</span> },
      { id: 'what', header: t('audit.actionHead'), width: 'minmax(150px, 1.2fr)', cell: ({ action }) => <span className="m clip">{actionText(action)}</span> },
      { id: 'about', header: t('audit.about'), width: 'minmax(100px, 1fr)', cell: ({ about }) => <span className="clip">{about}</span> },
    ],
    [t],
  );
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useT();
  if (!narrowed) return <Empty icon={IconListDetails} title={t('audit.empty')} text={t('audit.emptyText')} />;
  return (
    <Empty icon={IconFileSearch} title={t('audit.noneFound')} text={t('audit.noneFoundText')}>
      <Button onClick={onClear}>{t('audit.showAll')}</Button>
    </Empty>
  );
}
