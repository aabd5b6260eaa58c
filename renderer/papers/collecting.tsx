// Choosing delivery notes or orders in a list, and making one invoice of them: the ticks, and the bar that stands in the foot's place. The list of papers and the customer's page use it.
import { IconFileInvoice, IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { PaperRow } from '../../contract/documents.ts';
import { MOST_SOURCES } from '../../contract/invoices.ts';
import type { PaperKind } from '../../domain/lifecycle.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useToday } from '../app/clock.ts';
import { go } from '../app/navigate.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { told } from '../invoices/acts.ts';
import { type Chosen, sumsOf, toggle } from '../invoices/choose.ts';
import classes from '../invoices/invoices.module.css';
import { Tick } from '../invoices/Tick.tsx';
import { codeMoneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { ChosenBar } from '../ui/ChosenBar.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import type { Column } from '../ui/VirtualTable.tsx';

const COLLECTED: readonly PaperKind[] = ['delivery-note', 'order-confirmation'];
const NONE: Chosen<PaperRow> = new Map();

export interface Collecting {
  chosen: Chosen<PaperRow>;
  pick: (row: PaperRow) => void;
  clear: () => void;
  /** Chooses what is open of a customer, the oldest first: as many as one invoice holds, and in one currency. */
  pickOpen: (customerId: string) => void;
  /** How many open ones that left out. */
  left: number;
  /** The column of ticks; none where nothing of this kind goes on an invoice. */
  columns: Column<PaperRow>[];
  on: boolean;
}

/** What is chosen of a list; `may`: whether the person may write drafts. */
export function useCollecting(kind: PaperKind, may: boolean): Collecting {
  const t = useT();
  const [chosen, setChosen] = useState(NONE);
  const on = may && COLLECTED.includes(kind);
  const [left, setLeft] = useState(0);
  const choose = useCallback((next: (was: Chosen<PaperRow>) => Chosen<PaperRow>, leaving = 0) => {
    setChosen(next);
    setLeft(leaving);
  }, []);
  const pick = useCallback((row: PaperRow) => choose((was) => toggle(was, row)), [choose]);
  const clear = useCallback(() => choose(() => NONE), [choose]);
  const today = useToday();
  const pickOpen = useCallback((customerId: string) => void told(async () => {
    const open = await call(api().documents.open({ kind, customerId, today }));
    choose(() => new Map(open.rows.map((row) => [row.id, row])), open.left);
  }), [choose, kind, today]);
  const columns = useMemo((): Column<PaperRow>[] => (on ? [{
    id: 'choose', header: <span className="sr">{t('invoices.chosenHead')}</span>, width: '40px',
    cell: (row) => <Tick label={t('invoices.chooseOne', { number: row.number })} checked={chosen.has(row.id)} onChange={() => pick(row)} />,
  }] : []), [on, t, chosen, pick]);
  return { chosen, pick, clear, pickOpen, left, columns, on };
}

/** Where rows of one customer are shown: everything of theirs that is open, at once. */
export function ChooseOpen({ collecting: { on, pickOpen }, rows }: { collecting: Collecting; rows: readonly PaperRow[] }) {
  const t = useT();
  const [first] = rows;
  if (!on || first === undefined || rows.some(({ customerId }) => customerId !== first.customerId) || !rows.some(({ state }) => state === 'issued')) return null;
  return <Button size="dense" onClick={() => pickOpen(first.customerId)}>{t('papers.collect.open', { customer: first.customer })}</Button>;
}

export function CollectBar({ collecting: { chosen, clear, left }, today }: { collecting: Collecting; today: string }) {
  const t = useT();
  const ids = [...chosen.keys()];
  // One id for each choice: a second press makes no second draft (T60).
  const key = ids.join(' ');
  const [ask, setAsk] = useState(() => ({ key, newId: crypto.randomUUID() }));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  if (ask.key !== key) {
    setAsk({ key, newId: crypto.randomUUID() });
    setError(null);
  }
  const many = ids.length > MOST_SOURCES;
  const make = async () => {
    if (busy || many) return;
    setBusy(true);
    try {
      const { id } = await call(api().documents.collect({ ids, newId: ask.newId, today }));
      go({ screen: 'editor', draftId: id });
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  useShortcut('mod+enter', () => void make());
  const [about] = error?.fields ?? [];
  const refusal = error === null ? null : about === undefined ? sentence(error) : fieldSentence(about);
  const said = many ? t('papers.collect.most', { most: MOST_SOURCES }) : refusal;
  return (
    <>
      {said !== null && <div className={classes.refused}><Problem alert>{said}</Problem></div>}
      <ChosenBar label={t('invoices.chosen', { count: chosen.size })}>
        <span className="m" role="status">{t('invoices.chosen', { count: chosen.size })}</span>
        <span className={`num q2 ${classes.sums}`}>{sumsOf(chosen.values()).map((sum) => <span key={sum.currency}>{codeMoneyText(sum.amount, sum.currency)}</span>)}</span>
        {left > 0 && <span className="small q2">{t('papers.collect.left', { count: left })}</span>}
        <span className="grow" />
        <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={many} icon={<IconFileInvoice size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void make()}>{t('papers.collect.make')}</Button>
        <Button kind="quiet" iconOnly aria-label={t('papers.collect.none')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={clear} />
      </ChosenBar>
    </>
  );
}
