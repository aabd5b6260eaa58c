// What narrows the invoice list: words, status and dates always in sight; customer, currency and amount behind "More", which counts what is set there.
import { Select } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { PERIODS, STANDINGS, type ViewBody } from '../../contract/views.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { CustomerPick } from './CustomerPick.tsx';
import { FilterBox } from './FilterBox.tsx';
import { moreCount } from './listView.ts';
import classes from './invoices.module.css';

interface FiltersProps {
  body: ViewBody;
  /** Words as they are typed; `body.q` follows them. */
  text: string;
  onText: (text: string) => void;
  onChange: (patch: Partial<ViewBody>) => void;
  /** Currencies there are documents in. */
  currencies: readonly string[];
  /** On the "passed" tab the status is given. */
  standing: boolean;
  onDown: () => void;
  children: ReactNode;
}

export function Filters({ body, text, onText, onChange, currencies, standing, onDown, children }: FiltersProps) {
  const t = useT();
  const set = moreCount(body);
  const [wanted, setWanted] = useState(false);
  const open = wanted || set > 0;
  return (
    <>
      <div className={classes.filters}>
        <FilterBox className={classes.filter} value={text} onChange={onText} label={t('invoices.filter')} onDown={onDown} />
        {standing && (
          <Select
            className={classes.select ?? ''} aria-label={t('invoices.statusHead')} value={body.standing} data={STANDINGS.map((one) => ({ value: one, label: t(`invoices.standing.${one}`) }))}
            onChange={(value) => onChange({ standing: STANDINGS.find((one) => one === value) ?? 'any' })}
          />
        )}
        <Select
          className={classes.select ?? ''} aria-label={t('invoices.dates')} value={body.period} data={PERIODS.map((one) => ({ value: one, label: t(`invoices.period.${one}`) }))}
          onChange={(value) => onChange({ period: PERIODS.find((one) => one === value) ?? 'any' })}
        />
        {body.period === 'between' && (
          <>
            <DateField className={classes.date ?? ''} aria-label={t('invoices.from')} placeholder={t('invoices.from')} value={body.from} clearable onChange={(from) => onChange({ from })} />
            <DateField className={classes.date ?? ''} aria-label={t('invoices.to')} placeholder={t('invoices.to')} value={body.to} clearable {...(body.from !== null && { from: body.from })} onChange={(to) => onChange({ to })} />
          </>
        )}
        <Button kind="quiet" aria-expanded={open} icon={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />} onClick={() => {
          setWanted(!open);
          if (open) onChange({ customerId: null, currency: null, amountFrom: null, amountTo: null });
        }}>
          {t(open ? 'invoices.fewer' : 'invoices.more')}
        </Button>
        {children}
      </div>
      {open && (
        <div className={classes.filters}>
          <CustomerPick className={classes.filter ?? ''} value={body.customerId} onChange={(customerId) => onChange({ customerId })} />
          <DecimalField className={classes.amount ?? ''} aria-label={t('invoices.amountFrom')} placeholder={t('invoices.amountFrom')} value={body.amountFrom ?? ''} onChange={(amount) => onChange({ amountFrom: amount === '' ? null : amount })} />
          <DecimalField className={classes.amount ?? ''} aria-label={t('invoices.amountTo')} placeholder={t('invoices.amountTo')} value={body.amountTo ?? ''} onChange={(amount) => onChange({ amountTo: amount === '' ? null : amount })} />
          {currencies.length > 1 && (
            <Select
              className={classes.select ?? ''} aria-label={t('invoices.currency')} value={body.currency ?? ''} data={[{ value: '', label: t('invoices.allCurrencies') }, ...currencies.map((code) => ({ value: code, label: code }))]}
              onChange={(value) => onChange({ currency: value ? value : null })}
            />
          )}
        </div>
      )}
    </>
  );
}
