// What waits for a second person: each request with what would change, yes and no with a note, what was decided, and the rule itself.
import { IconShieldHalf } from '@tabler/icons-react';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Screen } from '../ui/Screen.tsx';
import { Request } from './Request.tsx';
import { RuleCard } from './RuleCard.tsx';
import classes from './Approvals.module.css';

export default function Approvals() {
  const t = useT();
  const list = useLoad(() => call(api().approvals.list()), '');
  const rule = useLoad(() => call(api().approvals.settings()), '');
  useChanged(['approvals', 'business', 'invoices', 'security'], () => {
    list.reload();
    rule.reload();
  });
  const shown = list.value;
  const currency = rule.value?.currency ?? 'EUR';
  const waiting = shown?.rows.filter(({ state }) => state === 'waiting') ?? [];
  const over = shown?.rows.filter(({ state }) => state !== 'waiting') ?? [];
  return (
    <Screen title={t('approvals.title')} scroll>
      {shown === null && list.error !== null && <Empty icon={IconShieldHalf} title={t('approvals.failed')} text={sentence(list.error)} problem><Button kind="primary" onClick={list.reload}>{t('common.tryAgain')}</Button></Empty>}
      {shown !== null && (
        <div className={classes.approvals}>
          <div className={classes.lists}>
            <section className={`card ${classes.part}`} aria-labelledby="approvals-waiting">
              <h2 id="approvals-waiting">{t('approvals.waiting')}</h2>
              {waiting.length === 0 && <p className={`q2 ${classes.none}`}>{t(rule.value?.on === false ? 'approvals.noneOff' : 'approvals.none')}</p>}
              <ul>{waiting.map((row) => <Request key={row.id} row={row} mayDecide={shown.mayDecide} currency={currency} />)}</ul>
            </section>
            {over.length > 0 && (
              <section className={`card ${classes.part}`} aria-labelledby="approvals-over">
                <h2 id="approvals-over">{t('approvals.over')}</h2>
                <ul>{over.map((row) => <Request key={row.id} row={row} mayDecide={false} currency={currency} />)}</ul>
              </section>
            )}
          </div>
          {rule.value !== null && <RuleCard rule={rule.value} onSaved={rule.reload} />}
        </div>
      )}
    </Screen>
  );
}
