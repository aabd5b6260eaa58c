// All one can say about a customer, in one form. Used in place on the customer's page, in the list, and (short) in the editor.
import { Select } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { CustomerInput } from '../../contract/customers.ts';
import { COUNTRIES } from '../../domain/country.ts';
import { CURRENCIES } from '../../domain/currency.ts';
import { LANGS } from '../../domain/lang.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { NoteField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toldOfChange } from './archive.ts';
import { type CustomerDraft, customerProblems, sameCustomer } from './customerDraft.ts';
import { TermsField } from './TermsField.tsx';
import classes from './customers.module.css';

export interface CustomerFormProps {
  start: CustomerDraft;
  /** Set when an existing customer is changed. */
  existing?: { id: string; version: number };
  /** Only what an invoice needs at once. */
  short?: boolean;
  /** Goes into the first field at once. */
  autoFocus?: boolean;
  saveLabel: string;
  onSaved: (id: string) => void;
  onCancel: () => void;
}

const COUNTRY_LIST = COUNTRIES.map(({ code, name }) => ({ value: code, label: name }));
const CURRENCY_LIST = CURRENCIES.map(({ code, name }) => ({ value: code, label: `${code}, ${name.toLowerCase()}` }));
type TextName = 'code' | 'name' | 'contact' | 'email' | 'phone' | 'street' | 'street2' | 'city' | 'region' | 'postcode' | 'vatId' | 'taxNumber';

export function CustomerForm({ start, existing, short = false, autoFocus = false, saveLabel, onSaved, onCancel }: CustomerFormProps) {
  const t = useT();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const problems = customerProblems(draft);
  useEffect(() => {
    if (autoFocus) form.current?.querySelector('input')?.focus();
  }, [autoFocus]);

  function set(patch: Partial<CustomerDraft>): void {
    setDraft((d) => ({ ...d, ...patch }));
    setError(null);
  }
  function problemOf(name: keyof CustomerDraft): ReactNode {
    const own = tried || name === 'vatId' || problems[name] === 'CARD_NUMBER' ? problems[name] : undefined;
    const theirs = problemAt(error, name);
    return own === undefined ? fieldSentence(theirs) : fieldSentence({ code: own });
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (Object.keys(problems).length > 0) {
      // After drawing, when the red fields are there.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      return;
    }
    if (existing && sameCustomer(draft, start)) return onSaved(existing.id);
    setBusy(true);
    try {
      const input: CustomerInput = { ...existing, ...draft };
      const { id, version } = await call(api().customers.save(input));
      if (existing) toldOfChange({ id, version, ...start }, draft.name);
      onSaved(id);
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      form.current?.requestSubmit();
    }
  }
  const text = (name: TextName, max: number) => (
    <TextField label={t(`customers.${name}`)} value={draft[name]} maxLength={max} problem={problemOf(name)} onChange={(value) => set({ [name]: value })} />
  );
  return (
    <form ref={form} className={classes.form} onSubmit={(event) => void save(event)} onKeyDown={onKeyDown} noValidate aria-label={saveLabel}>
      <div className={classes.grid}>
        {text('name', 120)}
        {text('contact', 120)}
        {text('email', 120)}
        {!short && text('phone', 40)}
      </div>
      <div className={classes.grid}>
        {text('street', 120)}
        {!short && text('street2', 120)}
        {text('postcode', 20)}
        {text('city', 80)}
        {!short && text('region', 80)}
        <Select label={t('customers.country')} data={COUNTRY_LIST} searchable clearable={draft.country !== ''} value={draft.country === '' ? null : draft.country} error={problemOf('country')} onChange={(value) => set({ country: value ?? '' })} />
      </div>
      <div className={classes.grid}>
        {text('vatId', 30)}
        {!short && text('taxNumber', 40)}
        {!short && text('code', 40)}
      </div>
      <div className={classes.grid}>
        <Select
          label={t('customers.currency')} searchable value={draft.currency ?? ''} data={[{ value: '', label: t('customers.usualCurrency') }, ...CURRENCY_LIST]}
          onChange={(value) => set({ currency: value ? value : null })}
        />
        <Select
          label={t('customers.language')} value={draft.language ?? ''} data={[{ value: '', label: t('customers.usualLanguage') }, ...LANGS.map((lang) => ({ value: lang, label: t(`editor.lang.${lang}`) }))]}
          onChange={(value) => set({ language: LANGS.find((lang) => lang === value) ?? null })}
        />
        <TermsField value={draft.terms} onChange={(terms) => set({ terms })} />
      </div>
      {!short && <NoteField label={t('customers.notes')} rows={3} maxLength={2000} value={draft.notes} problem={problemOf('notes')} onChange={(notes) => set({ notes })} />}
      {error && !error.fields?.length && <Problem alert>{sentence(error)}</Problem>}
      <div className={classes.acts}>
        <Button onClick={onCancel}>{t('customers.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy}>{saveLabel}</Button>
      </div>
    </form>
  );
}
