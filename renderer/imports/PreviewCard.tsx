// The dry run: how many rows would come in, which cannot and why, what to do with those already there, and how the first ones will look. Only Import.tsx shows it.
import { Radio } from '@mantine/core';
import i18next from 'i18next';
import type { ImportKind, ImportPreview } from '../../contract/imports.ts';
import { fieldSentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import type { ImportState } from './importStore.ts';
import classes from './imports.module.css';

type RowProblem = ImportPreview['problems'][number];

export interface PreviewCardProps {
  kind: ImportKind;
  state: ImportState;
  onSkip: (skip: boolean) => void;
  onStop: () => void;
  onLook: () => void;
}

export function PreviewCard({ kind, state, onSkip, onStop, onLook }: PreviewCardProps) {
  const t = useT();
  const { preview, looking, skipDuplicates } = state;
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
              <dt>{t('imports.good')}</dt>
              <dd>{countText(preview.good)}</dd>
              {preview.bad > 0 && (
                <>
                  <dt className="stop">{t('imports.bad')}</dt>
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
          {preview.duplicates > 0 && (
            <Radio.Group className={classes.choiceGroup ?? ''} label={t('imports.duplicatesAsk')} value={skipDuplicates ? 'skip' : 'add'} onChange={(value) => onSkip(value === 'skip')}>
              <Radio value="skip" label={t('imports.skip')} />
              <Radio value="add" label={t('imports.addAnyway')} disabled={preview.sameCode > 0} description={preview.sameCode > 0 ? t('imports.sameCode', { count: preview.sameCode, n: countText(preview.sameCode) }) : undefined} />
            </Radio.Group>
          )}
          {preview.problemCount > 0 && <Problems preview={preview} />}
          {preview.problemCount === 0 && <Sample kind={kind} preview={preview} />}
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
  const words = (problem: RowProblem) => {
    const own = `imports.problem.${problem.code}`;
    return i18next.exists(own) ? t(own, { value: problem.value }) : (fieldSentence({ code: problem.code }) ?? '');
  };
  return (
    <div>
      <h3 className={classes.problemsHead}>{t('imports.problems', { count: preview.problemCount, n: countText(preview.problemCount) })}</h3>
      <p className="small q2">{t('imports.problemsText')}</p>
      <ol className={classes.problems} tabIndex={0} aria-label={t('imports.problems', { count: preview.problemCount, n: countText(preview.problemCount) })}>
        {preview.problems.map((problem, i) => (
          <li key={i}>
            <span className="m">{t('imports.line', { row: problem.row, column: problem.column })}</span> {words(problem)}
            {problem.value !== '' && <span className={classes.value}>{problem.value}</span>}
          </li>
        ))}
      </ol>
      {preview.problemCount > preview.problems.length && <p className="small q2">{t('imports.moreProblems', { count: preview.problemCount - preview.problems.length, n: countText(preview.problemCount - preview.problems.length) })}</p>}
    </div>
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
              <span key={field} className={field === 'name' ? 'm' : 'q2'} title={t(`imports.field.${field}`)}>{field === 'terms' ? t('customers.termDays.net', { count: Number(value) }) : value}</span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
