// Settings: the roles there are, what each may do and how far, and roles of the business's own. Main asks for PIN and code before a change.
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { RoleView } from '../../contract/users.ts';
import { api, asApiError, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { RoleForm } from './RoleForm.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';
import { limitsText, roleName, roleText } from './roleWords.ts';

export function RolesTab({ currency }: { currency: string }) {
  const t = useT();
  const roles = useLoad(() => call(api().roles.list()), 'roles');
  useChanged(['people'], roles.reload);
  const [open, setOpen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [comparing, setComparing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const all = roles.value?.roles ?? [];
  const done = () => {
    setOpen(null);
    toast({ text: t('people.roles.saved') });
    roles.reload();
  };
  const remove = async (role: RoleView) => {
    setProblem(null);
    try {
      await call(api().roles.remove({ role: role.role }));
      toast({ text: t('people.roles.removed') });
    } catch (thrown) {
      const error = asApiError(thrown);
      setProblem(error.code === 'CANCELLED' ? null : sentence(error));
    }
    setRemoving(null);
    roles.reload();
  };
  const line = (role: RoleView) => {
    const name = roleName(role.role, role.name);
    const limits = limitsText(role.limits, currency);
    return (
      <li key={role.role}>
        <div className={settings.line}>
          <div className="grow">
            <span className="m">{name}</span>
            <span className={`small q3 ${settings.block}`}>{roleText(role.role)}{limits !== null && <> <span className="q2">{limits}</span></>}</span>
          </div>
          <span className="q2">{role.holders === 0 ? t('people.roles.nobody') : t('people.roles.holders', { count: role.holders })}</span>
          {!role.builtIn && role.holders === 0 && open === null && <Button size="dense" aria-label={`${t('people.roles.remove')}: ${name}`} onClick={() => setRemoving(role.role)}>{t('people.remove')}</Button>}
          {role.role !== 'owner' && open !== role.role && <Button size="dense" aria-label={`${t(role.builtIn ? 'people.roles.see' : 'people.roles.edit')}: ${name}`} onClick={() => { setOpen(role.role); setRemoving(null); }}>{t(role.builtIn ? 'people.roles.see' : 'people.roles.edit')}</Button>}
        </div>
        {open === role.role && <RoleForm key={role.version} of={role} currency={currency} onDone={done} onCancel={() => setOpen(null)} />}
        {removing === role.role && <div className={settings.ask}><Confirm title={t('people.roles.askRemove', { name })} points={[{ good: true, text: t('people.roles.removePoint') }]} yes={t('people.roles.removeYes')} no={t('people.no')} onYes={() => void remove(role)} onNo={() => setRemoving(null)} /></div>}
      </li>
    );
  };
  return (
    <>
      <section className={`card ${settings.part}`} aria-labelledby="roles-title">
        <header className={settings.partHead}>
          <div className="grow"><h2 id="roles-title">{t('people.roles.title')}</h2><p className="q2">{t('people.roles.text')}</p></div>
          {open === null && roles.value !== null && <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setOpen('new')}>{t('people.roles.add')}</Button>}
        </header>
        {roles.error !== null && <Problem alert>{sentence(roles.error)}</Problem>}
        {problem !== null && <Problem alert>{problem}</Problem>}
        {open === 'new' && <RoleForm of={null} currency={currency} onDone={done} onCancel={() => setOpen(null)} />}
        <ul className={settings.list}>{all.map(line)}</ul>
      </section>
      <section className={`card ${settings.part}`}>
        <button type="button" className="link" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>{t(comparing ? 'people.roles.hideCompare' : 'people.roles.compare')}</button>
        {comparing && <RoleMatrix roles={all} />}
      </section>
    </>
  );
}
