// The open documents of a customer with what each gets of the money, live. The forms that record and use money draw it.
import { NativeSelect } from '@mantine/core';
import type { OpenDocumentWire, RestOf } from '../../contract/payments.ts';
import { exponentOf } from '../../domain/currency.ts';
import { formatDay } from '../../domain/date.ts';
import type { ApiError } from '../app/api.ts';
import { problemAt } from '../app/api.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { moneyText } from '../ui/amountText.ts';
import { DecimalField } from '../ui/DecimalField.tsx';
import { decimalOf, type Rules, type Share, type Shared, restsFor } from './shareOut.ts';
import classes from './payments.module.css';

export interface ShareTableProps {
  documents: readonly OpenDocumentWire[];
  shared: Shared;
  /** What stands in the fields while it is typed. */
  typed: Readonly<Record<string, { amount: string }>> | null;
  rules: Rules;
  today: string;
  error: ApiError | null;
  onAmount: (documentId: string, amount: string) => void;
  onRest: (documentId: string, rest: RestOf) => void;
}

export function ShareTable({ documents, shared, typed, rules, today, error, onAmount, onRest }: ShareTableProps) {
  const t = useT();
  return (
    <table className={classes.shares}>
      <caption className="sr">{t('payments.shares')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('payments.document')}</th>
          <th scope="col">{t('invoices.payBy')}</th>
          <th scope="col" className={classes.right}>{t('payments.open')}</th>
          <th scope="col" className={classes.right}>{t('payments.gets')}</th>
          <th scope="col">{t('payments.rest')}</th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => {
          const share = shared.shares.find(({ documentId }) => documentId === document.id);
          const at = shared.shares.findIndex(({ documentId }) => documentId === document.id);
          const late = document.dueDate !== null && document.dueDate < today;
          const over = share !== undefined && share.amount > document.balance && share.rest !== 'rounding';
          const problem = at < 0 ? undefined : problemAt(error, `allocations.${at}.amount`);
          return (
            <tr key={document.id}>
              <th scope="row">
                <span className="m">{document.number}</span>
                {document.early !== null && <span className={classes.under}>{t('payments.earlyUntil', { amount: moneyText(document.early.pay, document.currency), day: formatDay(document.early.until, language()) })}</span>}
              </th>
              <td className={`num ${late ? 'stop' : 'q2'}`}>{document.dueDate === null ? '–' : formatDay(document.dueDate, language())}</td>
              <td className={classes.right}><Amount minor={document.balance} currency={document.currency} show="none" /></td>
              <td className={classes.gets}>
                <DecimalField
                  aria-label={t('payments.getsOf', { number: document.number })} value={typed?.[document.id]?.amount ?? (share === undefined ? '' : decimalOf(share.amount, document.currency))} decimals={exponentOf(document.currency)}
                  onFocus={(event) => event.currentTarget.select()} onChange={(amount) => onAmount(document.id, amount)}
                  problem={fieldSentence(problem ?? (over ? { code: 'PAYMENT_OVER' } : undefined))}
                />
              </td>
              <td><Rest document={document} share={share} rules={rules} onRest={(rest) => onRest(document.id, rest)} /></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Rest({ document, share, rules, onRest }: { document: OpenDocumentWire; share: Share | undefined; rules: Rules; onRest: (rest: RestOf) => void }) {
  const t = useT();
  if (share === undefined) return <span className="q3">{t('payments.rests.untouched')}</span>;
  const rest = document.balance - share.amount;
  if (rest === 0) return <span className="ok">{t('payments.rests.paid')}</span>;
  const choices = restsFor(document, share.amount, rules);
  const words = (one: RestOf) => t(`payments.rests.${one === 'write-off' ? 'writeOff' : one}`, { amount: moneyText(Math.abs(rest), document.currency) });
  if (choices.length < 2) return <span className="q2">{choices[0] === undefined ? '' : words(choices[0])}</span>;
  return (
    <NativeSelect
      size="xs" aria-label={t('payments.restOf', { number: document.number })} value={share.rest} data={choices.map((one) => ({ value: one, label: words(one) }))}
      onChange={(event) => onRest(choices.find((one) => one === event.currentTarget.value) ?? 'open')}
    />
  );
}
