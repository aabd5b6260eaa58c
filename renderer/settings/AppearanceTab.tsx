// Settings: light or dark, the language of the screens, and about this program.
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { api, call } from '../app/api.ts';
import { refreshSession, useSession } from '../app/session.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Part } from './Part.tsx';
import classes from './Settings.module.css';

const THEMES = ['system', 'light', 'dark'] as const;
/** Each in its own words, so that everybody finds the way home. */
const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;
const CHOICES = ['system', 'en', 'de', 'fr', 'es'] as const;

export function AppearanceTab() {
  const t = useT();
  const info = useSession((s) => s.info);
  const [problem, setProblem] = useState<string | null>(null);
  const run = (act: Promise<unknown>) => act.then(() => setProblem(null), (error: unknown) => setProblem(sentence(error)));
  const choose = (value: string) => {
    const theme = THEMES.find((one) => one === value);
    if (theme) void run(call(api().system.setTheme({ theme })).then(refreshSession));
  };
  const speak = (value: string) => {
    const language = CHOICES.find((one) => one === value);
    if (language) void run(call(api().system.setLanguage({ language })).then(refreshSession));
  };
  return (
    <>
      <Part title={t('settings.look.theme')} text={t('settings.look.themeText')}>
        <SegmentedControl className={classes.wide ?? ''} aria-label={t('settings.look.theme')} value={info?.theme ?? 'system'} onChange={choose} transitionDuration={0} data={THEMES.map((one) => ({ value: one, label: t(`settings.look.${one}`) }))} />
      </Part>
      <Part title={t('settings.look.language')} text={t('settings.look.languageText')}>
        <SegmentedControl className={classes.wide ?? ''} aria-label={t('settings.look.language')} value={info?.languageChoice ?? 'system'} onChange={speak} transitionDuration={0} data={CHOICES.map((one) => ({ value: one, label: one === 'system' ? t('settings.look.system') : LANGUAGES[one] }))} />
      </Part>
      <Part title={t('settings.look.about')} text={t('settings.look.aboutText', { version: info?.version ?? '', electron: info?.electron ?? '' })}>
        <div className={`row ${classes.wide}`}>
          <Button onClick={() => void run(call(api().system.openDataFolder()))}>{t('settings.look.folder')}</Button>
        </div>
        {problem !== null && <Problem alert>{problem}</Problem>}
      </Part>
    </>
  );
}
