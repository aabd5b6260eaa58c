// The lines of one state: day, who, how much, and what it is for. Enter or A accepts the best proposal. Bank.tsx only.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingBank, IconFileSearch } from '@tabler/icons-react';
import { type RefObject, useMemo, useState } from 'react';
import type { BankAccount, BankLineState, BankRow } from '../../contract/bank.ts';
import { formatDay } from '../../domain/date.ts';
import { formatIban, ibanProblem } from '../../domain/iban.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { usePages } from '../app/usePages.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { Amount } from '../ui/Amount.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type Column, VirtualTable, type VirtualTableHandle } from '../ui/VirtualTable.tsx';
import { chipOf, partsText } from './proposalText.ts';
import { namesOf } from './shares.ts';
import classes from './bank.module.css';

const PAGE = 50;

/** An IBAN in its groups, anything else as the bank writes it, with the currency. */
export function accountText({ account, currency }: Pick<BankAccount, 'account' | 'currency'>): string {
  return `${ibanProblem(account) === null ? formatIban(account) : account} · ${currency}`;
}

export interface LineListProps {
  state: BankLineState;
  accounts: readonly BankAccount[];
  onCurrent: (row: BankRow | null) => void;
  onEnter: (row: BankRow) => void;
  table: RefObject<VirtualTableHandle | null>;
}

export function LineList({ state, accounts, onCurrent, onEnter, table }: LineListProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 80);
  const [accountId, setAccount] = useState('');
  const pages = usePages<BankRow>((after) => call(api().bank.lines({ accountId: accountId === '' ? null : accountId, state, q, after, limit: PAGE })), [q, accountId, state].join(' '));
  useChanged(['bank', 'payments', 'invoices'], pages.reload);
  const mixed = new Set(accounts.map(({ currency }) => currency)).size > 1;
  const columns = useColumns(state, mixed, accounts[0]?.currency ?? '');
  const filtered = q !== '' || accountId !== '';
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={setText} label={t('bank.filter')} onDown={() => table.current?.focus()} />
        {accounts.length > 1 && (
          <Select
            className={classes.account ?? ''} aria-label={t('bank.account')} value={accountId} data={[{ value: '', label: t('bank.allAccounts') }, ...accounts.map((one) => ({ value: one.id, label: accountText(one) }))]}
            onChange={(value) => setAccount(value ?? '')}
          />
        )}
      </div>
      {pages.error && <Problem alert>{sentence(pages.error)}</Problem>}
      <section className={`card ${classes.table}`}>
        <VirtualTable
          ref={table} label={t(`bank.tab.${state}`)} rows={pages.rows} columns={columns} rowKey={(row) => row.id} onCurrent={onCurrent} onEnter={onEnter} hasMore={pages.hasMore} loading={pages.loading} rowHeight={48}
          stale={text.trim() !== q || !pages.fresh} onMore={pages.more} empty={pages.ready && <NoLines state={state} filtered={filtered} />}
        />
      </section>
    </>
  );
}

function useColumns(state: BankLineState, mixed: boolean, currency: string): Column<BankRow>[] {
  const t = useT();
  return useMemo(
    () => [
      { id: 'date', header: t('bank.date'), width: '104px', cell: (row) => <span className="num q2">{formatDay(row.date, language())}</span> },
      { id: 'who', header: t('bank.who'), width: 'minmax(150px, 1fr)', cell: (row) => <Who row={row} /> },
      { id: 'amount', header: mixed ? t('bank.amount') : t('bank.amountIn', { currency }), width: mixed ? '164px' : '124px', numeric: true, cell: (row) => <Amount minor={row.amount} currency={row.currency} show={mixed ? 'code' : 'none'} strong={row.amount > 0} /> },
      { id: 'for', header: t(state === 'booked' ? 'bank.bookedFor' : 'bank.proposal'), width: 'minmax(150px, 0.9fr)', cell: (row) => <For row={row} /> },
    ],
    [t, state, mixed, currency],
  );
}

function Who({ row }: { row: BankRow }) {
  const t = useT();
  return (
    <span className={classes.two}>
      <span className="clip m">{row.name === '' ? t('bank.noName') : row.name}</span>
      <span className="clip small q2">{row.text}</span>
    </span>
  );
}

function For({ row }: { row: BankRow }) {
  const t = useT();
  if (row.booked !== null) {
    return (
      <span className={classes.two}>
        <span className="clip m">{[row.booked, ...row.booked.others].map(({ documents }) => documents).filter((text) => text !== '').join(', ') || t('bank.onlyCredit')}</span>
        <span className="clip small q2">{namesOf([row.booked, ...row.booked.others], language())}</span>
      </span>
    );
  }
  if (row.proposal === null) return <span className="q3">{row.state === 'aside' ? t('bank.asideWord') : row.amount > 0 ? t('bank.noProposal') : t('bank.moneyOut')}</span>;
  const { kind, words } = chipOf(row.proposal.confidence);
  return (
    <span className={classes.two}>
      <span className="row g4"><Chip kind={kind}>{words}</Chip></span>
      <span className="clip small"><span className="m">{partsText(row.proposal)}</span> <span className="q2">{namesOf([row.proposal, ...row.proposal.others], language())}</span></span>
    </span>
  );
}

function NoLines({ state, filtered }: { state: BankLineState; filtered: boolean }) {
  const t = useT();
  if (filtered) return <Empty icon={IconFileSearch} title={t('bank.noneFound')} text={t('bank.noneFoundText')} />;
  return <Empty icon={IconBuildingBank} title={t(`bank.none.${state}`)} text={t(`bank.noneText.${state}`)} />;
}
