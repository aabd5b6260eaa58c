// Makes the next document of the one on screen, in place: all that is left, or fewer of some lines; of a deposit how much. Nothing is issued: a draft opens.
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import type { InvoiceView } from '../../contract/invoices.ts';
import type { DraftKind } from '../../domain/lifecycle.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { decimalText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { wishOf } from './convertForm.ts';
import classes from './document.module.css';

export interface ConvertPanelProps {
  invoice: InvoiceView;
  to: DraftKind;
  today: string;
  onClose: () => void;
}
type Left = Output<'documents.left'>;
const USUAL_DEPOSIT = '30';

export function ConvertPanel(props: ConvertPanelProps) {
  const t = useT();
  const { invoice, to, onClose } = props;
  const left = useLoad(() => call(api().documents.left({ id: invoice.id, to })), `${invoice.id} ${to}`);
  return (
    <section
      aria-label={t(`kinds.${to}.make`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <h2>{t(`kinds.${to}.make`)}</h2>
      {left.error && <Problem alert>{sentence(left.error)}</Problem>}
      {left.value && <Form {...props} left={left.value} />}
    </section>
  );
}

function Form({ invoice, to, today, onClose, left }: ConvertPanelProps & { left: Left }) {
  const t = useT();
  // The draft's own id, made once: a second press makes no second draft (T60).
  const [newId] = useState(() => crypto.randomUUID());
  const [quantities, setQuantities] = useState(() => left.lines.map((line) => line.left));
  const [percent, setPercent] = useState(USUAL_DEPOSIT);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const byLine = to !== 'deposit-invoice' && invoice.snapshot.kind !== 'deposit-invoice';
  const wish = wishOf(quantities, left.lines);
  const ready = to === 'deposit-invoice' ? percent !== '' : !byLine || wish !== undefined;
  const make = async () => {
    if (busy || !ready) return;
    setBusy(true);
    try {
      const { id } = await call(api().documents.convert({ id: invoice.id, newId, to, today, lines: byLine ? (wish ?? null) : null, size: to === 'deposit-invoice' ? { percent } : null }));
      go({ screen: 'editor', draftId: id });
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  useShortcut('mod+enter', () => void make());
  const set = (next: string[]) => {
    setQuantities(next);
    setError(null);
  };
  const nothing = byLine && left.lines.every((line) => line.left === '0');
  const about = error?.fields?.find(({ path }) => !path.startsWith('lines.') && path !== 'size');
  return (
    <div className={classes.credit}>
      {to === 'deposit-invoice' && (
        <DecimalField label={t('papers.percent')} value={percent} autoFocus onFocus={(event) => event.currentTarget.select()} onChange={(typed) => { setPercent(typed); setError(null); }} problem={fieldSentence(problemAt(error, 'size'))} />
      )}
      {nothing && <p className="q2">{t('papers.nothingLeft')}</p>}
      {byLine && !nothing && <Lines left={left} quantities={quantities} error={error} onChange={set} />}
      {left.deposits.length > 0 && <p className="q2">{t('papers.takesOff')} {left.deposits.map(({ number }) => number).join(', ')}</p>}
      {error && (about !== undefined || error.fields === undefined) && <Problem alert>{about === undefined ? sentence(error) : fieldSentence(about)}</Problem>}
      <div className={classes.creditActs}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" keys="mod+enter" busy={busy} aria-disabled={!ready || nothing} onClick={() => void make()}>{t('papers.make')}</Button>
      </div>
    </div>
  );
}

function Lines({ left, quantities, error, onChange }: { left: Left; quantities: readonly string[]; error: ApiError | null; onChange: (quantities: string[]) => void }) {
  const t = useT();
  const shown = left.lines.flatMap((line, at) => (line.left === '0' ? [] : [{ ...line, at }]));
  const [first] = shown;
  const problemOf = (at: number) => {
    const found = problemAt(error, `lines.${at}.quantity`);
    const rest = found?.params?.left;
    return fieldSentence(found && { ...found, params: { ...found.params, ...(typeof rest === 'string' && { left: decimalText(rest) }) } });
  };
  return (
    <>
      <p className={classes.creditHow}>
        <span className="q2">{t('papers.how')}</span>
        <Button size="dense" kind="quiet" onClick={() => onChange(left.lines.map((line) => line.left))}>{t('papers.all')}</Button>
        <Button size="dense" kind="quiet" onClick={() => onChange(left.lines.map(() => '0'))}>{t('papers.nothing')}</Button>
      </p>
      <ul className={classes.creditLines}>
        {shown.map(({ at, description, unit, left: rest }) => {
          const ofLeft = t('papers.ofLeft', { left: `${decimalText(rest)} ${unit}`.trim() });
          return (
            <li key={at}>
              <span>
                <bdi>{description}</bdi>
                <span className={classes.by}>{ofLeft}</span>
              </span>
              <DecimalField
                aria-label={`${description}, ${ofLeft}`} value={quantities[at] ?? ''} negative={rest.startsWith('-')} autoFocus={at === first?.at} onFocus={(event) => event.currentTarget.select()}
                onChange={(typed) => onChange(quantities.map((old, i) => (i === at ? typed : old)))} problem={problemOf(at)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
