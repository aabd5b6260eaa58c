// A person's name, to be changed: the button is there once it is another one. Part of a person's line in the People tab.
import { type FormEvent, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import classes from './users.module.css';

export function NameField({ name, busy, onRename }: { name: string; busy: boolean; onRename: (name: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState(name);
  const next = typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && next !== '' && next !== name) onRename(next);
  };
  return (
    <form className={classes.rename} onSubmit={submit} noValidate>
      <TextField label={t('people.name')} help={t('people.renameHelp')} value={typed} onChange={setTyped} maxLength={80} />
      {next !== '' && next !== name && <Button type="submit" busy={busy}>{t('people.rename')}</Button>}
    </form>
  );
}
