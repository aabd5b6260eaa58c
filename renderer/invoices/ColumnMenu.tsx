// Which columns a list shows: a small panel of switches. The invoice list uses it.
import { Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { LIST_COLUMNS, type ListColumn } from '../../contract/views.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { USUAL_COLUMNS, withColumn } from './listView.ts';
import classes from './invoices.module.css';

export function ColumnMenu({ shown, onChange }: { shown: readonly ListColumn[]; onChange: (shown: ListColumn[]) => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} closeOnEscape={false} position="bottom-end" trapFocus returnFocus withinPortal withRoles={false} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button kind="quiet" aria-haspopup="dialog" aria-expanded={open} icon={<IconColumns3 size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setOpen(!open)}>{t('invoices.columns')}</Button>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog" aria-label={t('invoices.columns')} className={classes.columnMenu ?? ''}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // or the screen would go back
          event.stopPropagation();
          setOpen(false);
        }}
      >
        {LIST_COLUMNS.map((column) => (
          <Checkbox key={column} label={t(`invoices.column.${column}`)} checked={shown.includes(column)} onChange={(event) => onChange(withColumn(shown, column, event.currentTarget.checked))} />
        ))}
        <Button kind="quiet" size="dense" onClick={() => onChange([...USUAL_COLUMNS])}>{t('invoices.usualColumns')}</Button>
      </Popover.Dropdown>
    </Popover>
  );
}
