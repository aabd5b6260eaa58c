// Quotes and what follows them, a tab for each kind. None of these counts in a sum.
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { PAPER_KINDS, type PaperKind } from '../../domain/lifecycle.ts';
import { api, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useMay } from '../app/may.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { useT } from '../i18n/index.ts';
import classes from '../invoices/invoices.module.css';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Screen } from '../ui/Screen.tsx';
import { PaperList } from './PaperList.tsx';

export default function Papers({ tab: wanted = 'quote' }: { tab?: PaperKind }) {
  const t = useT();
  const mayWrite = useMay('draft.write');
  const [tab, setTab] = useState(wanted);
  const [asked, setAsked] = useState(wanted);
  if (asked !== wanted) {
    // Came here again with another tab in mind.
    setAsked(wanted);
    setTab(wanted);
  }
  const counts = useLoad(() => call(api().documents.counts({})), '');
  useChanged(['invoices'], counts.reload);
  const countOf = (kind: PaperKind) => counts.value?.kinds.find((one) => one.kind === kind)?.count ?? null;
  return (
    <Screen
      title={t('papers.title')}
      actions={mayWrite && <Button kind="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => go({ screen: 'editor', kind: tab })}>{t(`kinds.${tab}.fresh`)}</Button>}
      keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }, { keys: '/', does: t('invoices.key.filter') }, ...(mayWrite ? [{ keys: 'mod+d', does: t('invoices.duplicate') }] : [])]}
    >
      <div className={classes.page}>
        <Tabs tab={tab} countOf={countOf} onTab={setTab} />
        <div className={classes.panel} role="tabpanel" id={`papers-${tab}`} aria-labelledby={`papers-tab-${tab}`}>
          <PaperList key={tab} kind={tab} total={countOf(tab)} />
        </div>
      </div>
    </Screen>
  );
}

function Tabs({ tab, countOf, onTab }: { tab: PaperKind; countOf: (kind: PaperKind) => number | null; onTab: (tab: PaperKind) => void }) {
  const t = useT();
  const step = (by: number) => {
    const next = PAPER_KINDS[(PAPER_KINDS.indexOf(tab) + by + PAPER_KINDS.length) % PAPER_KINDS.length] ?? 'quote';
    onTab(next);
    document.getElementById(`papers-tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('papers.views')}>
      {PAPER_KINDS.map((one) => (
        <button
          key={one} id={`papers-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls={one === tab ? `papers-${one}` : undefined} tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
            event.preventDefault();
            const forward = (event.key === 'ArrowRight') !== (document.documentElement.dir === 'rtl');
            step(forward ? 1 : -1);
          }}
        >
          {t(`kinds.${one}.many`)} <b>{countText(countOf(one) ?? 0)}</b>
        </button>
      ))}
    </div>
  );
}
