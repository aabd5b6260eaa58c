// One due date beside the list: the page as it would be issued, what stands in the way, and the three ways to decide it. Only DueList.tsx shows it.
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { DueRow } from '../../contract/recurring.ts';
import { formatDay } from '../../domain/date.ts';
import { api, call } from '../app/api.ts';
import { go } from '../app/navigate.ts';
import { useLoad } from '../app/useLoad.ts';
import { Page } from '../document/Page.tsx';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import type { Deciding } from './decide.ts';
import classes from './recurring.module.css';

type Finding = DueRow['findings'][number];

/** The sentence for what is in the way. Dates in it are written as people write them. */
export function findingText({ code, params }: Finding): string {
  const said = params.map(({ name, value }) => [name, typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value, language()) : value] as const);
  return fieldSentence({ code, params: Object.fromEntries(said) }) ?? code;
}

const DRAFT = { ghostNumber: true, highlight: {} } as const;

export function DuePanel({ row, deciding, onClose }: { row: DueRow; deciding: Deciding; onClose: () => void }) {
  const t = useT();
  const { recurringId: id, date, customer, findings } = row;
  const page = useLoad(() => call(api().recurring.preview({ id, date })), `${id} ${date}`);
  const [leaving, setLeaving] = useState(false);
  const stops = findings.some(({ severity }) => severity === 'error');
  const title = t('recurring.oneDue', { day: formatDay(date, language()) });
  const decide = (decision: 'issue' | 'draft' | 'skip') => {
    onClose();
    void deciding.decide([row], decision);
  };
  return (
    <section className={`card ${classes.side}`} aria-label={`${title}, ${customer}`} data-region="side">
      <div className={classes.sideHead}>
        <h2>{title}</h2>
        <button type="button" className="link small" onClick={() => go({ screen: 'recurringOne', id })}>{t('recurring.openOne')}</button>
        <Button kind="quiet" size="dense" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      <div className={classes.sidePage} tabIndex={0} role="group" aria-label={t('editor.page')}>
        {page.error && <Problem alert>{sentence(page.error)}</Problem>}
        {findings.map((finding) => (finding.severity === 'error' ? <Problem key={finding.path + finding.code}>{findingText(finding)}</Problem> : <Hint key={finding.path + finding.code}>{findingText(finding)}</Hint>))}
        {page.value && <Page snapshot={page.value.snapshot} draft={DRAFT} />}
      </div>
      {leaving ? (
        <Confirm title={t('recurring.ask.skip', { count: 1 })} text={t('recurring.askText.skip', { count: 1 })} yes={t('recurring.yes.skip', { count: 1 })} no={t('common.cancel')} onNo={() => setLeaving(false)} onYes={() => decide('skip')} />
      ) : (
        <div className={classes.sideActs}>
          <Button kind="quiet" onClick={() => setLeaving(true)}>{t('recurring.skip')}</Button>
          <Button onClick={() => decide('draft')}>{t('recurring.draft')}</Button>
          <Button kind={stops ? 'plain' : 'primary'} aria-disabled={stops || undefined} onClick={() => !stops && decide('issue')}>{t('recurring.issueOne')}</Button>
        </div>
      )}
    </section>
  );
}
