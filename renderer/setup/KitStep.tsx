// Fifth page: the Recovery Kit. Print it, save it elsewhere or write it down, then prove with two groups that it can be read.
import { IconCheck, IconFileDownload, IconPrinter, IconWriting } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { normaliseCode } from '../../domain/recoveryKitCode.ts';
import { api, call } from '../app/api.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { KitSheet } from './KitSheet.tsx';
import { runStep, useSetup } from './setupStore.ts';
import classes from './Setup.module.css';

const LENGTH = 4;

export function KitStep() {
  const t = useT();
  const { kit, kept, groups, business, busy } = useSetup();
  const [doing, setDoing] = useState<'print' | 'save' | null>(null);
  const firstGroup = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Only when the sheet was just kept, not while typing: a group that was emptied again keeps the focus where it is.
    if (kept !== null && firstGroup.current?.value === '') firstGroup.current.focus();
  }, [kept]);
  if (kit === null) return null;
  const print = async () => {
    setDoing('print');
    await runStep(async () => {
      const { printed } = await call(api().setup.printKit({ business }));
      if (printed) useSetup.setState({ kept: 'printed' });
    });
    setDoing(null);
  };
  const save = async () => {
    setDoing('save');
    await runStep(async () => {
      const { saved } = await call(api().setup.saveKit({ business }));
      if (saved) useSetup.setState({ kept: 'saved' });
    });
    setDoing(null);
  };
  const type = (i: 0 | 1, text: string) => {
    const clean = normaliseCode(text).slice(0, LENGTH);
    useSetup.setState({ groups: i === 0 ? [clean, groups[1]] : [groups[0], clean], error: null });
  };
  const matches = (i: 0 | 1) => groups[i] === kit.groups[kit.ask[i] - 1];
  const problem = (i: 0 | 1) => (groups[i].length === LENGTH && !matches(i) ? t('errors.KIT_GROUPS_WRONG') : undefined);
  return (
    <div className={classes.kitPage}>
      <div>
        <h1 tabIndex={-1}>{t('setup.kit.title')}</h1>
        <p className={classes.lead}>{t('setup.kit.lead')}</p>
        <div className={classes.part}>
          <b>{kept === null ? 1 : <IconCheck size={14} stroke={2} aria-hidden="true" />}</b>
          <div className="grow">
            <div className="m">{t('setup.kit.keep')}</div>
            <div className="q2" role="status">{t(kept === null ? 'setup.kit.keepHow' : `setup.kit.kept.${kept}`)}</div>
            <div className={classes.ways}>
              <Button busy={doing === 'print'} aria-disabled={busy} onClick={() => void print()} data-first="" icon={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}>{t(kept === 'printed' ? 'setup.kit.printAgain' : 'setup.kit.print')}</Button>
              <Button busy={doing === 'save'} aria-disabled={busy} onClick={() => void save()} icon={<IconFileDownload size={16} stroke={1.75} aria-hidden="true" />}>{t('setup.kit.save')}</Button>
              <Button aria-disabled={busy} onClick={() => useSetup.setState({ kept: 'written' })} icon={<IconWriting size={16} stroke={1.75} aria-hidden="true" />}>{t('setup.kit.written')}</Button>
              {kept !== null && <button type="button" className="link" onClick={() => useSetup.setState({ kept: null, groups: ['', ''] })}>{t('setup.kit.showAgain')}</button>}
            </div>
          </div>
        </div>
        <div className={classes.part}>
          <b>2</b>
          <div className="grow">
            <div className="m">{t('setup.kit.type')}</div>
            <div className="q2">{t(kept === null ? 'setup.kit.typeLater' : 'setup.kit.typeWhy')}</div>
            <div className={classes.typed}>
              {([0, 1] as const).map((i) => (
                <div key={i}>
                  <TextField
                    ref={i === 0 ? firstGroup : null} label={t('kit.group', { n: kit.ask[i] })} value={groups[i]} disabled={kept === null} onChange={(text) => type(i, text)} problem={problem(i)} autoCapitalize="characters"
                    rightSection={matches(i) ? <IconCheck size={16} stroke={2} className={classes.good} aria-label={t('setup.kit.right')} /> : undefined}
                  />
                </div>
              ))}
            </div>
          </div>
        </div>
        <div className={classes.part}>
          <b>3</b>
          <div>
            <div className="m">{t('setup.kit.place')}</div>
            <div className="q2">{t('setup.kit.placeWhy')}</div>
          </div>
        </div>
      </div>
      <KitSheet kit={kit} business={business} hide={kept === null ? [] : kit.ask} />
    </div>
  );
}
