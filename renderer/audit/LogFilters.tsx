// What narrows the log: a number, a person, what was done, the days, and one thing. Log.tsx only.
import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { AUDIT_ACTIONS } from '../../contract/auditActions.ts';
import { PERIODS } from '../../contract/views.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import { FilterBox } from '../invoices/FilterBox.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { GROUP, type LogAsk } from './ask.ts';
import { actionText, groupOf, GROUPS, personText } from './words.ts';
import classes from './audit.module.css';

interface LogFiltersProps {
  ask: LogAsk;
  onChange: (patch: Partial<LogAsk>) => void;
  onDown: () => void;
}

export function LogFilters({ ask, onChange, onDown }: LogFiltersProps) {
  const t = useT();
  const people = useLoad(() => call(api().audit.people({})), '');
  const actions = useMemo(
    () => GROUPS.map((group) => ({
      group: t(`audit.group.${group}`),
      items: [
        { value: GROUP + group, label: t('audit.allOf', { group: t(`audit.group.${group}`) }) },
        ...AUDIT_ACTIONS.filter((action) => groupOf(action) === group).map((action) => ({ value: action, label: actionText(action) })).sort((a, b) => a.label.localeCompare(b.label)),
      ],
    })),
    [t],
  );
  return (
    <div className={classes.filters}>
      <FilterBox className={classes.filter} value={ask.text} onChange={(text) => onChange({ text })} label={t('audit.filter')} onDown={onDown} />
      <Select
        className={classes.person ?? ''} aria-label={t('audit.person')} value={ask.actor ?? ''} data={[{ value: '', label: t('audit.everybody') }, ...(people.value?.rows ?? []).map((one) => ({ value: one.id, label: personText(one) }))]}
        onChange={(value) => onChange({ actor: value ? value : null })}
      />
      <Select
        className={classes.what ?? ''} aria-label={t('audit.actionHead')} placeholder={t('audit.anyAction')} value={ask.what} data={actions} searchable clearable maxDropdownHeight={360}
        onChange={(what) => onChange({ what })}
      />
      <Select
        className={classes.period ?? ''} aria-label={t('invoices.dates')} value={ask.period} data={PERIODS.map((one) => ({ value: one, label: t(`invoices.period.${one}`) }))}
        onChange={(value) => onChange({ period: PERIODS.find((one) => one === value) ?? 'any' })}
      />
      {ask.period === 'between' && (
        <>
          <DateField className={classes.date ?? ''} aria-label={t('invoices.from')} placeholder={t('invoices.from')} value={ask.from} clearable onChange={(from) => onChange({ from })} />
          <DateField className={classes.date ?? ''} aria-label={t('invoices.to')} placeholder={t('invoices.to')} value={ask.to} clearable {...(ask.from !== null && { from: ask.from })} onChange={(to) => onChange({ to })} />
        </>
      )}
      {ask.thing !== null && (
        <Button kind="quiet" icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} title={t('audit.clearAbout')} onClick={() => onChange({ thing: null })}>
          {t('audit.onlyAbout', { name: ask.thing.name === '' ? t('audit.thisOne') : ask.thing.name })}
        </Button>
      )}
    </div>
  );
}
