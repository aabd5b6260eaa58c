// What a checked backup holds, and what the present books have that it has not.
import type { RestoreLook } from '../../contract/restore.ts';
import { formatDay } from '../../domain/date.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Hint } from '../ui/Hint.tsx';
import classes from './restore.module.css';

const COUNTS = ['documents', 'payments', 'customers', 'items', 'pdfs', 'records'] as const;

export function Inside({ look }: { look: RestoreLook }) {
  const t = useT();
  const { inside, present, lost, since } = look;
  return (
    <div className={classes.inside}>
      <div>
        <h2>{inside.business}</h2>
        <p className="q2">{t('restore.madeAt', { when: momentText(inside.madeAt) })}{inside.older && ` ${t('restore.older')}`}</p>
      </div>
      <div className={classes.two}>
        {present === null ? <Counts inside={inside} /> : <Compared inside={inside} present={present} />}
        <Last title={t('restore.last')} rows={inside.last} />
      </div>
      {lost !== null && lost.records > 0 && (
        <Hint>{t(lost.documents + lost.payments === 0 ? 'restore.lostRecords' : 'restore.lost', { records: countText(lost.records), documents: countText(lost.documents), payments: countText(lost.payments) })}</Hint>
      )}
      {lost !== null && lost.last.length > 0 && <Last title={t('restore.lostLast')} rows={lost.last} />}
      {lost !== null && lost.records === 0 && <p className="q2">{t('restore.nothingLost')}</p>}
      {present === null && since.numbers.length > 0 && (
        <div>
          <p className="q2">{t('restore.since')}</p>
          <ul className={classes.last}>{since.numbers.map(({ series, number }) => <li key={`${series} ${number}`}><span className="code">{number}</span><span className="grow">{series}</span></li>)}</ul>
        </div>
      )}
    </div>
  );
}

type Books = RestoreLook['inside'];

/** What is in the backup, with nothing to hold it against. */
function Counts({ inside: { figures } }: { inside: Books }) {
  const t = useT();
  return (
    <dl className={classes.counts}>
      {COUNTS.map((one) => <div key={one}><dt>{t(`restore.figure.${one}`)}</dt><dd className="num">{countText(figures[one])}</dd></div>)}
      {figures.sums.map(({ currency, amount }) => <div key={currency}><dt>{t('restore.figure.sum', { currency })}</dt><dd className="num">{moneyText(amount, currency)}</dd></div>)}
    </dl>
  );
}

/** The same beside the present books. */
function Compared({ inside: { figures }, present }: { inside: Books; present: Books['figures'] }) {
  const t = useT();
  return (
    <table className={classes.figures}>
      <thead><tr><th scope="col"><span className="sr">{t('restore.what')}</span></th><th scope="col">{t('restore.inBackup')}</th><th scope="col">{t('restore.now')}</th></tr></thead>
      <tbody>
        {COUNTS.map((one) => <tr key={one}><th scope="row">{t(`restore.figure.${one}`)}</th><td className="num">{countText(figures[one])}</td><td className="num">{countText(present[one])}</td></tr>)}
        {figures.sums.map(({ currency, amount }) => (
          <tr key={currency}><th scope="row">{t('restore.figure.sum', { currency })}</th><td className="num">{moneyText(amount, currency)}</td><td className="num">{moneyText(present.sums.find((sum) => sum.currency === currency)?.amount ?? 0, currency)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

function Last({ title, rows }: { title: string; rows: RestoreLook['inside']['last'] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className={classes.last}>
        {rows.map((row) => <li key={row.number}><span className="code">{row.number}</span><span className="grow">{row.customer}</span><span className="q2">{formatDay(row.date, language())}</span><span className="num">{moneyText(row.total, row.currency)}</span></li>)}
      </ul>
    </div>
  );
}
