// How the file writes dates and prices, and the tax of lines that name none: only for old documents. Only Import.tsx shows it.
import { SegmentedControl, Select } from '@mantine/core';
import type { ImportMapping } from '../../contract/imports.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import { DateOrderControl } from './DateOrderControl.tsx';
import classes from './imports.module.css';

type Ways = NonNullable<ImportMapping['documents']>;
const USUAL: Ways = { dates: 'ymd', tax: null, pricesIncludeTax: false };

export function DocumentWays({ mapping, onChange }: { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }) {
  const t = useT();
  const taxes = useLoad(() => call(api().taxes.list({ archived: false })), 'taxes');
  const ways = mapping.documents ?? USUAL;
  const set = (more: Partial<Ways>): void => onChange({ ...mapping, documents: { ...ways, ...more } });
  return (
    <div className={classes.ways}>
      <DateOrderControl value={ways.dates} onChange={(dates) => set({ dates })} />
      <Select
        className={classes.choice ?? ''} size="xs" aria-label={t('imports.usualTax')} value={ways.tax ?? ''} allowDeselect={false}
        data={[{ value: '', label: t('imports.noTax') }, ...(taxes.value?.rows ?? []).map(({ id, name }) => ({ value: id, label: t('imports.taxIs', { tax: name }) }))]}
        onChange={(tax) => set({ tax: tax === null || tax === '' ? null : tax })}
      />
      <SegmentedControl
        size="xs" aria-label={t('imports.prices')} value={ways.pricesIncludeTax ? 'with' : 'without'}
        data={[{ value: 'without', label: t('imports.withoutTax') }, { value: 'with', label: t('imports.withTax') }]} onChange={(value) => set({ pricesIncludeTax: value === 'with' })}
      />
    </div>
  );
}
