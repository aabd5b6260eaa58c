// Keeping what the list shows under a name, changing and removing a saved view. In the place of the filters' end; the invoice list uses it.
import { Switch } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SavedView, ViewBody } from '../../contract/views.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import classes from './invoices.module.css';

interface ViewSaverProps {
  /** The view one is at; null on the other tabs. */
  view: SavedView | null;
  body: ViewBody;
  onSaved: (id: string) => void;
  onRemoved: () => void;
  onClose: () => void;
}

export function ViewSaver({ view, body, onSaved, onRemoved, onClose }: ViewSaverProps) {
  const t = useT();
  const [name, setName] = useState(view?.name ?? '');
  const [usual, setUsual] = useState(view?.usual ?? false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [tried, setTried] = useState(false);
  const problem = tried && name.trim() === '' ? fieldSentence({ code: 'REQUIRED' }) : fieldSentence(problemAt(error, 'name'));
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    setBusy(true);
    try {
      const { id } = await call(api().views.save({ ...(view && { id: view.id, version: view.version }), name, usual, body }));
      toast({ text: t('invoices.viewSaved', { name: name.trim() }) });
      onSaved(id);
    } catch (failure) {
      setError(asApiError(failure));
    }
    setBusy(false);
  }
  async function remove(): Promise<void> {
    if (view === null) return;
    try {
      await call(api().views.remove({ id: view.id }));
      toast({ text: t('invoices.viewRemoved', { name: view.name }), undo: () => void call(api().views.save({ name: view.name, usual: view.usual, body: view.body })).catch(() => undefined) }); // the name may be taken again
      onRemoved();
    } catch (failure) {
      setError(asApiError(failure));
    }
  }
  return (
    <form
      className={`card ${classes.saver}`} noValidate aria-label={t('invoices.saveView')} onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <IconBookmark size={16} stroke={1.75} aria-hidden="true" />
      <TextField className={classes.viewName ?? ''} aria-label={t('invoices.viewName')} placeholder={t('invoices.viewName')} value={name} maxLength={60} autoFocus problem={problem} onChange={setName} />
      <Switch label={t('invoices.viewUsual')} checked={usual} onChange={(event) => setUsual(event.currentTarget.checked)} />
      {error !== null && !error.fields?.length && <Problem alert>{sentence(error)}</Problem>}
      <span className="grow" />
      {view !== null && <Button kind="quiet" icon={<IconTrash size={16} stroke={1.75} aria-hidden="true" />} onClick={() => void remove()}>{t('invoices.removeView')}</Button>}
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button type="submit" busy={busy}>{t('invoices.saveView')}</Button>
    </form>
  );
}
