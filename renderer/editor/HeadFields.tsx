// Everything above the lines: customer, dates, their reference, currency; and, folded away, what only some invoices need.
import { Select, Switch, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CURRENCIES } from '../../domain/currency.ts';
import { kindOf } from '../../domain/draft.ts';
import { asksForMoney, numberedAs, type DraftKind } from '../../domain/lifecycle.ts';
import { LANGS } from '../../domain/lang.ts';
import { usualSupplyDate } from '../../domain/supplyDate.ts';
import { useT } from '../i18n/index.ts';
import { DateField } from '../ui/DateField.tsx';
import { TermsEditor } from '../ui/TermsEditor.tsx';
import { useDoc, useEditor, useEditorState } from './context.ts';
import { CustomerField } from './CustomerField.tsx';
import type { EditorDoc } from './draftDoc.ts';
import { FieldNotes } from './FieldNotes.tsx';
import { type FieldId, focusField } from './fields.ts';
import { numbers } from './numbers.ts';
import { workedOutDue } from './termsOf.ts';
import { RateNote } from '../rates/RateNote.tsx';
import { useStoredRate } from '../rates/useStoredRate.ts';
import { useFieldNotes } from './useFieldNotes.ts';
import classes from './editor.module.css';

const CURRENCY_LIST = CURRENCIES.map(({ code, name }) => ({ value: code, label: `${code}, ${name.toLowerCase()}` }));

/** Enter goes to the next field on screen, as Tab would, but never to a button. */
export function enterNext(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing;
  if (event.key !== 'Enter' || busy || !(target instanceof HTMLInputElement) || target.getAttribute('aria-expanded') === 'true') return;
  const root = target.closest('[data-editor]');
  const fields = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
  const next = fields[fields.indexOf(target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function Framed({ field, children }: { field: FieldId; children: ReactNode }) {
  const { bad } = useFieldNotes(field);
  return <div className={bad ? classes.badField : undefined}>{children}</div>;
}

/** What the fields above the lines show; typing in a line does not draw them again. */
function useHead() {
  return useEditorState(
    useShallow(({ history: { now } }) => ({
      issueDate: now.issueDate, subject: now.subject, reference: now.reference, currency: now.currency, language: now.language,
      kind: kindOf(now), part: now.part === true, validUntil: now.validUntil ?? null, tied: now.source !== undefined && now.source !== null || (now.deposits ?? []).length > 0,
      supplyDate: now.supplyDate, seriesId: now.seriesId, pricesIncludeTax: now.pricesIncludeTax,
    })),
  );
}

function useSet() {
  const editor = useEditor();
  return (field: FieldId, patch: Partial<EditorDoc>) => editor.edit(field, (doc) => ({ ...doc, ...patch }));
}

export function HeadFields({ onNew }: { onNew: (name: string) => void }) {
  const t = useT();
  const editor = useEditor();
  const set = useSet();
  const doc = useHead();
  const due = useEditorState((s) => s.history.now.dueDate ?? workedOutDue(s.history.now, s.context));
  const base = useEditorState((s) => s.context.business.currency);
  const toLines = () => {
    const first = editor.store.getState().history.now.lines[0];
    if (first) focusField(document, `line:${first.key}:item`);
  };
  return (
    <div onKeyDown={enterNext}>
      <div className={classes.heads}>
        <CustomerField onNew={onNew} onDone={toLines} />
        <Framed field="issueDate">
          <DateField
            label={t(asksForMoney(doc.kind) ? 'editor.issueDate' : 'papers.editor.date')} value={doc.issueDate} data-field="issueDate"
            onChange={(value) => {
              if (value === null) return;
              set('issueDate', { issueDate: value });
              void editor.refreshNumber();
            }}
          />
        </Framed>
        <SecondDate due={due} />
        <div className={classes.dateNotes}>
          <FieldNotes field="issueDate" />
          <FieldNotes field="dueDate" />
          <FieldNotes field="validUntil" />
        </div>
      </div>
      <div className={`${classes.heads} ${classes.heads2}`}>
        <div className={classes.field}>
          <TextInput label={t('editor.subject')} value={doc.subject} maxLength={120} data-field="subject" onChange={(e) => set('subject', { subject: e.currentTarget.value })} />
          <FieldNotes field="subject" />
        </div>
        <div className={classes.field}>
          <TextInput label={t('editor.reference')} value={doc.reference} maxLength={60} data-field="reference" onChange={(e) => set('reference', { reference: e.currentTarget.value })} />
          <FieldNotes field="reference" />
        </div>
        <div className={classes.field}>
          <Select
            label={t('editor.currency')} data={CURRENCY_LIST} searchable value={doc.currency} data-field="currency" nothingFoundMessage={t('editor.noCurrency')} comboboxProps={{ width: 240, position: 'bottom-end' }}
            onChange={(value) => {
              if (value) set('currency', { currency: value, rate: '' });
            }}
          />
          <FieldNotes field="currency" />
        </div>
        {doc.currency !== base && <RateField key={doc.currency} currency={doc.currency} base={base} on={doc.issueDate} />}
      </div>
      <MoreFields />
    </div>
  );
}

/** Asked for whenever the currency is not the business's own: a missing rate is never 0 or 1 (T35). */
function RateField({ currency, base, on }: { currency: string; base: string; on: string }) {
  const t = useT();
  const editor = useEditor();
  const rate = useDoc((d) => d.rate);
  const { bad } = useFieldNotes('rate');
  const take = (value: string) => {
    setTyped(null);
    editor.edit('rate', (doc) => ({ ...doc, rate: value }));
  };
  const [typed, setTyped] = useState<string | null>(null);
  const stored = useStoredRate(currency, on, typed ?? rate, take);
  const unread = typed !== null && typed.trim() !== '' && numbers.read(typed) === null;
  return (
    <div className={`${classes.field} ${classes.rate}`}>
      <TextInput
        label={t('editor.rate', { currency, base })} value={typed ?? (rate === '' ? '' : numbers.show(rate))} data-field="rate" inputMode="decimal" maxLength={26} error={bad || unread}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          editor.edit('rate', (doc) => ({ ...doc, rate: numbers.read(text) ?? '' }));
        }}
        onBlur={() => {
          if (!unread) setTyped(null);
        }}
      />
      <FieldNotes field="rate" />
      <RateNote stored={stored} rate={rate} onTake={take} />
    </div>
  );
}

/** Until when to pay, until when a quote is good, or when it is delivered: one of them stands beside the date. */
function SecondDate({ due }: { due: string | null }) {
  const t = useT();
  const set = useSet();
  const { kind, issueDate, validUntil, supplyDate } = useHead();
  if (asksForMoney(kind)) {
    return (
      <Framed field="dueDate">
        <DateField label={t('editor.dueDate')} value={due} from={issueDate} clearable data-field="dueDate" onChange={(value) => set('dueDate', { dueDate: value })} />
      </Framed>
    );
  }
  if (kind === 'quote') {
    return (
      <Framed field="validUntil">
        <DateField label={t('editor.validUntil')} value={validUntil} from={issueDate} clearable data-field="validUntil" onChange={(value) => set('validUntil', { validUntil: value })} />
      </Framed>
    );
  }
  return <DateField label={t('editor.supplyDate')} value={supplyDate} clearable data-field="supplyDate" onChange={(value) => set('supplyDate', { supplyDate: value })} />;
}

/** What one may change a draft into that was written from scratch. */
const WRITTEN: readonly DraftKind[] = ['invoice', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'deposit-invoice'];

function MoreFields() {
  const t = useT();
  const editor = useEditor();
  const set = useSet();
  const doc = useHead();
  const all = useEditorState((s) => s.context.series);
  const series = all.filter((one) => !one.archived && one.kind === numberedAs(doc.kind));
  const country = useEditorState((s) => s.context.business.country);
  const { notes } = useFieldNotes('supplyDate');
  const terms = useDoc((d) => d.terms);
  const used = doc.language !== null || doc.supplyDate !== null || doc.seriesId !== null || terms !== null || doc.part;
  const [wanted, setWanted] = useState(false);
  const open = wanted || used || notes.length > 0;
  return (
    <>
      <div className={classes.moreBar}>
        <button type="button" className="link small" aria-expanded={open} onClick={() => setWanted(!open)} aria-disabled={used || undefined}>
          {t(open ? 'editor.less' : 'editor.more')}
        </button>
      </div>
      {open && (
        <div className={classes.more}>
          <div className={classes.field}>
            <DateField label={t('editor.supplyDate')} value={doc.supplyDate ?? usualSupplyDate(country, doc.issueDate)} clearable data-field="supplyDate" onChange={(supplyDate) => set('supplyDate', { supplyDate })} />
            <FieldNotes field="supplyDate" />
          </div>
          {asksForMoney(doc.kind) && <div className={classes.termsWide}><TermsEditor label={t('terms.inEditor')} usual={t('terms.usual')} value={terms} onChange={(next) => set('dueDate', { terms: next, dueDate: null })} /></div>}
          <Select
            label={t('editor.language')} data-field="language" value={doc.language ?? ''}
            data={[{ value: '', label: t('editor.languageTheirs') }, ...LANGS.map((lang) => ({ value: lang, label: t(`editor.lang.${lang}`) }))]}
            onChange={(value) => set('language', { language: LANGS.find((lang) => lang === value) ?? null })}
          />
          {!doc.tied && doc.kind !== 'final-invoice' && (
            <Select
              label={t('papers.editor.kind')} data-field="kind" value={doc.kind} data={WRITTEN.map((kind) => ({ value: kind, label: t(`kinds.${kind}.one`) }))}
              onChange={(value) => {
                const kind = WRITTEN.find((one) => one === value);
                if (kind === undefined) return;
                set('kind', { kind, seriesId: null });
                void editor.refreshNumber();
              }}
            />
          )}
          {series.length > 1 && (
            <Select
              label={t('editor.series')} data-field="series" value={doc.seriesId ?? ''}
              data={[{ value: '', label: t('editor.seriesDefault') }, ...series.map((one) => ({ value: one.id, label: one.name }))]}
              onChange={(value) => set('series', { seriesId: value === '' ? null : value })}
            />
          )}
          {doc.kind === 'invoice' && (doc.tied || doc.part) && (
            <Switch
              className={classes.switch ?? ''} label={t('papers.editor.part')} checked={doc.part} data-field="part"
              onChange={({ currentTarget: { checked } }) => editor.edit('kind', ({ part: _part, ...rest }) => (checked ? { ...rest, part: true } : rest))}
            />
          )}
          <Switch
            className={classes.switch ?? ''} label={t('editor.pricesIncludeTax')} checked={doc.pricesIncludeTax}
            onChange={(event) => set('currency', { pricesIncludeTax: event.currentTarget.checked })}
          />
        </div>
      )}
    </>
  );
}
