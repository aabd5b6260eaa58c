// The letters that went out, newest first; one opens beside the list as it was sent, to be kept, printed or taken back. Only Reminders.tsx shows it.
import { IconDownload, IconMail, IconPrinter, IconX } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { ReminderRow } from '../../contract/reminders.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../invoices/momentText.ts';
import classes from '../recurring/recurring.module.css';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { printLetter, saveLetter, voidLetter } from './acts.ts';
import { Letter } from './Letter.tsx';

export function SentLetters() {
  const t = useT();
  const [open, setOpen] = useState<string | null>(null);
  const table = useRef<VirtualTableHandle>(null);
  const pages = usePages<ReminderRow>((after) => call(api().reminders.list({ customerId: null, after, limit: 100 })), '');
  useChanged(['reminders'], pages.reload);
  const columns = useColumns(open !== null);
  const close = () => {
    setOpen(null);
    table.current?.focus();
  };
  return (
    <div
      className={classes.split} data-open={open !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || open === null) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <section className={`card ${classes.table}`}>
        {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
        <VirtualTable
          ref={table} label={t('reminders.tab.sent')} rows={pages.rows} columns={columns} rowKey={(row) => row.id} chosen={new Set(open === null ? [] : [open])} onOpen={(row) => setOpen(row.id)} hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more}
          empty={pages.ready && <Empty icon={IconMail} title={t('reminders.noLetters')} text={t('reminders.noLettersText')} />}
        />
      </section>
      {open !== null && <LetterPanel key={open} id={open} onClose={close} />}
    </div>
  );
}

const NARROW: ReadonlySet<string> = new Set(['number', 'date', 'customer', 'total']);

function useColumns(narrow: boolean): Column<ReminderRow>[] {
  const t = useT();
  return useMemo(() => {
    const all: Column<ReminderRow>[] = [
      { id: 'number', header: t('reminders.letter'), width: '80px', cell: (row) => <span className="m num">{row.number}</span> },
      { id: 'date', header: t('invoices.date'), width: '120px', cell: (row) => <span className="num q2">{formatDay(row.date, language())}</span> },
      { id: 'level', header: t('reminders.level'), width: '120px', cell: (row) => (row.voided ? <Chip kind="void">{t('reminders.takenBack')}</Chip> : <span className="num">{row.level + 1}</span>) },
      { id: 'customer', header: t('invoices.customer'), width: 'minmax(140px, 1fr)', cell: (row) => row.customer },
      { id: 'documents', header: t('reminders.documents'), width: '92px', numeric: true, cell: (row) => <span className="num q2">{row.documents}</span> },
      { id: 'extra', header: t('reminders.extra'), width: '120px', numeric: true, cell: (row) => <Amount minor={row.fee + row.interest} currency={row.currency} show="none" /> },
      { id: 'total', header: t('reminders.total'), width: '160px', numeric: true, cell: (row) => <Amount minor={row.total} currency={row.currency} /> },
    ];
    return narrow ? all.filter(({ id }) => NARROW.has(id)) : all;
  }, [t, narrow]);
}

function LetterPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const one = useLoad(() => call(api().reminders.get({ id })), id);
  useChanged(['reminders'], one.reload);
  const [asking, setAsking] = useState(false);
  const { value, error } = one;
  const number = value?.row.number ?? 0;
  return (
    <section className={`card ${classes.side}`} aria-label={t('reminders.letterNumber', { number })} data-region="side">
      <div className={classes.sideHead}>
        <h2>{t('reminders.letterNumber', { number })}</h2>
        <Button kind="quiet" size="dense" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      <div className={classes.sidePage} tabIndex={0} role="group" aria-label={t('reminders.letter')}>
        {error && <Problem alert>{sentence(error)}</Problem>}
        {value?.voided && <Hint>{t('reminders.voidedBy', { when: momentText(value.voided.at), by: value.voided.by, reason: value.voided.reason })}</Hint>}
        {value && <Letter letter={value.letter} />}
      </div>
      {asking ? (
        <Confirm
          title={t('reminders.askVoid')} text={t('reminders.askVoidText')} yes={t('reminders.takeBack')} no={t('common.cancel')} onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void voidLetter(id, '');
          }}
        />
      ) : (
        value && (
          <div className={classes.sideActs}>
            {!value.row.voided && <Button kind="quiet" onClick={() => setAsking(true)}>{t('reminders.takeBack')}</Button>}
            <Button icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void printLetter(id, number)}>{t('invoices.print')}</Button>
            <Button kind="primary" icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void saveLetter(id, number)}>{t('invoices.savePdf')}</Button>
          </div>
        )
      )}
    </section>
  );
}
