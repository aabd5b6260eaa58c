// What is being backed up or tried right now: stage by stage, with the time of those that are over, and Stop.
import { IconCheck, IconCircle, IconLoader2 } from '@tabler/icons-react';
import { useId } from 'react';
import type { BackupRunning, BackupStageName, BackupTarget } from '../../contract/backup.ts';
import { useT } from '../i18n/index.ts';
import { sizeText } from '../exports/sizeText.ts';
import { Button } from '../ui/Button.tsx';
import { stopBackup } from './backupStore.ts';
import { durationText } from './durationText.ts';
import classes from './backup.module.css';

/** What a person is shown; the others pass in a moment and belong to the one before. */
const SHOWN: Readonly<Record<'backup' | 'drill', readonly BackupStageName[]>> = { backup: ['snapshot', 'verify', 'copy', 'readBack'], drill: ['open', 'compare'] };
const ORDER: readonly BackupStageName[] = ['preflight', 'snapshot', 'rekey', 'open', 'verify', 'copy', 'readBack', 'publish', 'compare'];
/** How much of the whole a stage is, roughly: the bar only has to move evenly. */
const SHARE: Readonly<Record<BackupStageName, number>> = { preflight: 1, snapshot: 28, rekey: 1, verify: 20, copy: 25, readBack: 23, publish: 2, open: 20, compare: 5 };

/** 0 to 100 over all stages and places. */
export function percentOf({ what, stage, done, total, past, targets }: Pick<BackupRunning, 'what' | 'stage' | 'done' | 'total' | 'past' | 'targets'>): number {
  const stages = what === 'backup' ? ORDER.filter((one) => one !== 'open' && one !== 'compare') : (what === 'scrub' ? (['verify'] as const) : (['open', 'compare'] as const));
  const each: readonly BackupStageName[] = ['copy', 'readBack', 'publish'];
  const weight = (one: BackupStageName): number => SHARE[one] * (what === 'backup' && each.includes(one) ? Math.max(1, targets.length) : 1);
  const all = stages.reduce((sum, one) => sum + weight(one), 0);
  const over = past.reduce((sum, one) => sum + SHARE[one.stage], 0);
  const now = total > 0 ? SHARE[stage] * Math.min(1, done / total) : 0;
  return Math.min(100, Math.floor(((over + now) * 100) / all));
}

export function RunCard({ running, targets }: { running: BackupRunning; targets: readonly BackupTarget[] }) {
  const t = useT();
  const id = useId();
  const labelOf = (target: string | null): string => targets.find((one) => one.id === target)?.label ?? '';
  const first = labelOf(running.targets[0] ?? null);
  const title = running.what === 'backup' ? (running.targets.length === 1 ? t('backup.run.title', { label: first }) : t('backup.run.several', { count: running.targets.length })) : t(`backup.run.${running.what === 'drill' ? 'drill' : 'scrub'}`, { label: first });
  const percent = percentOf(running);
  return (
    <section className={`card ${classes.side}`} aria-labelledby={id}>
      <div className={classes.sideHead}><h2 id={id} className="grow">{title}</h2><span className="num m">{percent} %</span></div>
      <div className="bar" role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></div>
      <ul className={classes.stages}>
        {SHOWN[running.what === 'backup' ? 'backup' : 'drill'].map((stage) => <Stage key={stage} stage={stage} running={running} label={running.targets.length > 1 ? labelOf(running.target) : ''} />)}
      </ul>
      <div className="row"><span className="small q2">{t('backup.run.work')}</span><span className="end"><Button size="dense" onClick={stopBackup}>{t('backup.run.stop')}</Button></span></div>
    </section>
  );
}

function Stage({ stage, running, label }: { stage: BackupStageName; running: BackupRunning; label: string }) {
  const t = useT();
  const over = running.past.filter((one) => one.stage === stage);
  const now = running.stage === stage;
  const bytes = stage === 'copy' || stage === 'readBack';
  const amount = running.total === 0 ? '' : bytes ? t('backup.run.bytes', { done: sizeText(running.done), total: sizeText(running.total) }) : `${Math.min(100, Math.floor((running.done * 100) / running.total))} %`;
  return (
    <li className={now ? 'm' : over.length > 0 ? '' : 'q3'}>
      {now ? <IconLoader2 size={16} stroke={1.75} aria-hidden="true" /> : over.length > 0 ? <IconCheck size={16} stroke={1.75} className="good" aria-hidden="true" /> : <IconCircle size={16} stroke={1.75} aria-hidden="true" />}
      <span>{t(`backup.stage.${stage}`)}{now && label !== '' && <span className="q2">, {label}</span>}</span>
      <span className="end">{now ? amount : over.length > 0 ? durationText(over.reduce((sum, { ms }) => sum + ms, 0)) : ''}</span>
    </li>
  );
}
