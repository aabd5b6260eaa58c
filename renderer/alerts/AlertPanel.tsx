// One alert beside the list: what happened, why it matters, what to do, where to look, and who has seen to it. Only AlertList.tsx shows it.
import { IconArrowRight, IconLink, IconX } from '@tabler/icons-react';
import type { AlertRowWire } from '../../contract/alerts.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useT } from '../i18n/index.ts';
import split from '../recurring/recurring.module.css';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { AcknowledgeForm } from './AcknowledgeForm.tsx';
import { placeOfAlert, sentenceOf, titleOf } from './alertText.ts';
import classes from './alerts.module.css';

export function AlertPanel({ alert, may, onClose, onDone }: { alert: AlertRowWire; may: boolean; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const place = placeOfAlert(alert);
  const mayLog = useMay('audit.read');
  const { acknowledged } = alert;
  return (
    <section className={`card ${split.side}`} aria-label={titleOf(alert)} data-region="side">
      <div className={split.sideHead}>
        <h2>{titleOf(alert)}</h2>
        <Button kind="quiet" size="dense" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      <div className={classes.body} tabIndex={0} role="group" aria-label={t('alerts.happened')}>
        <p className={classes.top}>
          <Chip kind={acknowledged !== null ? 'paid' : alert.serious ? 'late' : 'due'}>{acknowledged !== null ? t('alerts.past') : t(alert.serious ? 'alerts.serious' : 'alerts.notice')}</Chip>
          <span className="q2 num small">{momentText(alert.at)}</span>
        </p>
        <p>{sentenceOf(alert)}</p>
        {alert.again > 0 && <p className="q2 small">{t('alerts.again', { n: alert.again, when: momentText(alert.lastAt) })}</p>}
        <h3>{t('alerts.why')}</h3>
        <p>{t(`alerts.because.${alert.rule}`)}</p>
        <h3>{t('alerts.act')}</h3>
        <p>{t(`alerts.todo.${alert.rule}`)}</p>
        <div className={classes.links}>
          {place !== null && <Button icon={<IconArrowRight size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go(place.route)}>{place.words}</Button>}
          {alert.record !== null && (mayLog
            ? <Button kind="quiet" icon={<IconLink size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'log', find: `#${alert.record}` })}>{t('alerts.record', { n: alert.record })}</Button>
            : <span className={`q2 small num ${classes.record}`}><IconLink size={14} stroke={1.75} aria-hidden="true" />{t('alerts.record', { n: alert.record })}</span>)}
        </div>
        {acknowledged !== null && (
          <div className={classes.seen}>
            <p className="m">{t('alerts.done', { by: acknowledged.by, when: momentText(acknowledged.at) })}</p>
            {acknowledged.own && <p className="q2 small">{t('alerts.own')}</p>}
            {acknowledged.note !== '' && <p className={classes.note}>{acknowledged.note}</p>}
          </div>
        )}
      </div>
      {acknowledged === null && may && <div className={classes.foot}><AcknowledgeForm ids={[alert.id]} onDone={onDone} /></div>}
    </section>
  );
}
