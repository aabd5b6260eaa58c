// The list of alerts with the one that is open beside it; several are acknowledged together with one note. Only Alerts.tsx shows it.
import { IconAlertCircle, IconAlertTriangle, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { AlertRowWire } from '../../contract/alerts.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Tick } from '../invoices/Tick.tsx';
import split from '../recurring/recurring.module.css';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { AcknowledgeForm } from './AcknowledgeForm.tsx';
import { AlertPanel } from './AlertPanel.tsx';
import { titleOf, whoOf } from './alertText.ts';
import classes from './alerts.module.css';

export function AlertList({ state, may }: { state: 'open' | 'past'; may: boolean }) {
  const t = useT();
  const table = useRef<VirtualTableHandle>(null);
  const pages = usePages<AlertRowWire>((after) => call(api().alerts.list({ state, after, limit: 100 })), state);
  useChanged(['alerts'], pages.reload);
  const [shown, setShown] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = useCallback((row: AlertRowWire) => {
    setPicked((was) => {
      const next = new Set(was);
      if (!next.delete(row.id)) next.add(row.id);
      return next;
    });
  }, []);
  const open = pages.rows.find(({ id }) => id === shown) ?? null;
  const chosen = pages.rows.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const choosing = may && state === 'open';
  const columns = useColumns(picked, choosing ? pick : null, open !== null, state);
  const close = () => {
    setShown(null);
    table.current?.focus();
  };
  const done = () => {
    setPicked(new Set());
    close();
  };
  return (
    <div
      className={split.split} data-open={open !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || open === null) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <section className={`card ${split.table}`}>
        {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
        <VirtualTable
          ref={table} label={t(`alerts.${state}`)} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={choosing ? picked : new Set(open === null ? [] : [open.id])} {...(choosing && { onChoose: pick })} onOpen={(row) => setShown(row.id)}
          hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more}
          empty={pages.ready && <Empty icon={IconShieldCheck} title={t(state === 'open' ? 'alerts.none' : 'alerts.noPast')} text={t(state === 'open' ? 'alerts.noneText' : 'alerts.noPastText')} />}
        />
        {chosen.length > 0 && open === null && (
          <div className={classes.many} role="group" aria-label={t('alerts.chosen', { n: chosen.length })}>
            <div className={classes.manyHead}>
              <span className="m grow" role="status">{t('alerts.chosen', { n: chosen.length })}</span>
              <Button kind="quiet" size="dense" iconOnly aria-label={t('invoices.chooseNone')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setPicked(new Set())} />
            </div>
            <AcknowledgeForm key={chosen.length} ids={chosen} onDone={done} />
          </div>
        )}
      </section>
      {open !== null && <AlertPanel key={open.id} alert={open} may={may} onClose={close} onDone={done} />}
    </div>
  );
}

const NARROW: ReadonlySet<string> = new Set(['choose', 'what', 'when']);

function useColumns(picked: ReadonlySet<string>, pick: ((row: AlertRowWire) => void) | null, narrow: boolean, state: 'open' | 'past'): Column<AlertRowWire>[] {
  const t = useT();
  return useMemo(() => {
    const all: Column<AlertRowWire>[] = [
      ...(pick === null ? [] : [{ id: 'choose', header: <span className="sr">{t('invoices.chosenHead')}</span>, width: '40px', cell: (row: AlertRowWire) => <Tick label={t('alerts.chooseOne', { title: titleOf(row) })} checked={picked.has(row.id)} onChange={() => pick(row)} /> }]),
      { id: 'what', header: t('alerts.what'), width: 'minmax(240px, 1fr)', cell: (row) => <What row={row} quiet={state === 'past'} /> },
      { id: 'who', header: t('alerts.who'), width: '180px', cell: (row) => <span className="clip">{whoOf(row)}</span> },
      { id: 'about', header: t('alerts.about'), width: '160px', cell: (row) => <span className="q2 clip">{row.target?.label === undefined || row.target.label === '' || row.target.kind === 'user' ? '–' : row.target.label}</span> },
      { id: 'when', header: t('alerts.when'), width: '176px', cell: (row) => <span className="num q2">{momentText(row.lastAt)}</span> },
    ];
    return narrow ? all.filter(({ id }) => NARROW.has(id)) : all;
  }, [t, picked, pick, narrow, state]);
}

function What({ row, quiet }: { row: AlertRowWire; quiet: boolean }) {
  const t = useT();
  const Shown = row.serious ? IconAlertCircle : IconAlertTriangle;
  return (
    <span className={classes.what}>
      <Shown size={16} stroke={1.75} className={quiet ? 'q3' : row.serious ? 'stop' : 'warn'} aria-label={t(row.serious ? 'alerts.serious' : 'alerts.notice')} role="img" />
      <span className={quiet ? 'clip' : 'm clip'}>{titleOf(row)}</span>
      {row.again > 0 && <span className="q2 small nw num">× {row.again + 1}</span>}
    </span>
  );
}
