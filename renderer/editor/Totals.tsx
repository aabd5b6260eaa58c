// The sums of the draft, live, in the order a shopkeeper adds up. Every figure comes from the snapshot; nothing is calculated here but differences of its figures.
import { memo } from 'react';
import type { Snapshot } from '../../contract/invoices.ts';
import { asksForMoney } from '../../domain/lifecycle.ts';
import { type Minor, minor, negMinor, subMinor, sumMinor } from '../../domain/money.ts';
import { useT } from '../i18n/index.ts';
import { amountParts, moneyText } from '../ui/amountText.ts';
import { numbers } from './numbers.ts';
import classes from './editor.module.css';

interface Row {
  readonly id: string;
  readonly label: string;
  readonly amount: Minor;
}

function asMinor(amounts: readonly number[]): Minor {
  return sumMinor(amounts.map(minor));
}

/** The rows above "to pay". With prices that include tax, tax is named but was already in the lines. */
export function totalRows(snapshot: Snapshot, t: (key: string, options?: Record<string, string>) => string): Row[] {
  const { lines, totals, taxes, pricesIncludeTax } = snapshot;
  const gross = asMinor(lines.map((line) => line.gross));
  const before = pricesIncludeTax ? minor(totals.gross) : minor(totals.net);
  const money = (amount: number) => Object.values(amountParts(amount, snapshot.currency)).join('');
  const rows: Row[] = [];
  const add = (id: string, label: string, amount: Minor, always = false) => {
    if (always || amount !== 0) rows.push({ id, label, amount });
  };
  const changed = subMinor(before, gross);
  add('lines', t('editor.sum.lines'), gross, true);
  add('changed', t(changed < 0 ? 'editor.sum.discounts' : 'editor.sum.charges'), changed);
  for (const { component, base, amount } of taxes) {
    const named = { name: component.name, rate: numbers.show(component.rate), base: money(base) };
    const label = t(pricesIncludeTax && !component.withholding ? 'editor.sum.taxIncluded' : 'editor.sum.tax', named);
    add(`tax-${component.id}`, label, component.withholding ? negMinor(minor(amount)) : minor(amount), true);
  }
  add('after', t('editor.sum.afterTax'), negMinor(minor(totals.afterTaxAllowances)));
  add('rounding', t('editor.sum.rounding'), minor(totals.rounding));
  return rows;
}

export const Totals = memo(function Totals({ snapshot }: { snapshot: Snapshot | null }) {
  const t = useT();
  if (!snapshot) return <p className="q3 small">{t('editor.sum.unknown')}</p>;
  const { currency, totals, baseTotal, baseCurrency, deposits } = snapshot;
  return (
    <dl className={classes.totals} aria-label={t('editor.sum.name')}>
      {deposits.length > 0 && <div className={classes.base}>{t('papers.takesOff')} {deposits.map(({ number }) => number).join(', ')}</div>}
      {totalRows(snapshot, t).map((row) => (
        <TotalRow key={row.id} row={row} currency={currency} />
      ))}
      <div className={classes.pay}>
        <dt>{t(asksForMoney(snapshot.kind) ? 'editor.sum.toPay' : snapshot.kind === 'delivery-note' ? 'papers.editor.notPrinted' : 'papers.editor.total')}</dt>
        <dd className="big" data-testid="to-pay">{moneyText(totals.payable, currency)}</dd>
      </div>
      {baseTotal !== null && currency !== baseCurrency && <div className={classes.base}>{t('editor.sum.inBase', { amount: moneyText(baseTotal, baseCurrency), currency: baseCurrency })}</div>}
    </dl>
  );
});

function TotalRow({ row, currency }: { row: Row; currency: string }) {
  return (
    <>
      <dt>{row.label}</dt>
      <dd>{Object.values(amountParts(row.amount, currency)).join('')}</dd>
    </>
  );
}
