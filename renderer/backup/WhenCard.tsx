// When backups are made by themselves and when a person is told: said in a few lines, changed in place.
import { Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackupSettings } from '../../contract/backup.ts';
import { api, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { refreshBackups } from './backupStore.ts';
import classes from './backup.module.css';

const EVERY = ['hour', 'day', 'off'] as const;
const LIMITS = [1, 2, 3, 5, 7, 14, 30];

export function WhenCard({ settings, manage }: { settings: BackupSettings; manage: boolean }) {
  const t = useT();
  const [changing, setChanging] = useState(false);
  return (
    <section className={`card ${classes.side}`} aria-labelledby="when-title">
      <div className={classes.sideHead}>
        <h2 id="when-title" className="grow">{t('backup.when.title')}</h2>
        {manage && !changing && <Button size="dense" onClick={() => setChanging(true)}>{t('backup.when.change')}</Button>}
      </div>
      {changing ? <Form settings={settings} onDone={() => setChanging(false)} /> : <Lines settings={settings} />}
      <p className="small q2">{t('backup.when.always')}</p>
    </section>
  );
}

function Lines({ settings: { when, onQuit, onStick, limitDays } }: { settings: BackupSettings }) {
  const t = useT();
  const yes = (on: boolean): string => t(on ? 'backup.when.yes' : 'backup.when.no');
  return (
    <dl className={classes.kv}>
      <dt>{t('backup.when.clockRow')}</dt><dd>{t(`backup.when.${when.every}Text`, { at: when.at })}</dd>
      <dt>{t('backup.when.quitRow')}</dt><dd>{yes(onQuit)}</dd>
      <dt>{t('backup.when.stickRow')}</dt><dd>{yes(onStick)}</dd>
      <dt>{t('backup.when.tellRow')}</dt><dd>{t('backup.when.tellText', { count: limitDays })}</dd>
    </dl>
  );
}

function Form({ settings, onDone }: { settings: BackupSettings; onDone: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(settings);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    try {
      await call(api().backup.settings(draft));
      toast({ text: t('backup.when.saved') });
      await refreshBackups();
      onDone();
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  const { when } = draft;
  return (
    <form className={classes.switches} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <div className={classes.two}>
        <Select label={t('backup.when.every')} value={when.every} allowDeselect={false} data={EVERY.map((value) => ({ value, label: t(`backup.when.${value}`) }))} onChange={(value) => setDraft({ ...draft, when: { ...when, every: EVERY.find((one) => one === value) ?? when.every } })} />
        {when.every === 'day' && <TextInput type="time" label={t('backup.when.at')} value={when.at} onChange={(event) => setDraft({ ...draft, when: { ...when, at: event.currentTarget.value } })} />}
      </div>
      <Switch label={t('backup.when.onQuit')} checked={draft.onQuit} onChange={(event) => setDraft({ ...draft, onQuit: event.currentTarget.checked })} />
      <Switch label={t('backup.when.onStick')} checked={draft.onStick} onChange={(event) => setDraft({ ...draft, onStick: event.currentTarget.checked })} />
      <Select label={t('backup.when.limit')} value={String(draft.limitDays)} allowDeselect={false} data={[...new Set([...LIMITS, settings.limitDays])].toSorted((a, b) => a - b).map((n) => ({ value: String(n), label: t('backup.when.days', { count: n }) }))} onChange={(value) => setDraft({ ...draft, limitDays: Number(value ?? draft.limitDays) })} />
      {problem !== null && <Problem alert>{problem}</Problem>}
      <div className={classes.acts}><Button onClick={onDone}>{t('common.cancel')}</Button><Button type="submit" kind="primary">{t('common.save')}</Button></div>
    </form>
  );
}
