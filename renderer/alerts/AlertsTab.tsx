// Settings: which rules the watch follows, from which figure on they speak, and whether the operating system says it too. Saved by its own button.
import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { AlertSettings } from '../../contract/alerts.ts';
import { ALERT_RULES, ALWAYS_ON, isLess, THRESHOLD_RANGE, THRESHOLDS, type Thresholds } from '../../domain/alertRules.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Part } from '../settings/Part.tsx';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './alerts.module.css';

const FIGURES: readonly (keyof Thresholds)[] = ['failedLogins', 'hourLogins', 'voids', 'credits', 'habitTimes', 'discountPercent', 'cardNumbers', 'exports', 'exportDocuments', 'backupDays', 'newcomerHours'];

export function AlertsTab() {
  const may = useMay('alert.read');
  const t = useT();
  const loaded = useLoad(() => call(api().alerts.settings()), 'settings');
  if (!may) return <Problem alert>{t('errors.FORBIDDEN')}</Problem>;
  if (loaded.error) return <Problem alert>{sentence(loaded.error)}</Problem>;
  return loaded.value && <Form start={loaded.value} onSaved={loaded.reload} />;
}

type Typed = Record<keyof Thresholds, string>;

function typedOf(thresholds: Thresholds): Typed {
  const text = (name: keyof Thresholds) => String(thresholds[name]);
  return {
    failedLogins: text('failedLogins'), hourLogins: text('hourLogins'), voids: text('voids'), credits: text('credits'), habitTimes: text('habitTimes'), discountPercent: text('discountPercent'),
    cardNumbers: text('cardNumbers'), exports: text('exports'), exportDocuments: text('exportDocuments'), backupDays: text('backupDays'), newcomerHours: text('newcomerHours'),
  };
}

/** The whole number that was typed, or null when it is none or out of range. */
function figureOf(name: keyof Thresholds, text: string): number | null {
  const [least, most] = THRESHOLD_RANGE[name];
  const value = /^\d{1,7}$/.test(text.trim()) ? Number(text) : null;
  return value !== null && value >= least && value <= most ? value : null;
}

function Form({ start, onSaved }: { start: AlertSettings; onSaved: () => void }) {
  const t = useT();
  const may = useMay('alert.manage');
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(start.off));
  const [notify, setNotify] = useState(start.notify);
  const [typed, setTyped] = useState<Typed>(typedOf(start.thresholds));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = FIGURES.filter((name) => figureOf(name, typed[name]) === null);
  const thresholds: Thresholds = { ...start.thresholds };
  for (const name of FIGURES) thresholds[name] = figureOf(name, typed[name]) ?? thresholds[name];
  const next: AlertSettings = { off: ALERT_RULES.filter((rule) => off.has(rule)), notify, thresholds };
  const dirty = JSON.stringify(next) !== JSON.stringify({ off: ALERT_RULES.filter((rule) => start.off.includes(rule)), notify: start.notify, thresholds: start.thresholds });
  const lowered = next.off.some((rule) => !start.off.includes(rule)) || FIGURES.some((name) => isLess(name, start.thresholds[name], thresholds[name]));
  const save = async () => {
    if (busy || wrong.length > 0) return;
    setBusy(true);
    try {
      await call(api().alerts.saveSettings(next));
      toast({ text: t('alerts.set.saved') });
      onSaved();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setBusy(false);
  };
  const turn = (rule: string, on: boolean) => {
    const changed = new Set(off);
    if (on) changed.delete(rule);
    else changed.add(rule);
    setOff(changed);
  };
  return (
    <>
      <Part title={t('alerts.set.title')} text={t('alerts.set.text')}>
        <div className={settings.wide}><Switch disabled={!may} label={t('alerts.set.notify')} description={t('alerts.set.notifyHelp')} checked={notify} onChange={(event) => setNotify(event.currentTarget.checked)} /></div>
      </Part>
      <Part title={t('alerts.set.rules')}>
        <ul className={classes.rules}>
          {ALERT_RULES.map((rule) => (
            <li key={rule}>
              <Switch disabled={!may || ALWAYS_ON.has(rule)} label={t(`alerts.name.${rule}`)} {...(ALWAYS_ON.has(rule) && { description: t('alerts.set.always') })} checked={ALWAYS_ON.has(rule) || !off.has(rule)} onChange={(event) => turn(rule, event.currentTarget.checked)} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('alerts.set.figures')} aside={may && <Button kind="quiet" onClick={() => setTyped(typedOf({ ...THRESHOLDS }))}>{t('alerts.set.defaults')}</Button>}>
        {FIGURES.map((name) => {
          const [least, most] = THRESHOLD_RANGE[name];
          const range = t('alerts.set.range', { least, most });
          return (
            <TextField
              key={name} label={t(`alerts.set.figure.${name}`)} value={typed[name]} disabled={!may} inputMode="numeric" maxLength={7} {...(wrong.includes(name) || problemAt(error, `thresholds.${name}`) ? { problem: range } : { help: range })}
              onChange={(text) => { setTyped({ ...typed, [name]: text }); setError(null); }}
            />
          );
        })}
      </Part>
      {may && lowered && <Hint>{t('alerts.set.lowered')}</Hint>}
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      {may && <div className={settings.formActs}><Button kind="primary" busy={busy} aria-disabled={!dirty || wrong.length > 0 || undefined} onClick={() => { if (dirty) void save(); }}>{t('alerts.set.save')}</Button></div>}
    </>
  );
}
