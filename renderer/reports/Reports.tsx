// The business in pictures, and all reports by what they are about. Each opens with the period it is mostly wanted for.
import { IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { langOf } from '../../domain/lang.ts';
import { reportWordsOf } from '../../paper/reportWords.ts';
import { go } from '../app/navigate.ts';
import { language, useT } from '../i18n/index.ts';
import { Screen } from '../ui/Screen.tsx';
import { Dashboard } from './Dashboard.tsx';
import { CATALOGUE, GROUPS } from './catalogue.ts';
import classes from './reports.module.css';

export default function Reports() {
  const t = useT();
  return (
    <Screen title={t('reports.title')} scroll keys={[{ keys: 'up/down', does: t('common.move') }, { keys: 'enter', does: t('common.open') }]}>
      <div className={classes.start}>
        <Dashboard />
        <Catalogue />
      </div>
    </Screen>
  );
}

function Catalogue() {
  const t = useT();
  const words = reportWordsOf(langOf(language()));
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const all = [...event.currentTarget.querySelectorAll('button')];
    const next = all[all.findIndex((one) => one === document.activeElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <nav className={classes.catalogue} aria-label={t('reports.all')} onKeyDown={move}>
      {GROUPS.map((group) => (
        <section key={group} className="card" aria-labelledby={`reports-${group}`}>
          <header><h2 id={`reports-${group}`}>{t(`reports.group.${group}`)}</h2></header>
          <ul>
            {CATALOGUE.filter((entry) => entry.group === group).map(({ report, icon: Shown }) => (
              <li key={report}>
                <button type="button" className={classes.entry} onClick={() => go({ screen: 'report', report })}>
                  <span className={classes.disc}><Shown size={16} stroke={1.75} aria-hidden="true" /></span>
                  <span className="grow"><span className="m">{words.title[report]}</span><span className={`small q2 ${classes.about}`}>{t(`reports.about.${report}`)}</span></span>
                  <IconChevronRight size={16} stroke={1.75} aria-hidden="true" className={classes.arrow} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
