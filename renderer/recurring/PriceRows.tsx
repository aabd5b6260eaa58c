// Prices that change from a day on. Invoices before that day keep the price they had. Only RecurringOne.tsx shows it.
import { Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { RecurringView } from '../../contract/recurring.ts';
import { exponentOf } from '../../domain/currency.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import classes from './recurring.module.css';

type Change = RecurringView['prices'][number];

export function PriceRows({ view, prices, problem, onChange }: { view: RecurringView; prices: readonly Change[]; problem: string | null; onChange: (prices: Change[]) => void }) {
  const t = useT();
  const { lines, currency } = view.body;
  const set = (at: number, patch: Partial<Change>) => onChange(prices.map((change, i) => (i === at ? { ...change, ...patch } : change)));
  const add = () => onChange([...prices, { from: view.nextDate ?? view.schedule.anchor, line: 0, unitPrice: lines[0]?.unitPrice ?? '' }]);
  const choices = lines.map((line, i) => ({ value: String(i), label: `${i + 1}. ${line.description}` }));
  return (
    <section className={`card ${classes.part}`} aria-label={t('recurring.prices')}>
      <header className={classes.partHead}>
        <div className="grow">
          <h2>{t('recurring.prices')}</h2>
          <p className="small q2">{t('recurring.pricesText')}</p>
        </div>
        <Button size="dense" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={add}>{t('recurring.addPrice')}</Button>
      </header>
      {prices.length > 0 && (
        <ul className={classes.prices}>
          {prices.map((change, i) => (
            <li key={i}>
              <Select aria-label={t('recurring.priceLine')} value={String(change.line)} data={choices} onChange={(value) => value !== null && set(i, { line: Number(value) })} />
              <DateField aria-label={t('recurring.priceFrom')} value={change.from} onChange={(from) => from !== null && set(i, { from })} />
              <DecimalField
                aria-label={t('recurring.priceNew', { currency })} value={change.unitPrice} decimals={Math.max(4, exponentOf(currency))} unit={currency} onChange={(unitPrice) => set(i, { unitPrice })}
                problem={problem === `prices.${i}` ? fieldSentence({ code: 'REQUIRED' }) : undefined}
              />
              <Button kind="quiet" iconOnly aria-label={t('recurring.removePrice')} icon={<IconX size={16} aria-hidden="true" />} onClick={() => onChange(prices.filter((_, at) => at !== i))} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
