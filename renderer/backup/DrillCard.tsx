// The last restore drill: what was compared, figure by figure, and when the next one comes.
import type { BackupDrill, Compared } from '../../contract/backup.ts';
import { formatDay } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Hint } from '../ui/Hint.tsx';
import { durationText } from './durationText.ts';
import { faultDo, faultWhat } from './faultText.ts';
import classes from './backup.module.css';

/** The figures a person knows; what differs is always among them. */
const ALWAYS: readonly Compared['what'][] = ['sum', 'documents', 'seals', 'records'];
const MOST = 6;

export function shownFigures(compared: readonly Compared[]): Compared[] {
  const differing = compared.filter(({ live, copy }) => live !== copy);
  const known = ALWAYS.flatMap((what) => compared.filter((one) => one.what === what && one.live === one.copy)).filter(({ what, live }) => what !== 'sum' || live !== 0);
  return [...differing, ...known].slice(0, Math.max(MOST, differing.length));
}

function valueText({ what, currency }: Compared, value: number): string {
  return what === 'sum' && currency !== null ? moneyText(value, currency) : countText(value);
}

export function DrillCard({ drill, dueOn }: { drill: BackupDrill | null; dueOn: string | null }) {
  const t = useT();
  return (
    <section className={`card ${classes.side}`} aria-labelledby="drill-title">
      <h2 id="drill-title">{t('backup.drill.title')}</h2>
      {drill === null && <p className="q2">{t('backup.drill.none')}</p>}
      {drill !== null && (
        <>
          <p className="q2">{t(drill.ok ? 'backup.drill.text' : 'backup.drill.badText', { label: drill.label })}</p>
          {!drill.ok && <Hint>{faultWhat(drill.code)} {faultDo(drill.code)}</Hint>}
          <dl className={classes.kv}>
            <dt>{t('backup.drill.when')}</dt><dd>{momentText(drill.at)}</dd>
            {drill.backupAt !== null && <><dt>{t('backup.drill.backupOf')}</dt><dd>{momentText(drill.backupAt)}</dd></>}
            <dt>{t('backup.drill.took')}</dt><dd>{durationText(drill.ms)}</dd>
            {shownFigures(drill.compared).map((one) => (
              <Figure key={`${one.what}${one.currency ?? ''}`} name={t(`backup.drill.what.${one.what}`, { currency: one.currency ?? '' })} bad={one.live !== one.copy}>
                {one.live === one.copy ? t('backup.drill.same', { value: valueText(one, one.live) }) : t('backup.drill.differs', { live: valueText(one, one.live), copy: valueText(one, one.copy) })}
              </Figure>
            ))}
          </dl>
        </>
      )}
      {dueOn !== null && <p className="small q2">{t('backup.drill.next', { day: formatDay(dueOn, language()) })}</p>}
    </section>
  );
}

function Figure({ name, bad, children }: { name: string; bad: boolean; children: string }) {
  return <><dt>{name}</dt><dd className={bad ? 'stop' : ''}>{children}</dd></>;
}
