// The invoice editor: form, live page, issue. One keyboard road from the customer to the number: two letters, Enter, two letters, Enter, Ctrl+Enter.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Textarea } from '@mantine/core';
import { kindOf, titleOfDraft } from '../../domain/draft.ts';
import { asksForMoney, isPaper, type DraftKind } from '../../domain/lifecycle.ts';
import { type ApiError, asApiError } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { useChanged } from '../app/events.ts';
import { useBeforeLeave } from '../app/leave.ts';
import { dropKeys, giveKeys } from '../app/typeAhead.ts';
import { useTellPaper } from '../app/paperShown.ts';
import { back, go, replaceRoute, type Route, useRoute } from '../app/navigate.ts';
import { Asides } from '../document/Asides.tsx';
import asides from '../document/asides.module.css';
import { sentence } from '../i18n/errors.ts';
import { t as say, useT } from '../i18n/index.ts';
import { discardDrafts } from '../invoices/acts.ts';
import { adopt } from '../recurring/acts.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { toast } from '../ui/toast.ts';
import { useShortcut } from '../ui/useShortcut.ts';
import { ActionBar } from './ActionBar.tsx';
import { AdjustmentRows } from './AdjustmentRows.tsx';
import { Banner } from './Banner.tsx';
import { type Books, loadBooks, useBooks } from './books.ts';
import { EditorContextReact, useDoc, useEditor, useEditorState, useLive } from './context.ts';
import { createEditor, type Editor as EditorModel } from './editorStore.ts';
import type { EditorStart } from './editorState.ts';
import { FieldNotes } from './FieldNotes.tsx';
import { focusField, invalidElsewhere } from './fields.ts';
import { HeadFields } from './HeadFields.tsx';
import { loadItems } from './itemPick.ts';
import { LineTable } from './LineTable.tsx';
import { blockingOf, liveOf } from './live.ts';
import { freshStart, loadStart } from './newDraft.ts';
import { NewCustomer } from './NewCustomer.tsx';
import { PagePanel } from './PagePanel.tsx';
import { clockText } from './clockText.ts';
import { taxWord } from './taxText.ts';
import { Totals } from './Totals.tsx';
import classes from './editor.module.css';

export interface EditorProps {
  draftId?: string;
  customerId?: string;
  kind?: DraftKind;
  /** The draft becomes the template of this recurring invoice, or of a new one ('new'), instead of being issued. */
  recurring?: string;
}

/** Routes this editor put in its own place: they are the same sheet of paper, not a new one. */
const ownRoutes = new WeakSet<Route>();

/** A new sheet for every visit: Ctrl+N in the editor saves the one on screen and opens the next. */
export default function Editor(props: EditorProps) {
  const route = useRoute((s) => s.route);
  const [sheet, setSheet] = useState({ route, serial: 0, props });
  if (route !== sheet.route) setSheet(ownRoutes.has(route) ? { ...sheet, route } : { route, serial: sheet.serial + 1, props });
  return <Opening key={sheet.serial} {...sheet.props} />;
}

function Opening({ draftId, customerId, kind = 'invoice', recurring }: EditorProps) {
  const t = useT();
  const books = useBooks((s) => s.books);
  const booksError = useBooks((s) => s.error);
  const [start, setStart] = useState<EditorStart | null>(() => (books && draftId === undefined && customerId === undefined ? freshStart(books, null, todayLocal(), kind) : null));
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => void loadBooks(), []);
  useEffect(() => {
    if (!books || start || error) return;
    let current = true;
    loadStart(books, draftId, customerId, todayLocal(), kind).then(
      (loaded) => current && setStart(loaded),
      (failure: unknown) => current && setError(asApiError(failure)),
    );
    return () => {
      current = false;
    };
  }, [books, start, error, draftId, customerId, kind]);
  const failed = error ?? (books ? null : booksError);
  useEffect(() => {
    if (failed) dropKeys();
  }, [failed]);
  if (start && books) return <Sheet start={start} books={books} recurring={recurring ?? null} />;
  return (
    <Screen title={draftId === undefined ? t(`kinds.${kind}.fresh`) : t('editor.draft')} find={false}>
      {failed && (
        <div className={classes.failed}>
          <Problem alert>{sentence(failed)}</Problem>
          <Button onClick={back}>{t('common.back')}</Button>
        </div>
      )}
    </Screen>
  );
}

function useModel(start: EditorStart): EditorModel {
  const [model] = useState(() =>
    createEditor(start, {
      blocking: (_doc, state) => blockingOf(liveOf(state)),
      warnings: (state) => liveOf(state).warnings,
      now: () => Date.now(),
      onIssued: (id, number) => {
        toast({ id: 'issued', text: say('editor.issued', { number }) });
        replaceRoute({ screen: 'invoice', id });
      },
    }),
  );
  return model;
}

function Sheet({ start, books, recurring }: { start: EditorStart; books: Books; recurring: string | null }) {
  const editor = useModel(start);
  useEffect(() => editor.setContext(books), [editor, books]);
  useChanged(['business'], () => void loadBooks());
  useEffect(() => {
    void editor.refreshNumber();
    void loadItems(editor);
    // What is typed is stored even if the screen goes away in another way than by going elsewhere.
    return () => {
      editor.stop();
      void editor.flush();
    };
  }, [editor]);
  useBeforeLeave(async () => {
    editor.stop();
    const saved = await editor.flush();
    const { id } = editor.store.getState();
    if (saved && id !== null) {
      const route: Route = { screen: 'editor', draftId: id, ...(recurring !== null && { recurring }) };
      ownRoutes.add(route);
      replaceRoute(route);
    }
    return saved;
  });
  return (
    <EditorContextReact value={editor}>
      <SheetScreen recurring={recurring} />
    </EditorContextReact>
  );
}

function SheetScreen({ recurring }: { recurring: string | null }) {
  const t = useT();
  const editor = useEditor();
  const [fresh] = useState(() => editor.store.getState().id === null);
  const kind = useDoc(kindOf);
  const named = useDoc(titleOfDraft);
  useTellPaper(isPaper(kind));
  const issuing = useEditorState((s) => s.issuing !== null);
  const root = useRef<HTMLDivElement>(null);
  const [newName, setNewName] = useState<string | null>(null);
  const [page, setPage] = useState(false);
  useWishes(root);
  // Before the next key can arrive.
  useLayoutEffect(() => {
    if (root.current) focusField(root.current, editor.store.getState().history.now.customerId === null ? 'customer' : firstLine(editor));
    void giveKeys();
  }, [editor]);

  function issue(): void {
    const odd = root.current ? invalidElsewhere(root.current) : null;
    if (odd && blockingOf(liveOf(editor.store.getState())).length === 0) odd.focus();
    else if (recurring !== null) void adopt(editor, recurring === 'new' ? null : recurring);
    else void editor.issue();
  }
  /** Nothing is asked: the draft comes back with Undo. */
  function discard(): void {
    const id = editor.forget();
    replaceRoute({ screen: 'invoices', tab: 'drafts' });
    if (id !== null) void discardDrafts([id]);
  }
  useShortcut('mod+enter', issue);
  return (
    <Screen
      title={t(recurring === null ? `kinds.${named}.${fresh ? 'fresh' : 'draft'}` : recurring === 'new' ? 'recurring.new' : 'recurring.wording')} find={false} actions={<SavedLine template={recurring !== null} />}
      crumb={<button type="button" className="link" onClick={() => go(isPaper(kind) ? { screen: 'papers', tab: kind } : { screen: 'invoices' })}>{t(`kinds.${isPaper(kind) ? kind : 'invoice'}.many`)} /</button>}
      keys={[{ keys: 'enter', does: t('editor.key.enter') }, { keys: 'tab', does: t('editor.key.tab') }, { keys: 'alt+down', does: t('editor.key.move') }, { keys: 'mod+enter', does: t(recurring === null ? 'editor.key.issue' : 'recurring.key.adopt') }]}
    >
      <div
        ref={root} className={classes.editor} data-editor=""
        onKeyDown={(event) => {
          const key = event.key.toLowerCase();
          if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
          event.preventDefault();
          if (key === 'y' || event.shiftKey) editor.redo();
          else editor.undo();
        }}
      >
        <section className={classes.form} aria-label={t(`kinds.${named}.one`)}>
          <Banner />
          <div className={classes.scroll} inert={issuing}>
            <HeadFields onNew={setNewName} />
            {newName !== null && <NewCustomer name={newName} onClose={() => setNewName(null)} />}
            <Lines />
            <AdjustmentRows />
            <Below />
            <Beside />
          </div>
          <ActionBar {...(recurring !== null && { words: t(recurring === 'new' ? 'recurring.next' : 'recurring.adopt') })} onIssue={issue} onPage={() => setPage(!page)} onKeep={() => go({ screen: 'invoices', tab: 'drafts' })} onDiscard={discard} />
        </section>
        <PagePanel open={page} onClose={() => setPage(false)} />
      </div>
    </Screen>
  );
}

function firstLine(editor: EditorModel): `line:${number}:item` {
  return `line:${editor.store.getState().history.now.lines.at(-1)?.key ?? 0}:item`;
}

/** Fulfils the wishes for focus once what they wish for is on screen. */
function useWishes(root: { current: HTMLElement | null }): void {
  const wish = useEditorState((s) => s.wish);
  useLayoutEffect(() => {
    if (wish && root.current) focusField(root.current, wish.field);
  }, [wish, root]);
}

function Lines() {
  const word = useEditorState((s) => taxWord(s.context.taxes));
  return <LineTable taxWord={word} />;
}

function Below() {
  const t = useT();
  const editor = useEditor();
  const note = useDoc((doc) => doc.note);
  const bill = useDoc((doc) => asksForMoney(kindOf(doc)));
  const snapshot = useLive((live) => live.snapshot);
  return (
    <div className={classes.below}>
      <div>
        <Textarea
          label={t(bill ? 'editor.note' : 'papers.editor.note')} value={note} maxLength={2000} rows={3} classNames={{ input: classes.noteInput ?? '' }} data-field="note"
          onChange={(event) => {
            const { value } = event.currentTarget;
            editor.edit('note', (doc) => ({ ...doc, note: value }));
          }}
        />
        <FieldNotes field="note" />
      </div>
      <Totals snapshot={snapshot} />
    </div>
  );
}

/** The internal note and the files of a draft that is stored; before that there is nothing they could lie beside. */
function Beside() {
  const t = useT();
  const id = useEditorState((s) => s.id);
  const [open, setOpen] = useState(false);
  if (id === null) return null;
  return (
    <div className={asides.beside}>
      {open ? <Asides documentId={id} /> : <button type="button" className="link small" aria-expanded={false} onClick={() => setOpen(true)}>{t('asides.title')}</button>}
    </div>
  );
}

/** "Saved 12:38. Its number, HL-2026-0148, is taken when you issue." */
function SavedLine({ template }: { template: boolean }) {
  const t = useT();
  const save = useEditorState((s) => s.save);
  const savedAt = useEditorState((s) => s.savedAt);
  const number = useEditorState((s) => s.number);
  const saved = save === 'saving' ? t('common.saving') : save === 'failed' || save === 'conflict' ? t('editor.notSaved') : savedAt === null ? '' : t('editor.savedAt', { time: clockText(savedAt) });
  return (
    <>
      <Chip kind="draft">{t('editor.draft')}</Chip>
      <span className={classes.saved}>
        <span role="status">{saved}</span> {number !== '' && !template && t('editor.numberIs', { number })}
      </span>
    </>
  );
}
