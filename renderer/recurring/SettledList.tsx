// What became of each date so far, newest first. Only RecurringOne.tsx shows it.
import type { RecurringView } from '../../contract/recurring.ts';
import { formatDay } from '../../domain/date.ts';
import { go } from '../app/navigate.ts';
import { useMay } from '../app/may.ts';
import { language, useT } from '../i18n/index.ts';
import { momentText } from '../invoices/momentText.ts';
import { takeBackDates } from './acts.ts';
import classes from './recurring.module.css';

type Settled = RecurringView['settled'][number];

export function SettledList({ view }: { view: RecurringView }) {
  const t = useT();
  return (
    <section className={`card ${classes.part}`} aria-label={t('recurring.settled')}>
      <h2>{t('recurring.settled')}</h2>
      {view.settled.length === 0 ? (
        <p className="q2">{t('recurring.noneSettled')}</p>
      ) : (
        <table className={classes.settled}>
          <thead>
            <tr><th scope="col">{t('recurring.dated')}</th><th scope="col">{t('recurring.became')}</th><th scope="col">{t('recurring.when')}</th></tr>
          </thead>
          <tbody>
            {view.settled.map((one) => (
              <tr key={one.date}>
                <td className="num">{formatDay(one.date, language())}</td>
                <td className={classes.became}><Became settled={one} />{one.date === view.undoable && <TakeBack id={view.id} settled={one} />}</td>
                <td className="q2 num">{momentText(one.at)}{one.by !== '' && `, ${one.by}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.pauses.length > 0 && (
        <p className="small q2">
          {t('recurring.pauses')} {view.pauses.map(({ from, to }) => (to === null ? t('recurring.pauseOpen', { from: formatDay(from, language()) }) : `${formatDay(from, language())} – ${formatDay(to, language())}`)).join(', ')}
        </p>
      )}
    </section>
  );
}

function Became({ settled: { kind, documentId, number, draftId } }: { settled: Settled }) {
  const t = useT();
  if (documentId !== null) {
    return (
      <>
        <button type="button" className="link m" onClick={() => go({ screen: 'invoice', id: documentId })}>{number}</button>
        {kind === 'origin' && <span className="q2"> {t('recurring.origin')}</span>}
      </>
    );
  }
  if (draftId !== null) return <button type="button" className="link" onClick={() => go({ screen: 'editor', draftId })}>{t('recurring.becameDraft')}</button>;
  return <span className="q2">{t('recurring.leftOut')}</span>;
}

/** Only the last decision, while nothing came of it; people who may not issue are not offered it. */
function TakeBack({ id, settled: { date, turn } }: { id: string; settled: Settled }) {
  const t = useT();
  const may = useMay('invoice.issue');
  if (!may) return null;
  return <button type="button" className="link" aria-label={t('recurring.takeBackDay', { day: formatDay(date, language()) })} onClick={() => void takeBackDates([{ id, date, turn }])}>{t('common.undo')}</button>;
}
