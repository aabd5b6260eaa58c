// One place for backups: is it there, what was the last good backup, how did the last thirty days go, and what can be done with it.
import { Popover, Switch, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupSettings, BackupTarget } from '../../contract/backup.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { sizeText } from '../exports/sizeText.ts';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { backUpNow, drillNow, refreshBackups, useBackups } from './backupStore.ts';
import { faultDo, faultWhat } from './faultText.ts';
import { PlaceIcon } from './PlaceIcon.tsx';
import classes from './backup.module.css';

/** "Plugged in, 11.2 GB free" */
function standing(target: BackupTarget, t: ReturnType<typeof useT>): string {
  const there = target.kind !== 'stick' || target.presence === 'other' || target.presence === 'readOnly' || target.presence === 'looking' ? t(`backup.presence.${target.presence}`) : t(target.presence === 'here' ? 'backup.plugged' : 'backup.unplugged');
  const shown = target.kind === 'folder' && target.program !== '' && target.presence === 'here' ? t('backup.synced', { program: target.program }) : there;
  const parts = [shown, ...(target.free === null ? [] : [t('backup.free', { size: sizeText(target.free) })]), ...(target.enabled ? [] : [t('backup.off')])];
  return parts.join(', ');
}

/** Formats whose files end at 4 GB, and when it gets close. */
const SMALL_FILES = /^(vfat|fat|fat16|fat32|msdos)$/;
const CLOSE_BYTES = 3_500_000_000;

export function nearlyTooLarge({ fileSystem, lastGood }: Pick<BackupTarget, 'fileSystem' | 'lastGood'>): boolean {
  return SMALL_FILES.test(fileSystem) && (lastGood?.bytes ?? 0) > CLOSE_BYTES;
}

type Mode = 'look' | 'edit' | 'remove';

export function TargetCard({ target, settings, onKeep }: { target: BackupTarget; settings: BackupSettings; onKeep: () => void }) {
  const t = useT();
  const [mode, setMode] = useState<Mode>('look');
  const trouble = target.last !== null && !target.last.ok && target.last.code !== 'CANCELLED' && !(target.last.code === 'TARGET_GONE' && target.presence === 'here') ? target.last.code : null;
  return (
    <article className={`card ${classes.target}`} aria-labelledby={`t-${target.id}`}>
      <div className={classes.head}>
        <span className={`${classes.icon} ${trouble !== null && trouble !== 'TARGET_GONE' ? classes.iconWarn : target.presence === 'here' ? '' : classes.iconAway}`}><PlaceIcon place={target} /></span>
        <div className="grow"><h3 className="clip" id={`t-${target.id}`}>{target.label}</h3><p className="small q2 clip" title={target.place}>{standing(target, t)}</p></div>
        <Menu target={target} onKeep={onKeep} onMode={setMode} />
      </div>
      {mode === 'edit' && <Edit target={target} onDone={() => setMode('look')} />}
      {mode === 'remove' && <Remove target={target} onDone={() => setMode('look')} />}
      {mode === 'look' && (
        <>
          <dl className={classes.kv}>
            <dt>{t('backup.last')}</dt><dd>{target.lastGood === null ? t('backup.never') : momentText(target.lastGood.at)}</dd>
            <dt>{t('backup.tested')}</dt><dd className={target.lastGood === null ? '' : 'good m'}>{target.lastGood === null ? t('backup.never') : momentText(target.scrubbedAt !== null && target.scrubbedAt > target.lastGood.at ? target.scrubbedAt : target.lastGood.at)}</dd>
            <dt>{t('backup.keeps')}</dt><dd>{target.keepAgreed ? t('backup.keepsText', { daily: settings.keep.daily, monthly: settings.keep.monthly, yearly: settings.keep.yearly }) : t('backup.keepsAll')}</dd>
          </dl>
          {trouble !== null && <Hint>{faultWhat(trouble)} {faultDo(trouble)}</Hint>}
          {trouble === null && nearlyTooLarge(target) && <Hint>{t('backup.nearlyTooLarge')}</Hint>}
          {trouble === null && target.sameDisk && target.program === '' && <Hint>{t('backup.sameDisk')}</Hint>}
          <Days days={target.days} />
          {target.kind === 'stick' && target.presence === 'here' && <Removable id={target.id} />}
        </>
      )}
    </article>
  );
}

/** Said only while nothing is being written there: every backup is forced to the stick before it counts. */
function Removable({ id }: { id: string }) {
  const t = useT();
  const busy = useBackups((s) => s.running?.targets.includes(id) ?? false);
  return <p className={`small ${classes.message} ${busy ? 'warn' : 'q2'}`} role="status">{busy ? <IconAlertTriangle size={14} stroke={2} aria-hidden="true" /> : <IconShieldCheck size={14} stroke={2} aria-hidden="true" />}{t(busy ? 'backup.notRemovable' : 'backup.removable')}</p>;
}

function Days({ days }: { days: BackupTarget['days'] }) {
  const t = useT();
  const good = days.filter(({ state }) => state === 'good').length;
  const words = t('backup.daysTested', { good, all: days.length });
  return (
    <div className={classes.days}>
      <div className={classes.strip} role="img" aria-label={words}>{days.map(({ day, state }) => <i key={day} title={formatDay(day, language())} className={state === 'none' ? undefined : classes[state]} />)}</div>
      <div className={`small q2 ${classes.stripFoot}`}><span>{days[0] === undefined ? '' : formatDay(days[0].day, language())}</span><span>{words}</span><span>{t('backup.today')}</span></div>
    </div>
  );
}

function Menu({ target, onKeep, onMode }: { target: BackupTarget; onKeep: () => void; onMode: (mode: Mode) => void }) {
  const t = useT();
  const manage = useMay('backup.manage');
  const [open, setOpen] = useState(false);
  const acts: [string, () => void, boolean][] = [
    ['run', () => void backUpNow([target.id]), true],
    ['drill', () => void drillNow(target.id), target.lastGood !== null],
    ['keep', onKeep, target.lastGood !== null],
    ['show', () => void call(api().backup.show({ id: target.id })).catch((error: unknown) => toast({ text: sentence(error), kind: 'problem' })), target.presence === 'here'],
    ['edit', () => onMode('edit'), manage],
    ['remove', () => onMode('remove'), manage],
  ];
  return (
    <Popover opened={open} onChange={setOpen} closeOnEscape={false} position="bottom-end" trapFocus returnFocus withinPortal withRoles={false} transitionProps={{ duration: 0 }} zIndex={50}>
      <Popover.Target>
        <Button kind="quiet" iconOnly aria-label={t('backup.menu', { label: target.label })} aria-haspopup="dialog" aria-expanded={open} icon={<IconDots size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setOpen(!open)} />
      </Popover.Target>
      <Popover.Dropdown
        p={0} role="dialog" aria-label={t('backup.menu', { label: target.label })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // or the screen would go back
          event.stopPropagation();
          setOpen(false);
        }}
      >
        <div className={classes.menu}>{acts.filter(([, , shown]) => shown).map(([name, act]) => <button key={name} type="button" onClick={() => { setOpen(false); act(); }}>{t(`backup.act.${name}`)}</button>)}</div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Edit({ target, onDone }: { target: BackupTarget; onDone: () => void }) {
  const t = useT();
  const [label, setLabel] = useState(target.label);
  const [enabled, setEnabled] = useState(target.enabled);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    try {
      await call(api().backup.save({ id: target.id, version: target.version, label, enabled }));
      await refreshBackups();
      onDone();
    } catch (error) {
      setProblem(sentence(error));
    }
  };
  return (
    <form className={classes.switches} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <TextInput label={t('backup.add.name')} value={label} maxLength={60} autoFocus onChange={(event) => setLabel(event.currentTarget.value)} />
      <Switch label={t('backup.edit.enabled')} checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
      {problem !== null && <Problem alert>{problem}</Problem>}
      <div className={classes.acts}><Button onClick={onDone}>{t('common.cancel')}</Button><Button type="submit" kind="primary">{t('common.save')}</Button></div>
    </form>
  );
}

function Remove({ target, onDone }: { target: BackupTarget; onDone: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await call(api().backup.remove({ id: target.id }));
      toast({ text: t('backup.remove.done', { label: target.label }) });
      await refreshBackups();
    } catch (error) {
      toast({ text: sentence(error), kind: 'problem' });
      onDone();
    }
  };
  return <Confirm title={t('backup.remove.title', { label: target.label })} points={[{ good: false, text: t('backup.remove.stop') }, { good: true, text: t('backup.remove.stay') }]} yes={t('backup.remove.yes')} no={t('backup.remove.no')} busy={busy} onYes={() => void remove()} onNo={onDone} />;
}
