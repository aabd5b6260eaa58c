// What stands under a field for an exchange rate: which day the stored one is of and where it is from, that it is old, or that there is none. The editor, payments and the bank use it.
import { formatDay } from '../../domain/date.ts';
import { go } from '../app/navigate.ts';
import { useMay } from '../app/may.ts';
import { language, useT } from '../i18n/index.ts';
import { decimalText } from '../ui/amountText.ts';
import { Hint } from '../ui/Hint.tsx';
import type { StoredRate } from './useStoredRate.ts';
import classes from './rates.module.css';

export function RateNote({ stored, rate, onTake }: { stored: StoredRate | null; rate: string; onTake: (rate: string) => void }) {
  const t = useT();
  const mayEnter = useMay('rate.write');
  if (stored === null || stored.currency === stored.base) return null;
  const { found, currency, on } = stored;
  if (found === null) {
    return (
      <div className={classes.note} role="status">
        <Hint>
          {t('rates.none', { currency, day: formatDay(on, language()) })}
          {mayEnter && <> <button type="button" className="link" onClick={() => go({ screen: 'settings', tab: 'rates' })}>{t('rates.toRates')}</button></>}
        </Hint>
      </div>
    );
  }
  const day = formatDay(found.day, language());
  const from = found.source === '' ? t('rates.ofDay', { day }) : t('rates.ofDaySource', { day, source: found.source });
  const taken = rate === found.rate;
  const words = (
    <>
      {!taken && <>{t('rates.stored', { rate: decimalText(found.rate) })} </>}{from}.
      {found.old && <> {t('rates.old', { count: found.days })}</>}
      {!taken && <> <button type="button" className="link" onClick={() => onTake(found.rate)}>{t('rates.take')}</button></>}
    </>
  );
  return <div className={classes.note} role="status">{found.old ? <Hint>{words}</Hint> : <span className="small q2">{words}</span>}</div>;
}
