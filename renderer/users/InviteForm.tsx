// Inviting somebody: a name and a role; the code comes from main. Part of the People tab.
import { type FormEvent, useState } from 'react';
import type { OneTimeCodeView, RoleView } from '../../contract/users.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { RoleChoice } from './RoleChoice.tsx';

/** What most people are invited for: it can do the least that is still of use. */
const FIRST = 'cashier';

export function InviteForm({ roles, onMade, onCancel }: { roles: readonly RoleView[]; onMade: (name: string, made: OneTimeCodeView) => void; onCancel: () => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const [role, setRole] = useState(FIRST);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      onMade(name.trim(), await call(api().users.invite({ name: name.trim(), role })));
    } catch (thrown) {
      const known = asApiError(thrown);
      setError(known.code === 'CANCELLED' ? null : known);
      setBusy(false);
    }
  };
  const taken = fieldSentence(problemAt(error, 'name'));
  return (
    <form className={settings.inPlace} onSubmit={(event) => void submit(event)} noValidate>
      <div className={settings.fields}>
        <TextField label={t('people.name')} help={t('people.nameHelp')} value={name} onChange={setName} problem={taken} autoFocus maxLength={80} />
        <RoleChoice roles={roles} value={role} onChange={setRole} />
      </div>
      {error !== null && taken === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={settings.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy} aria-disabled={name.trim() === ''}>{t('people.make')}</Button>
      </div>
    </form>
  );
}
