// The Backups screen: what would be lost, the places with their evidence, what is going on, the history and the last drill.
import { IconAlertTriangle, IconCheck, IconDatabaseOff, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { BackupState } from '../../contract/backup.ts';
import { api, call } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { AddPlace } from './AddPlace.tsx';
import { backUpNow, drillNow, refreshBackups, useBackups } from './backupStore.ts';
import { DrillCard } from './DrillCard.tsx';
import { History } from './History.tsx';
import { KeepPanel } from './KeepPanel.tsx';
import { RunCard } from './RunCard.tsx';
import { TargetCard } from './TargetCard.tsx';
import { WhenCard } from './WhenCard.tsx';
import classes from './backup.module.css';

/** More than this is said as "more than": main stops counting. */
const MOST_CHANGES = 999;

/** What the headline claims, and how bad it is. Every claim of safety carries its moment. */
export function heroOf({ targets, lastGoodAt, since, inPlaces }: BackupState): { kind: 'good' | 'warn' | 'stop'; title: string; text: string; params: Record<string, string | number> } {
  if (lastGoodAt === null) return { kind: targets.length === 0 ? 'warn' : 'stop', title: 'backup.hero.all', text: targets.length === 0 ? 'backup.hero.noPlaceText' : 'backup.hero.allText', params: {} };
  const when = momentText(lastGoodAt);
  if (since === 0 && inPlaces === 0) return { kind: 'stop', title: 'backup.hero.unsure', text: 'backup.hero.unsureText', params: { when } };
  if (since === 0) return { kind: 'good', title: 'backup.hero.nothing', text: 'backup.hero.nothingText', params: { when, count: inPlaces } };
  const many = since > MOST_CHANGES;
  return { kind: 'warn', title: many ? 'backup.hero.many' : 'backup.hero.some', text: 'backup.hero.someText', params: { when, count: since, n: countText(Math.min(since, MOST_CHANGES)) } };
}

function Hero({ state }: { state: BackupState }) {
  const t = useT();
  const running = useBackups((s) => s.running);
  const hero = heroOf(state);
  const Shown = hero.kind === 'good' ? IconCheck : hero.kind === 'warn' ? IconAlertTriangle : IconDatabaseOff;
  return (
    <section className={`card ${classes.hero}`} aria-labelledby="backup-hero">
      <span className={`${classes.ring} ${hero.kind === 'warn' ? classes.ringWarn : hero.kind === 'stop' ? classes.ringStop : ''}`}><Shown size={24} stroke={1.75} aria-hidden="true" /></span>
      <div className="grow">
        <h2 id="backup-hero">{t(hero.title, hero.params)}</h2>
        <p className="q2">{t(hero.text, hero.params)}</p>
      </div>
      {state.lastGoodAt !== null && <div className={classes.heroActs}><Button aria-disabled={running !== null || undefined} onClick={() => void drillNow()}>{t('backup.drillNow')}</Button></div>}
    </section>
  );
}

type Panel = { name: 'add' } | { name: 'keep'; id: string } | null;

export default function Backups({ add = false }: { add?: boolean }) {
  const t = useT();
  const { state, running, error } = useBackups();
  const manage = useMay('backup.manage');
  const mayRestore = useMay('backup.restore');
  const [panel, setPanel] = useState<Panel>(add ? { name: 'add' } : null);
  useEffect(() => {
    void refreshBackups();
    void call(api().backup.look()).catch(() => undefined); // what is seen comes as a change; without it the last look stays
  }, []);
  useShortcut('b', () => void backUpNow());
  useShortcut('d', () => void drillNow());
  const keys = state === null || state.targets.length === 0 ? [] : [{ keys: 'b', does: t('backup.now') }, { keys: 'd', does: t('backup.drillNow') }];
  const kept = panel?.name === 'keep' ? state?.targets.find(({ id }) => id === panel.id) : undefined;
  const primary = state !== null && state.targets.length > 0 && (
    <Button kind="primary" keys="mod+b" busy={running !== null} onClick={() => void backUpNow()}>{t(running === null ? 'backup.now' : 'backup.going')}</Button>
  );
  return (
    <Screen title={t('backup.title')} keys={keys} scroll actions={<>{mayRestore && <Button onClick={() => go({ screen: 'restore' })}>{t('restore.button')}</Button>}{primary}</>}>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      {state !== null && (
        <div className={classes.page}>
          <Hero state={state} />
          {panel?.name === 'add' || (state.targets.length === 0 && manage) ? (
            <AddPlace onDone={() => setPanel(null)} {...(state.targets.length > 0 && { onCancel: () => setPanel(null) })} />
          ) : (
            <section className={classes.targets} aria-label={t('backup.history.where')}>
              {state.targets.map((target) => <TargetCard key={target.id} target={target} settings={state.settings} onKeep={() => setPanel({ name: 'keep', id: target.id })} />)}
              {manage && <button type="button" className={classes.add} onClick={() => setPanel({ name: 'add' })}><IconPlus size={16} stroke={1.75} aria-hidden="true" />{t('backup.addPlace')}</button>}
            </section>
          )}
          {running !== null ? <RunCard running={running} targets={state.targets} /> : <WhenCard settings={state.settings} manage={manage} />}
          {kept !== undefined ? <KeepPanel target={kept} settings={state.settings} manage={manage} onClose={() => setPanel(null)} /> : (state.targets.length > 0 || state.lastGoodAt !== null) && <History newest={state.targets.map(({ last, scrubbedAt }) => `${last?.id}${scrubbedAt}`).join()} />}
          {state.lastGoodAt !== null && <DrillCard drill={state.drill} dueOn={state.drillDueOn} />}
        </div>
      )}
    </Screen>
  );
}
