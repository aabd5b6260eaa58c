// What is in a chosen file before it is brought in: its statements, what is here already, what cannot be read, and for CSV what its columns are. Bank.tsx only.
import { Checkbox } from '@mantine/core';
import i18next from 'i18next';
import type { BankLook } from '../../contract/bank.ts';
import { formatDay } from '../../domain/date.ts';
import { isCurrency } from '../../domain/currency.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { language, useT } from '../i18n/index.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/amountText.ts';
import { Hint } from '../ui/Hint.tsx';
import { Problem } from '../ui/Problem.tsx';
import type { BankModel, BankState } from './bankStore.ts';
import { CsvColumns } from './CsvColumns.tsx';
import { accountText } from './LineList.tsx';
import classes from './bank.module.css';

export function LookCard({ model, state }: { model: BankModel; state: BankState }) {
  const t = useT();
  const { look, looking, error, skipProblems } = state;
  if (look === null) return null;
  return (
    <div className={look.table === null ? classes.lookOne : classes.lookTwo}>
      {look.table !== null && look.mapping !== null && <CsvColumns look={look} table={look.table} mapping={look.mapping} onChange={(mapping) => void model.remap(mapping)} />}
      <section className={`card ${classes.look}`} aria-label={look.file} aria-busy={looking}>
        <header>
          <h2 className="clip">{look.file}</h2>
          <span className="small q2">{t(`bank.format.${look.format === 'camt.053' ? 'camt' : look.format}`)}</span>
        </header>
        {error && <Problem alert>{sentence(error)}</Problem>}
        {look.table !== null && !look.table.ready && <Hint>{t('errors.BANK_MAPPING')}</Hint>}
        {look.statements.length > 0 && <Statements look={look} />}
        {look.statementCount > look.statements.length && <p className="small q2">{t('bank.moreStatements', { count: look.statementCount - look.statements.length })}</p>}
        <div role="status">
          {look.lines > 0 && look.doubles === look.lines && <p>{t('bank.allHere')}</p>}
          {look.pending > 0 && <p className="small q2">{t('bank.pending', { count: look.pending, n: countText(look.pending) })}</p>}
        </div>
        {look.problemCount > 0 && <Problems look={look} skip={skipProblems} onSkip={model.setSkip} />}
      </section>
    </div>
  );
}

function Statements({ look }: { look: BankLook }) {
  const t = useT();
  const known = look.statements.some(({ closing }) => closing !== null);
  const day = (date: string | null) => (date === null ? '–' : formatDay(date, language()));
  return (
    <div className={classes.scroller} tabIndex={0} role="group" aria-label={t('bank.statements')}>
      <table>
        <thead>
          <tr><th scope="col">{t('bank.account')}</th><th scope="col" className="n">{t('bank.lines')}</th><th scope="col" className="n">{t('bank.here')}</th>{known && <th scope="col" className="n">{t('bank.closing')}</th>}</tr>
        </thead>
        <tbody>
          {look.statements.map((one, i) => (
            <tr key={i}>
              <th scope="row">
                {accountText(one)}
                <span className={`${classes.period} small q2`}>{one.from === one.to ? day(one.from) : `${day(one.from)} – ${day(one.to)}`}</span>
              </th>
              <td className="n num">{countText(one.lines)}</td>
              <td className="n num">{one.doubles === 0 ? <span className="q3">0</span> : countText(one.doubles)}</td>
              {known && <td className="n">{isCurrency(one.currency) ? <Amount minor={one.closing} currency={one.currency} show="none" /> : '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Problems({ look, skip, onSkip }: { look: BankLook; skip: boolean; onSkip: (skip: boolean) => void }) {
  const t = useT();
  const title = t('bank.problems', { count: look.problemCount, n: countText(look.problemCount) });
  const words = (code: string) => (i18next.exists(`bank.problem.${code}`) ? t(`bank.problem.${code}`) : (fieldSentence({ code }) ?? ''));
  return (
    <div>
      <h3 className={classes.problemsHead}>{title}</h3>
      <ol className={classes.problems} tabIndex={0} aria-label={title}>
        {look.problems.map((problem, i) => (
          <li key={i}>
            <span className="m">{t('bank.row', { row: problem.row })}</span> {words(problem.code)}
            {problem.value !== '' && <span className={classes.value}>{problem.value}</span>}
          </li>
        ))}
      </ol>
      {look.problemCount > look.problems.length && <p className="small q2">{t('bank.moreProblems', { count: look.problemCount - look.problems.length })}</p>}
      <Checkbox className={classes.skip ?? ''} checked={skip} onChange={(event) => onSkip(event.currentTarget.checked)} label={t('bank.skip')} description={t('bank.skipText')} />
    </div>
  );
}
