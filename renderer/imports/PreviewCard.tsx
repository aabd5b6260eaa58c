// The dry run: how many rows would come in, which cannot and why, what to do with those already there, and how the first ones will look. Only Import.tsx shows it.
import { Checkbox, Radio } from '@mantine/core';
import type { FileSum, ImportKind, ImportPreview } from '../../contract/imports.ts';
import { useT } from '../i18n/index.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import type { ImportState } from './importStore.ts';
import { problemWords } from './problemWords.ts';
import classes from './imports.module.css';

export interface PreviewCardProps {
  kind: ImportKind;
  state: ImportState;
  onSkip: (skip: boolean) => void;
  onLeaveOut: (leaveOut: boolean) => void;
  onStop: () => void;
  onLook: () => void;
}

export function PreviewCard({ kind, state, onSkip, onLeaveOut, onStop, onLook }: PreviewCardProps) {
  const t = useT();
  const { preview, looking, skipDuplicates, leaveOut } = state;
  return (
    <section className={`card ${classes.preview}`} aria-label={t('imports.preview')} aria-busy={looking}>
      <h2>{t('imports.preview')}</h2>
      {looking && <Looking state={state} onStop={onStop} />}
      {!preview && !looking && (
        <div className={classes.looking} role="status">
          <p className="q2">{t('imports.stopped')}</p>
          <Button onClick={onLook}>{t('imports.lookAgain')}</Button>
        </div>
      )}
      {preview && (
        <>
          <div role="status">
            <dl className={classes.counts}>
              <dt>{t('imports.rows')}</dt>
              <dd>{countText(preview.rows)}</dd>
              <dt>{t(preview.documents ? 'imports.goodDocuments' : preview.payments ? 'imports.goodPayments' : 'imports.good')}</dt>
              <dd>{countText(preview.good)}</dd>
              {preview.bad > 0 && (
                <>
                  <dt className="stop">{t(preview.documents ? 'imports.badDocuments' : preview.payments ? 'imports.badPayments' : 'imports.bad')}</dt>
                  <dd className="stop">{countText(preview.bad)}</dd>
                </>
              )}
              {preview.duplicates > 0 && (
                <>
                  <dt className="warn">{t('imports.duplicates')}</dt>
                  <dd className="warn">{countText(preview.duplicates)}</dd>
                </>
              )}
            </dl>
          </div>
          {preview.documents && (
            <>
              <p className="small q2">{t('imports.documentFacts', { lines: countText(preview.documents.fitLines), notes: countText(preview.documents.creditNotes), customers: countText(preview.documents.newCustomers) })}</p>
              <Sums sums={preview.documents.sums} />
            </>
          )}
          {preview.payments && <PaymentFacts payments={preview.payments} />}
          {(preview.documents ?? preview.payments) && preview.bad > 0 && preview.good > 0 && (
            <Checkbox
              checked={leaveOut} onChange={(event) => onLeaveOut(event.currentTarget.checked)} description={t('imports.leaveOutText')}
              label={t(preview.payments ? 'imports.leaveOutPayments' : 'imports.leaveOut', { count: preview.bad, n: countText(preview.bad) })}
            />
          )}
          {preview.payments && preview.duplicates > 0 && <p className="small q2">{t('imports.thereBefore')}</p>}
          {!preview.payments && preview.duplicates > 0 && (
            <Radio.Group className={classes.choiceGroup ?? ''} label={t('imports.duplicatesAsk')} value={skipDuplicates ? 'skip' : 'add'} onChange={(value) => onSkip(value === 'skip')}>
              <Radio value="skip" label={t('imports.skip')} />
              <Radio value="add" label={t('imports.addAnyway')} disabled={preview.sameCode > 0} description={preview.sameCode > 0 ? t('imports.sameCode', { count: preview.sameCode, n: countText(preview.sameCode) }) : undefined} />
            </Radio.Group>
          )}
          {preview.problemCount > 0 && <Problems preview={preview} />}
          {(preview.problemCount === 0 || leaveOut) && <Sample kind={kind} preview={preview} />}
        </>
      )}
    </section>
  );
}

function Looking({ state: { progress }, onStop }: { state: ImportState; onStop: () => void }) {
  const t = useT();
  return (
    <div className={classes.looking}>
      <p className="q2" role="status">{t('imports.looking')}</p>
      {progress && <span className="small q2 num">{t('imports.progress', { done: countText(progress.done), total: countText(progress.total) })}</span>}
      <Button onClick={onStop}>{t('imports.stopLooking')}</Button>
    </div>
  );
}

/** "Line 14, Price: “abc” is not a number." */
function Problems({ preview }: { preview: ImportPreview }) {
  const t = useT();
  return (
    <div>
      <h3 className={classes.problemsHead}>{t('imports.problems', { count: preview.problemCount, n: countText(preview.problemCount) })}</h3>
      <p className="small q2">{t('imports.problemsText')}</p>
      <ol className={classes.problems} tabIndex={0} aria-label={t('imports.problems', { count: preview.problemCount, n: countText(preview.problemCount) })}>
        {preview.problems.map((problem, i) => (
          <li key={i}>
            <span className="m">{t('imports.line', { row: problem.row, column: problem.column })}</span> {problemWords(t, problem)}
            {problem.value !== '' && <span className={classes.value}>{problem.value}</span>}
          </li>
        ))}
      </ol>
      {preview.problemCount > preview.problems.length && <p className="small q2">{t('imports.moreProblems', { count: preview.problemCount - preview.problems.length, n: countText(preview.problemCount - preview.problems.length) })}</p>}
    </div>
  );
}

/** The file's own sum and where it went: the proof that nothing is dropped on the way. */
function Sums({ sums }: { sums: readonly FileSum[] }) {
  const t = useT();
  return (
    <>
      {sums.map((sum) => (
        <dl key={sum.currency} className={classes.counts} aria-label={t('imports.sumsOf', { currency: sum.currency })}>
          <dt>{t('imports.sumFile')}</dt>
          <dd>{moneyText(sum.file, sum.currency)}</dd>
          <dt>{t('imports.sumFit')}</dt>
          <dd>{moneyText(sum.fit, sum.currency)}</dd>
          {sum.refused !== 0 && <><dt>{t('imports.sumRefused')}</dt><dd>{moneyText(sum.refused, sum.currency)}</dd></>}
          {sum.there !== 0 && <><dt>{t('imports.sumThere')}</dt><dd>{moneyText(sum.there, sum.currency)}</dd></>}
        </dl>
      ))}
    </>
  );
}

/** How many rows and documents, and what stays with the customers: the sums above are the same money. */
function PaymentFacts({ payments: { fitLines, settled, credit, sums } }: { payments: NonNullable<ImportPreview['payments']> }) {
  const t = useT();
  return (
    <>
      <p className="small q2">{t('imports.paymentFacts', { lines: countText(fitLines), documents: countText(settled) })}</p>
      <Sums sums={sums} />
      {credit.map(({ currency, amount }) => <p key={currency} className="small q2">{t('imports.paymentCredit', { amount: moneyText(amount, currency) })}</p>)}
    </>
  );
}

function Sample({ kind, preview }: { kind: ImportKind; preview: ImportPreview }) {
  const t = useT();
  return (
    <div>
      <h3 className="label">{t(`imports.sampleOf.${kind}`)}</h3>
      <ul className={classes.samples}>
        {preview.sample.slice(0, 4).map((row, i) => (
          <li key={i}>
            {row.filter(({ value }) => value !== '').map(({ field, value }) => (
              <span key={field} className={field === 'name' || field === 'number' ? 'm' : 'q2'} title={t(`imports.field.${field}`)}>{field === 'terms' ? t('customers.termDays.net', { count: Number(value) }) : field === 'lines' ? t('imports.linesOf', { count: Number(value), n: value }) : value}</span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
