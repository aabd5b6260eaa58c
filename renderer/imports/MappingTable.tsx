// Every column of the file with its first values, and what it is taken as. Only Import.tsx shows it.
import { SegmentedControl, Select } from '@mantine/core';
import type { ImportKind, ImportMapping, ImportPick } from '../../contract/imports.ts';
import { useT } from '../i18n/index.ts';
import { assign, IMPORT_FIELDS, missingFields } from './fields.ts';
import { Problem } from '../ui/Problem.tsx';
import classes from './imports.module.css';

export interface MappingTableProps {
  kind: ImportKind;
  file: ImportPick;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

export function MappingTable({ kind, file, mapping, onChange }: MappingTableProps) {
  const t = useT();
  const choices = [{ value: '', label: t('imports.leave') }, ...IMPORT_FIELDS[kind].map((field) => ({ value: field, label: t(`imports.field.${field}`) }))];
  const missing = missingFields(kind, mapping.columns);
  return (
    <>
      <div className={classes.numbers}>
        <span id="import-numbers">{t('imports.numbers')}</span>
        <SegmentedControl
          size="xs" aria-labelledby="import-numbers" value={mapping.numbers} data={[{ value: 'point', label: '1,234.50' }, { value: 'comma', label: '1.234,50' }]}
          onChange={(numbers) => onChange({ ...mapping, numbers: numbers === 'comma' ? 'comma' : 'point' })}
        />
        {missing.length > 0 && <Problem>{t('imports.missing', { fields: missing.map((field) => t(`imports.field.${field}`)).join(', ') })}</Problem>}
      </div>
      <div className={classes.scroller}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('imports.column')}</th>
              <th scope="col">{t('imports.becomes')}</th>
              <th scope="col">{t('imports.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {file.headers.map((header, i) => {
              const taken = mapping.columns[i] ?? null;
              return (
                // Two columns may be called alike: their place tells them apart.
                <tr key={i} className={taken === null ? classes.left : undefined}>
                  <th scope="row">{header === '' ? <span className="q3">{t('imports.unnamed', { position: i + 1 })}</span> : header}</th>
                  <td>
                    <Select
                      className={classes.choice ?? ''} aria-label={t('imports.becomesOf', { column: header === '' ? String(i + 1) : header })} searchable data={choices} value={taken ?? ''}
                      onChange={(value) => onChange({ ...mapping, columns: assign(mapping.columns, i, value ? value : null) })}
                    />
                  </td>
                  <td className={classes.sample}>{file.sample.map((row) => row[i] ?? '').filter((value) => value !== '').slice(0, 3).join('  ·  ')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
