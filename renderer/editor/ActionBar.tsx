// The foot of the form: what is still to fix, keep as draft, issue; and the five seconds in which issuing can be stopped.
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { titleOfDraft } from '../../domain/draft.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { moneyText } from '../ui/amountText.ts';
import { useDoc, useEditor, useEditorState, useLive } from './context.ts';
import type { Refused } from './editorState.ts';
import { OneNote } from './FieldNotes.tsx';
import { blockingOf, notesOf } from './live.ts';
import { fieldName, noteText } from './noteText.ts';
import classes from './editor.module.css';

/** `words`: what the primary button says where the draft is not to be issued. */
export function ActionBar({ words, onIssue, onKeep, onDiscard, onPage }: { words?: string; onIssue: () => void; onKeep: () => void; onDiscard: () => void; onPage: () => void }) {
  const t = useT();
  const title = useDoc(titleOfDraft);
  const issuing = useEditorState((s) => s.issuing);
  const general = useLive((live) => notesOf(live, 'issue'));
  if (issuing?.phase === 'asking') return <AskingBar warnings={issuing.warnings} />;
  if (issuing) return <IssuingBar />;
  return (
    <div className={classes.act}>
      <div className={classes.actNotes}>
        <ToFix />
        {general.map((note) => (
          <OneNote key={note.code} note={note} />
        ))}
      </div>
      <Button className={classes.fold ?? ''} onClick={onPage}>{t('editor.showPage')}</Button>
      <Button kind="quiet" onClick={onDiscard}>{t('editor.discard')}</Button>
      <Button onClick={onKeep}>{t('editor.keep')}</Button>
      <Button kind="primary" keys="mod+enter" onClick={onIssue}>{words ?? t(`kinds.${title}.issue`)}</Button>
    </div>
  );
}

/** "1 thing to fix: Pay by"; calm while something is only missing. */
function ToFix() {
  const t = useT();
  const editor = useEditor();
  const blocking = blockingOf(useLive((live) => live));
  const first = blocking.find((note) => note.level === 'problem' && note.field !== 'issue') ?? blocking[0];
  const red = blocking.filter((note) => note.level === 'problem').length;
  const positionOf = (key: number) => editor.store.getState().history.now.lines.findIndex((line) => line.key === key) + 1;
  return (
    <span role="status" className={`${classes.issues} ${red > 0 ? classes.stop : 'q2'}`}>
      {first && (
        <>
          {red > 0 && <IconAlertCircle size={16} stroke={2} aria-hidden="true" />}
          <span>
            {red > 0 ? t('editor.toFix', { count: red }) : t('editor.stillNeeded')}{' '}
            <button type="button" className={classes.fix} onClick={() => editor.wish(first.field)}>{fieldName(t, first, positionOf)}</button>
          </span>
        </>
      )}
    </span>
  );
}

function secondsLeft(endsAt: number): number {
  return Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
}

/** Takes the focus to the button that goes on, gives it back at the end, and stops on Escape. */
function useAlert(): RefObject<HTMLButtonElement | null> {
  const editor = useEditor();
  const onward = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    onward.current?.focus();
    return () => {
      // Back to where one was, if the editor is still there and nothing else asked for the focus.
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body) before.focus();
      }, 0);
    };
  }, []);
  useEffect(() => {
    // Before the shell's own Escape, wherever the focus is.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      editor.stop();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [editor]);
  return onward;
}

/** More sentences than these are counted, not listed. */
const LISTED = 3;

/** What to know before the number is taken. Going on accepts exactly what stands here. */
function AskingBar({ warnings }: { warnings: readonly Refused[] }) {
  const t = useT();
  const editor = useEditor();
  const onward = useAlert();
  const sentences = [...new Set(warnings.map((warning) => noteText(t, { field: 'issue', level: 'hint', code: warning.code, params: warning.params })))];
  return (
    <div className={`${classes.act} ${classes.asking}`} role="alertdialog" aria-label={t('editor.asking', { count: sentences.length })} aria-describedby="asking-text">
      <IconAlertTriangle size={20} stroke={1.75} className="warn" aria-hidden="true" />
      <div id="asking-text" className="grow">
        <span className="m">{t('editor.asking', { count: sentences.length })}</span>
        {sentences.slice(0, LISTED).map((sentence) => <span key={sentence} className={classes.detailLine}>{sentence}</span>)}
        {sentences.length > LISTED && <span className={classes.detailLine}>{t('editor.askingMore', { count: sentences.length - LISTED })}</span>}
      </div>
      <Button keys="esc" onClick={editor.stop}>{t('common.back')}</Button>
      <Button ref={onward} kind="primary" keys="enter" onClick={() => void editor.issueNow()}>{t('editor.issueAnyway')}</Button>
    </div>
  );
}

function IssuingBar() {
  const t = useT();
  const editor = useEditor();
  const issuing = useEditorState((s) => s.issuing);
  const customer = useEditorState((s) => s.context.customer?.name ?? '');
  const payable = useLive((live) => live.snapshot.totals.payable);
  const currency = useLive((live) => live.snapshot.currency);
  const endsAt = issuing?.endsAt ?? 0;
  const [seconds, setSeconds] = useState(() => secondsLeft(endsAt));
  const now = useAlert();
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsLeft(endsAt)), 200);
    return () => clearInterval(timer);
  }, [endsAt]);
  if (!issuing) return null;
  const taking = issuing.phase === 'taking';
  return (
    <div className={`${classes.act} ${classes.issuing}`} role="alertdialog" aria-label={t('editor.issuingName')} aria-describedby="issuing-text">
      <span className={classes.count} aria-hidden="true">{taking ? '…' : seconds}</span>
      <span id="issuing-text" className="grow">
        <span className="m">{t('editor.issuing', { number: issuing.number, customer, amount: moneyText(payable, currency) })}</span>
        <span className={classes.detailLine}>{t(taking ? 'editor.takingNumber' : 'editor.numberLater')}</span>
      </span>
      <Button keys="esc" aria-disabled={taking || undefined} onClick={editor.stop}>{t('editor.stop')}</Button>
      <Button ref={now} kind="primary" keys="enter" busy={taking} onClick={() => void editor.issueNow()}>{t('editor.issueNow')}</Button>
    </div>
  );
}
