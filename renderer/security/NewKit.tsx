// A new Recovery Kit: put on paper, then proved readable by two groups typed back, as at set-up. Part of NewKey.tsx.
import { IconCheck, IconFileDownload, IconPrinter, IconWriting } from '@tabler/icons-react';
import { useState } from 'react';
import type { KitSheet as Sheet } from '../../contract/session.ts';
import { normaliseCode } from '../../domain/recoveryKitCode.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { KitSheet } from '../setup/KitSheet.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './NewKey.module.css';

const LENGTH = 4;
export type Groups = [string, string];

export function groupsMatch(kit: Sheet, groups: Groups): boolean {
  return ([0, 1] as const).every((i) => groups[i] === kit.groups[kit.ask[i] - 1]);
}

export function NewKit({ kit, business, groups, onChange }: { kit: Sheet; business: string; groups: Groups; onChange: (groups: Groups) => void }) {
  const t = useT();
  const [kept, setKept] = useState<'printed' | 'saved' | 'written' | null>(null);
  const [doing, setDoing] = useState<'print' | 'save' | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const act = async (what: 'print' | 'save', work: () => Promise<boolean>) => {
    setDoing(what);
    setError(null);
    try {
      if (await work()) setKept(what === 'print' ? 'printed' : 'saved');
    } catch (refused) {
      setError(asApiError(refused));
    }
    setDoing(null);
  };
  const type = (i: 0 | 1, text: string) => {
    const clean = normaliseCode(text).slice(0, LENGTH);
    onChange(i === 0 ? [clean, groups[1]] : [groups[0], clean]);
  };
  const matches = (i: 0 | 1) => groups[i] === kit.groups[kit.ask[i] - 1];
  return (
    <div className={classes.kit}>
      <p className="m">{t('security.key.newKit', { serial: kit.serial })}</p>
      <p className="q2" role="status">{t(kept === null ? 'setup.kit.keepHow' : `setup.kit.kept.${kept}`)}</p>
      <div className={classes.ways}>
        <Button busy={doing === 'print'} onClick={() => void act('print', async () => (await call(api().security.printKit({}))).printed)} icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}>{t(kept === 'printed' ? 'setup.kit.printAgain' : 'setup.kit.print')}</Button>
        <Button busy={doing === 'save'} onClick={() => void act('save', async () => (await call(api().security.saveKit({}))).saved)} icon={<IconFileDownload size={16} stroke={1.75} aria-hidden="true" />}>{t('setup.kit.save')}</Button>
        <Button onClick={() => setKept('written')} icon={<IconWriting size={16} stroke={1.75} aria-hidden="true" />}>{t('setup.kit.written')}</Button>
        {kept !== null && <button type="button" className="link" onClick={() => { setKept(null); onChange(['', '']); }}>{t('setup.kit.showAgain')}</button>}
      </div>
      {error !== null && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.typed}>
        {([0, 1] as const).map((i) => (
          <TextField
            key={i} label={t('kit.group', { n: kit.ask[i] })} value={groups[i]} disabled={kept === null} onChange={(text) => type(i, text)} problem={groups[i].length === LENGTH && !matches(i) ? t('errors.KIT_GROUPS_WRONG') : undefined} autoCapitalize="characters"
            rightSection={matches(i) ? <IconCheck size={16} stroke={2} className={classes.good} aria-label={t('setup.kit.right')} /> : undefined}
          />
        ))}
      </div>
      <p className="small q2">{t(kept === null ? 'setup.kit.typeLater' : 'setup.kit.typeWhy')}</p>
      <KitSheet kit={kit} business={business} hide={kept === null ? [] : kit.ask} />
    </div>
  );
}
