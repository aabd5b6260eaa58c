// A calendar date: typed ('20 nov', '20.11', '+14') or picked. The value is YYYY-MM-DD, null while empty.
import { Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatDay } from '../../domain/date.ts';
import { addDays, isDate } from '../../domain/date.ts';
import { useToday } from '../app/clock.ts';
import { dateOrder, language, useT, weekStart } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { parseDateText } from './dateText.ts';
import 'dayjs/locale/de';
import 'dayjs/locale/es';
import 'dayjs/locale/fr';
import { Hint } from './Hint.tsx';
import { Problem } from './Problem.tsx';

export type DateFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'error' | 'description'> & {
  value: string | null;
  onChange: (value: string | null) => void;
  problem?: ReactNode;
  hint?: ReactNode;
  help?: ReactNode;
  /** What '+14' counts from; today unless given (the invoice date for "pay by"). */
  from?: string;
  /** May it be emptied? */
  clearable?: boolean;
};

/** Enter or leaving the field reads the text; arrow up and down move by a day, Alt+down opens the calendar. */
export function DateField({ value, onChange, problem, hint, help, from, clearable = false, onBlur, onKeyDown, ...rest }: DateFieldProps) {
  const t = useT();
  const today = useToday();
  const order = dateOrder();
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const unread = draft !== null && draft.trim() !== '' && parseDateText(draft, from ?? today, order) === null;
  const shown = unread ? t('errors.field.DATE') : problem;
  const read = () => {
    if (draft === null) return;
    const date = parseDateText(draft, from ?? today, order);
    if (draft.trim() === '' && clearable) onChange(null);
    else if (date !== null) onChange(date);
    if (date !== null || draft.trim() === '') setDraft(null);
  };
  const choose = (date: string | null) => {
    setOpen(false);
    setDraft(null);
    if (date !== null) onChange(date.slice(0, 10));
  };
  return (
    <Popover opened={open} onChange={setOpen} closeOnEscape={false} position="bottom-end" trapFocus returnFocus withinPortal withRoles={false}>
      <Popover.Target>
        <TextInput
          {...rest}
          value={draft ?? (value !== null && isDate(value) ? formatDay(value, language()) : '')}
          error={shown ? <Problem>{shown}</Problem> : undefined}
          description={hint ? <Hint>{hint}</Hint> : help}
          rightSectionWidth={32}
          rightSection={
            <Button kind="quiet" size="dense" iconOnly tabIndex={-1} aria-label={t('common.openCalendar')} aria-haspopup="dialog" aria-expanded={open} icon={<IconCalendar size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setOpen(!open)} />
          }
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={(event) => { read(); onBlur?.(event); }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') read();
            if (event.key === 'ArrowDown' && event.altKey) { event.preventDefault(); setOpen(true); }
            else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && draft === null && value !== null && isDate(value)) {
              event.preventDefault();
              onChange(addDays(value, event.key === 'ArrowUp' ? 1 : -1));
            }
            onKeyDown?.(event);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog" aria-label={t('common.calendar')}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // or the screen would go back
          event.stopPropagation();
          setOpen(false);
        }}
      >
        <DatePicker value={value} defaultDate={value ?? from ?? today} onChange={choose} firstDayOfWeek={weekStart()} locale={language()} size="sm" ariaLabels={{ nextMonth: t('common.nextMonth'), previousMonth: t('common.previousMonth'), nextYear: t('common.nextYear'), previousYear: t('common.previousYear'), nextDecade: t('common.nextYears'), previousDecade: t('common.previousYears'), monthLevelControl: t('common.chooseMonth'), yearLevelControl: t('common.chooseYear') }} />
      </Popover.Dropdown>
    </Popover>
  );
}
