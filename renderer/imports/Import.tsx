// Bringing in customers, items, old documents or payments from a CSV file: choose, say what the columns are, look at the dry run, bring in, undo.
import { IconCheck, IconFileTypeCsv, IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ImportKind } from '../../contract/imports.ts';
import { useBillfoldEvent } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { listOf, missingFields } from './fields.ts';
import { createImport, type ImportModel, type ImportState, willAdd } from './importStore.ts';
import { DocumentWays } from './DocumentWays.tsx';
import { PaymentWays } from './PaymentWays.tsx';
import { MappingTable } from './MappingTable.tsx';
import { PreviewCard } from './PreviewCard.tsx';
import { LeftOut } from './LeftOut.tsx';
import { Working } from './Working.tsx';
import classes from './imports.module.css';

export default function Import({ kind }: { kind: ImportKind }) {
  const t = useT();
  const [model] = useState(() => createImport(kind, () => crypto.randomUUID()));
  const state = useStore(model.store);
  useBillfoldEvent('progress', model.onProgress);
  useEffect(() => model.stopLooking, [model]);
  useShortcut('mod+enter', () => {
    if (mayCommit(kind, state)) void model.commit();
  });
  return (
    <Screen
      title={t(`imports.title.${kind}`)} find={state.step !== 'map'} crumb={<button type="button" className="link" onClick={() => go({ screen: listOf(kind) })}>{t(`imports.crumb.${kind}`)}</button>}
      actions={state.step === 'map' && <MapActions kind={kind} model={model} state={state} />} keys={state.step === 'map' ? [{ keys: 'mod+enter', does: t('imports.key.commit') }, { keys: 'esc', does: t('common.back') }] : [{ keys: 'esc', does: t('common.back') }]}
    >
      {state.step === 'start' && <Start kind={kind} model={model} state={state} />}
      {state.step === 'map' && <Map kind={kind} model={model} state={state} />}
      {state.step === 'working' && <Working state={state} onCancel={() => void model.cancel()} />}
      {state.step === 'done' && <Done kind={kind} model={model} state={state} />}
      {state.step === 'undone' && <Undone kind={kind} model={model} state={state} />}
    </Screen>
  );
}

interface StepProps {
  kind: ImportKind;
  model: ImportModel;
  state: ImportState;
}

/** Nothing wrong, everything needed mapped, and something to bring in. */
export function mayCommit(kind: ImportKind, { step, preview, looking, mapping, skipDuplicates, leaveOut }: ImportState): boolean {
  return step === 'map' && !looking && preview !== null && (preview.problemCount === 0 || ((kind === 'documents' || kind === 'payments') && leaveOut)) && (skipDuplicates || preview.sameCode === 0) && missingFields(kind, mapping.columns).length === 0 && willAdd(preview, skipDuplicates) > 0;
}

function Start({ kind, model, state }: StepProps) {
  const t = useT();
  return (
    <section className={`card ${classes.middle}`}>
      <Empty icon={IconFileTypeCsv} title={t(`imports.start.${kind}`)} text={t(kind === 'documents' ? 'imports.startDocuments' : kind === 'payments' ? 'imports.startPayments' : 'imports.startText')}>
        <Button kind="primary" busy={state.picking} onClick={() => void model.pick()}>{t('imports.choose')}</Button>
      </Empty>
      {state.error && <div className={classes.error}><Problem alert>{sentence(state.error)}</Problem></div>}
      <ul className={classes.promises}>
        {['look', 'all', 'undo'].map((one) => (
          <li key={one}>
            <IconCheck size={16} stroke={1.75} aria-hidden="true" /> {t(`imports.promise.${one}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MapActions({ kind, model, state }: StepProps) {
  const t = useT();
  const ready = mayCommit(kind, state);
  const count = state.preview ? willAdd(state.preview, state.skipDuplicates) : 0;
  return (
    <>
      <Button busy={state.picking} onClick={() => void model.pick()}>{t('imports.other')}</Button>
      <Button kind="primary" keys="mod+enter" aria-disabled={!ready || undefined} onClick={() => void model.commit()}>{t(`imports.commit.${kind}`, { count, n: countText(count) })}</Button>
    </>
  );
}

function Map({ kind, model, state }: StepProps) {
  const t = useT();
  const { file, mapping, error } = state;
  if (!file) return null;
  return (
    <div className={classes.map}>
      <section className={`card ${classes.columns}`} aria-label={t('imports.columns')}>
        <header>
          <h2>{file.file}</h2>
          <span className="small q2">{t('imports.facts', { rows: countText(file.rows), columns: file.headers.length, encoding: t(`imports.encoding.${file.encoding}`), delimiter: t(`imports.delimiter.${DELIMITERS[file.delimiter]}`) })}</span>
        </header>
        {file.program !== null && <p className={classes.remembered}>{t('imports.program', { program: t(`imports.programs.${file.program}`) })}</p>}
        {file.remembered && <p className={classes.remembered}>{t('imports.remembered')}</p>}
        {kind === 'documents' && <DocumentWays mapping={mapping} onChange={model.remap} />}
        {kind === 'payments' && <PaymentWays mapping={mapping} onChange={model.remap} />}
        <MappingTable kind={kind} file={file} mapping={mapping} onChange={model.remap} />
      </section>
      <div className={classes.side}>
        {error && <section className="card pad"><Problem alert>{sentence(error)}</Problem></section>}
        <PreviewCard kind={kind} state={state} onSkip={model.setSkip} onLeaveOut={model.setLeaveOut} onStop={model.stopLooking} onLook={() => void model.look()} />
      </div>
    </div>
  );
}

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

function doneText(t: ReturnType<typeof useT>, { skipped, refused = 0 }: NonNullable<ImportState['result']>): string {
  const said = [
    skipped > 0 ? t('imports.skipped', { count: skipped, n: countText(skipped) }) : '',
    refused > 0 ? t('imports.refusedLines', { count: refused, n: countText(refused) }) : '',
  ].filter((text) => text !== '');
  return said.length === 0 ? t('imports.doneText') : said.join(' ');
}

function Done({ kind, model, state }: StepProps) {
  const t = useT();
  const { result, error } = state;
  if (!result) return null;
  return (
    <section className={`card ${classes.middle}`} role="status">
      <Empty icon={IconCheck} title={t(`imports.done.${kind}`, { count: result.added, n: countText(result.added) })} text={doneText(t, result)}>
        <Button kind="primary" onClick={() => go({ screen: listOf(kind) })}>{t(`imports.show.${kind}`)}</Button>
        <Button icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void model.undo()}>{t('imports.undo')}</Button>
        <Button onClick={model.again}>{t('imports.another')}</Button>
      </Empty>
      {result.refused !== undefined && result.refused > 0 && <LeftOut importId={result.importId} />}
      <p className={classes.fine}>{t(kind === 'payments' ? 'imports.undoPayments' : 'imports.undoText')}</p>
      {error && <div className={classes.error}><Problem alert>{sentence(error)}</Problem></div>}
    </section>
  );
}

function Undone({ kind, model, state }: StepProps) {
  const t = useT();
  return (
    <section className={`card ${classes.middle}`} role="status">
      <Empty icon={IconArrowBackUp} title={t(`imports.undone.${kind}`, { count: state.removed, n: countText(state.removed) })} text={t(kind === 'payments' ? 'imports.undonePayments' : 'imports.undoneText')}>
        <Button kind="primary" onClick={model.again}>{t('imports.another')}</Button>
        <Button onClick={() => go({ screen: listOf(kind) })}>{t(`imports.show.${kind}`)}</Button>
      </Empty>
    </section>
  );
}
