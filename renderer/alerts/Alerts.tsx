// Alerts: what the watch noticed and nobody has seen to yet, and what was seen to.
import { IconSettings } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useT } from '../i18n/index.ts';
import classes from '../recurring/recurring.module.css';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Screen } from '../ui/Screen.tsx';
import { untoast } from '../ui/toast.ts';
import { AlertList } from './AlertList.tsx';
import { ALERT_TOAST, useAlerts } from './alertStore.ts';

const TABS = ['open', 'past'] as const;

export default function Alerts() {
  const t = useT();
  const [tab, setTab] = useState<(typeof TABS)[number]>('open');
  const open = useAlerts((s) => s.count?.open ?? null);
  const may = useMay('alert.acknowledge');
  useEffect(() => untoast(ALERT_TOAST), []);
  const step = (one: (typeof TABS)[number]) => {
    const other = one === 'open' ? 'past' : 'open';
    setTab(other);
    document.getElementById(`alerts-tab-${other}`)?.focus();
  };
  return (
    <Screen
      title={t('alerts.title')}
      actions={<Button icon={<IconSettings size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'settings', tab: 'alerts' })}>{t('alerts.settings')}</Button>}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('alerts.key') }, ...(tab === 'open' && may ? [{ keys: 'space', does: t('invoices.key.choose') }, { keys: 'mod+enter', does: t('alerts.acknowledge') }] : [])]}
    >
      <div className={classes.page}>
        <div className={classes.tabs} role="tablist" aria-label={t('alerts.tabs')}>
          {TABS.map((one) => (
            <button
              key={one} id={`alerts-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `alerts-${one}` : undefined} tabIndex={one === tab ? 0 : -1} onClick={() => setTab(one)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
                event.preventDefault();
                step(one);
              }}
            >
              {t(`alerts.${one}`)} {one === 'open' && open !== null && <b>{countText(open)}</b>}
            </button>
          ))}
        </div>
        <div className={classes.panel} role="tabpanel" id={`alerts-${tab}`} aria-labelledby={`alerts-tab-${tab}`}>
          <AlertList key={tab} state={tab} may={may} />
        </div>
      </div>
    </Screen>
  );
}
