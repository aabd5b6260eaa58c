// What the columns of a bank's CSV are, how its numbers and days are written, and which account it is. LookCard.tsx only.
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import type { BankLook, BankMapping } from '../../contract/bank.ts';
import { BANK_COLUMNS, type BankColumn, MANY, missingColumns } from '../../domain/bankColumns.ts';
import { CURRENCIES } from '../../domain/currency.ts';
import { useT } from '../i18n/index.ts';
import { Problem } from '../ui/Problem.tsx';
import classes from './bank.module.css';

/** The mapping with one column changed; what stands once is freed where it stood before. */
export function assignColumn(columns: readonly (BankColumn | null)[], at: number, column: BankColumn | null): (BankColumn | null)[] {
  return columns.map((was, i) => (i === at ? column : column !== null && !MANY.has(column) && was === column ? null : was));
}

export function CsvColumns({ look, table, mapping, onChange }: { look: BankLook; table: NonNullable<BankLook['table']>; mapping: BankMapping; onChange: (mapping: BankMapping) => void }) {
  const t = useT();
  const missing = missingColumns(mapping.columns);
  const choices = [{ value: '', label: t('bank.leaveColumn') }, ...BANK_COLUMNS.map((column) => ({ value: column, label: t(`bank.column.${column}`) }))];
  const column = (value: string | null): BankColumn | null => BANK_COLUMNS.find((one) => one === value) ?? null;
  return (
    <section className={`card ${classes.columns}`} aria-label={t('bank.columns')}>
      <header><h2>{t('bank.columns')}</h2>{table.remembered && <span className="small q2">{t('bank.remembered')}</span>}</header>
      <div className={classes.csvHead}>
        <SegmentedControl size="xs" aria-label={t('bank.numbers')} value={mapping.numbers} data={[{ value: 'point', label: '1,234.50' }, { value: 'comma', label: '1.234,50' }]} onChange={(numbers) => onChange({ ...mapping, numbers: numbers === 'comma' ? 'comma' : 'point' })} />
        <Select aria-label={t('bank.dates')} className={classes.dates ?? ''} value={mapping.dates} allowDeselect={false} data={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: t(`bank.order.${value}`) }))} onChange={(value) => onChange({ ...mapping, dates: value === 'mdy' || value === 'ymd' ? value : 'dmy' })} />
        {!mapping.columns.includes('account') && <TextInput label={t('bank.ownAccount')} className={classes.own ?? ''} maxLength={60} defaultValue={mapping.account} key={look.token} placeholder="IBAN" onBlur={(event) => event.currentTarget.value !== mapping.account && onChange({ ...mapping, account: event.currentTarget.value.trim() })} />}
        {!mapping.columns.includes('currency') && <Select label={t('bank.currency')} className={classes.dates ?? ''} searchable value={mapping.currency === '' ? null : mapping.currency} data={CURRENCIES.map(({ code }) => code)} onChange={(value) => onChange({ ...mapping, currency: value ?? '' })} />}
        {missing.length > 0 && <Problem>{t('bank.missing', { columns: missing.map((one) => t(`bank.column.${one}`)).join(', ') })}</Problem>}
      </div>
      <div className={classes.scroller} tabIndex={0} role="group" aria-label={t('bank.heading')}>
        <table>
          <thead><tr><th scope="col">{t('bank.heading')}</th><th scope="col">{t('bank.becomes')}</th><th scope="col">{t('bank.sample')}</th></tr></thead>
          <tbody>
            {table.headings.map((heading, i) => (
              // Two columns may be called alike: their place tells them apart.
              <tr key={i}>
                <th scope="row">{heading === '' ? <span className="q3">{t('bank.unnamed', { position: i + 1 })}</span> : heading}</th>
                <td>
                  <Select
                    className={classes.choice ?? ''} aria-label={t('bank.becomesOf', { column: heading === '' ? String(i + 1) : heading })} searchable allowDeselect={false} data={choices} value={mapping.columns[i] ?? ''}
                    onChange={(value) => onChange({ ...mapping, columns: assignColumn(mapping.columns, i, column(value)) })}
                  />
                </td>
                <td className={classes.sample}>{table.sample.map((row) => row[i] ?? '').filter((value) => value !== '').slice(0, 3).join('  ·  ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
