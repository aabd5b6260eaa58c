// Files whose rates came in, each of which can be taken back as a whole. RatesTab.tsx only.
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../contract/index.ts';
import { useMay } from '../app/may.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { undoRate } from './acts.ts';

export function RateFiles({ files }: { files: Output<'rates.overview'>['imports'] }) {
  const t = useT();
  const may = useMay('rate.write');
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <section className={`card ${settings.part}`} aria-labelledby="rate-files">
      <header className={settings.partHead}><h2 id="rate-files">{t('rates.files')}</h2></header>
      <ul className={settings.list}>
        {files.map((one) => (
          <li key={one.id}>
            <div className={`${settings.line} ${one.undone ? settings.away : ''}`}>
              <span className="grow"><span className="m">{one.source}</span><span className={`small q2 ${settings.block}`}>{t('rates.fileOf', { count: one.rates, n: countText(one.rates), when: momentText(one.at), name: one.by })}</span></span>
              {one.undone && <span className="tag">{t('rates.takenBack')}</span>}
              {may && !one.undone && <Button size="dense" icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setAsking(one.id)}>{t('rates.takeBack')}</Button>}
            </div>
            {asking === one.id && (
              <div className={settings.ask}>
                <Confirm
                  title={t('rates.askTitle', { file: one.source })} yes={t('rates.askYes')} no={t('rates.askNo')} onYes={() => { setAsking(null); void undoRate(one.id); }} onNo={() => setAsking(null)}
                  points={[{ good: false, text: t('rates.askGone', { count: one.rates, n: countText(one.rates) }) }, { good: true, text: t('rates.askStays') }]}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
