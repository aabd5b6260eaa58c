// One item beside the list: made new or changed in place. Only Items.tsx shows it.
import { MultiSelect, Select } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { Item, ItemInput } from '../../contract/customers.ts';
import { CURRENCIES, exponentOf } from '../../domain/currency.ts';
import { cmp, parseDec } from '../../domain/decimal.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import type { Books } from '../editor/books.ts';
import { defaultTaxIds } from '../editor/itemPick.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { NoteField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { archiveItem, putBack } from './archive.ts';
import { draftOf, emptyItem, type ItemDraft, itemProblems, sameItem } from './itemDraft.ts';
import classes from './items.module.css';

export interface ItemPanelProps {
  /** null: a new one. */
  id: string | null;
  books: Books;
  onClose: () => void;
  onSaved: (id: string) => void;
}

export function ItemPanel({ id, books, onClose, onSaved }: ItemPanelProps) {
  const t = useT();
  const loaded = useLoad<Item | null>(() => (id === null ? Promise.resolve(null) : call(api().items.get({ id }))), id ?? 'new');
  const item = loaded.value;
  const ready = !loaded.loading && (id === null || item?.id === id);
  const box = useRef<HTMLElement>(null);
  return (
    <section ref={box} className={`card pad ${classes.panel}`} aria-label={id === null ? t('items.add') : (item?.name ?? t('items.one'))} data-region="side">
      <div className={classes.panelHead}>
        <h2>{id === null ? t('items.add') : (item?.name ?? '')}</h2>
        {item && (
          <Button
            kind="quiet" size="dense" icon={item.archived ? <IconArchiveOff size={16} stroke={1.75} aria-hidden="true" /> : <IconArchive size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => {
              void archiveItem(item.id, item.name, !item.archived);
              onClose();
            }}
          >
            {t(item.archived ? 'customers.bringBack' : 'customers.putAway')}
          </Button>
        )}
        <Button kind="quiet" size="dense" iconOnly aria-label={t('common.close')} icon={<IconX size={16} stroke={1.75} aria-hidden="true" />} onClick={onClose} />
      </div>
      {loaded.error && <Problem alert>{sentence(loaded.error)}</Problem>}
      {ready && <ItemForm key={item?.version ?? 0} item={item} books={books} onClose={onClose} onSaved={onSaved} />}
    </section>
  );
}

function ItemForm({ item, books, onClose, onSaved }: { item: Item | null; books: Books; onClose: () => void; onSaved: (id: string) => void }) {
  const t = useT();
  const [start] = useState<ItemDraft>(() => (item ? draftOf(item) : emptyItem(defaultTaxIds(books.taxes))));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const seesCost = useMay('item.cost');
  const problems = itemProblems(draft);
  const currency = draft.currency ?? books.business.currency;
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  function set(patch: Partial<ItemDraft>): void {
    setDraft((d) => ({ ...d, ...patch }));
    setError(null);
  }
  function problemOf(name: keyof ItemDraft): ReactNode {
    const own = tried || problems[name] === 'CARD_NUMBER' ? problems[name] : undefined;
    return own === undefined ? fieldSentence(problemAt(error, name)) : fieldSentence({ code: own });
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong || Object.keys(problems).length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      return;
    }
    if (item && sameItem(draft, start)) return onClose();
    setBusy(true);
    try {
      const input: ItemInput = { ...(item && { id: item.id, version: item.version }), ...draft };
      const { id, version } = await call(api().items.save(input));
      // A change goes back to what stood there; a new item can only be put away, and that is a step of its own.
      toast({ text: t('items.saved', { name: draft.name }), ...(item && { undo: () => void putBack({ id, version, ...start }) }) });
      if (item) onClose();
      else onSaved(id);
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  }
  const under = draft.cost !== null && draft.cost !== '' && draft.price !== '' && cmp(parseDec(draft.price), parseDec(draft.cost)) < 0;
  return (
    <form ref={form} className={classes.form} noValidate onSubmit={(event) => void save(event)} onKeyDown={onKeyDown} aria-label={item?.name ?? t('items.add')}>
      <TextField label={t('items.name')} value={draft.name} maxLength={120} problem={problemOf('name')} onChange={(name) => set({ name })} />
      <div className={classes.pair}>
        <DecimalField label={t('items.priceIn', { currency })} value={draft.price} decimals={Math.max(4, exponentOf(currency))} problem={problemOf('price')} onChange={(price) => set({ price })} />
        <TextField label={t('items.unit')} value={draft.unit} maxLength={12} placeholder={t('items.unitPlaceholder')} problem={problemOf('unit')} onChange={(unit) => set({ unit })} />
      </div>
      <MultiSelect
        label={t('items.taxes')} data={books.taxes.filter((tax) => !tax.archived || draft.taxIds.includes(tax.id)).map((tax) => ({ value: tax.id, label: tax.name }))} value={draft.taxIds} maxValues={4}
        placeholder={draft.taxIds.length === 0 ? t('editor.noTax') : ''} error={problemOf('taxIds')} comboboxProps={{ transitionProps: { duration: 0 } }} onChange={(taxIds) => set({ taxIds })}
      />
      <NoteField label={t('items.description')} rows={2} maxLength={500} value={draft.description} problem={problemOf('description')} help={t('items.descriptionHelp')} onChange={(description) => set({ description })} />
      <div className={classes.pair}>
        <TextField label={t('items.code')} value={draft.code} maxLength={40} problem={problemOf('code')} onChange={(code) => set({ code })} />
        <Select
          label={t('items.currency')} searchable value={draft.currency ?? ''} data={[{ value: '', label: books.business.currency }, ...CURRENCIES.filter(({ code }) => code !== books.business.currency).map(({ code, name }) => ({ value: code, label: `${code}, ${name.toLowerCase()}` }))]}
          onChange={(value) => set({ currency: value ? value : null })}
        />
      </div>
      {seesCost && <DecimalField
        label={t('items.cost', { currency })} value={draft.cost ?? ''} problem={problemOf('cost')} hint={under ? t('items.underCost') : undefined} help={t('items.costHelp')}
        onChange={(cost) => set({ cost: cost === '' ? null : cost })}
      />}
      {error && !error.fields?.length && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy}>{t(item ? 'customers.saveChanges' : 'items.save')}</Button>
      </div>
    </form>
  );
}
