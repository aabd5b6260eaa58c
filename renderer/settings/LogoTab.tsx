// Settings: the logo, drawn anew before it is kept, and the colour of the name on paper.
import { ColorInput } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { readableAccent } from '../../paper/contrast.ts';
import { api, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { redraw } from './logoImage.ts';
import { Part } from './Part.tsx';
import { editProfile, loadProfile, type ProfileDraft, useProfile } from './profileStore.ts';
import { useProblem } from './useProblem.ts';
import classes from './Settings.module.css';

/** Colours for a business to start from, all legible on paper: data, not colours of the app. */
const SWATCHES = ['#1c6148', '#14507a', '#3b3f8f', '#6b2f7c', '#8c2b4b', '#9a3412', '#7a4a12', '#33413a'];

async function chooseLogo(): Promise<void> {
  const picked = await call(api().business.pickLogo());
  if (picked === null) return;
  let png: string;
  try {
    png = await redraw(picked);
  } catch {
    // Whatever the decoder says, it means the same to a person.
    throw new TypeError('IMAGE_INVALID');
  }
  await call(api().business.setLogo({ png }));
  await loadProfile();
}

export function LogoTab({ draft }: { draft: ProfileDraft }) {
  const t = useT();
  const problem = useProblem();
  const hash = useProfile((s) => s.base?.logo ?? null);
  const logo = useLoad(async () => (hash === null ? null : (await call(api().business.logo({ hash }))).png), hash ?? '');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    setWrong(null);
    try {
      await act();
    } catch (error) {
      setWrong(error instanceof TypeError ? say('errors.IMAGE_INVALID') : sentence(error));
    }
    setBusy(false);
  };
  const clear = () => run(async () => {
    const before = logo.value;
    await call(api().business.clearLogo());
    await loadProfile();
    toast({ text: say('settings.logo.removed'), ...(before !== null && { undo: () => void run(async () => { await call(api().business.setLogo({ png: before })); await loadProfile(); }) }) });
  });
  return (
    <>
      <Part title={t('settings.logo.title')} text={t('settings.logo.text')}>
        <div className={`${classes.wide} ${classes.logo}`}>
          <div className={`paper ${classes.logoPaper}`}>
            {hash !== null && logo.value !== null ? <img src={`data:image/png;base64,${logo.value}`} alt={t('settings.logo.alt')} /> : <span>{t('settings.logo.none')}</span>}
          </div>
          <div className={classes.logoActs}>
            <Button busy={busy} icon={<IconPhoto size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void run(chooseLogo)}>{t(hash === null ? 'settings.logo.choose' : 'settings.logo.chooseOther')}</Button>
            {hash !== null && <Button kind="quiet" aria-disabled={busy} icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void clear()}>{t('settings.logo.remove')}</Button>}
          </div>
          {wrong !== null && <Problem alert>{wrong}</Problem>}
        </div>
      </Part>
      <Part title={t('settings.logo.colour')} text={t('settings.logo.colourText')}>
        <ColorInput
          label={t('settings.logo.colourField')} value={draft.accent} format="hex" withEyeDropper={false} popoverProps={{ transitionProps: { duration: 0 } }} error={problem('accent')} withPreview
          onChange={(accent) => editProfile({ accent: accent.toLowerCase() })} swatches={SWATCHES} swatchesPerRow={8}
          description={/^#[0-9a-f]{6}$/.test(draft.accent) && readableAccent(draft.accent) === null ? <Hint>{t('settings.logo.tooPale')}</Hint> : undefined}
        />
        <div className={`paper ${classes.sample}`} style={{ color: readableAccent(draft.accent) ?? undefined }}>{draft.name}</div>
      </Part>
    </>
  );
}

