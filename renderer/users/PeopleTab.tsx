// Settings: who gets into these books. Invites, gives new codes, suspends, removes, changes roles; main asks for PIN and code before each.
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OneTimeCodeView, PersonView } from '../../contract/users.ts';
import { api, asApiError, call } from '../app/api.ts';
import { useChanged } from '../app/events.ts';
import { go } from '../app/navigate.ts';
import { refreshSession } from '../app/session.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { roleName } from '../roles/roleWords.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/toast.ts';
import { CodeCard } from './CodeCard.tsx';
import { InviteForm } from './InviteForm.tsx';
import { type PersonAct, PersonLine } from './PersonLine.tsx';

export function PeopleTab() {
  const t = useT();
  const people = useLoad(() => call(api().users.list()), 'people');
  const roles = useLoad(() => call(api().roles.list()), 'roles');
  useChanged(['people'], () => { people.reload(); roles.reload(); });
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<{ name: string; code: OneTimeCodeView } | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [showRemoved, setShowRemoved] = useState(false);
  const all = people.value?.people ?? [];
  const known = roles.value?.roles ?? [];
  const removed = all.filter(({ state }) => state === 'removed');
  const shown = showRemoved ? all : all.filter(({ state }) => state !== 'removed');

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setOpen(null);
    } catch (thrown) {
      const error = asApiError(thrown);
      setProblem(error.code === 'CANCELLED' ? null : sentence(error));
    }
    setBusy(false);
    people.reload();
  };
  const act = (person: PersonView, what: PersonAct) => run(async () => {
    const { id, name } = person;
    if (what === 'reset') {
      setMade({ name, code: await call(api().users.reset({ id })) });
      return;
    }
    await call(api().users[what]({ id }));
    // a copy they kept would still open with their old PIN on this laptop: only a new key ends that
    toast({ text: t(`people.done.${what}`, { name }), ...(what === 'remove' && { detail: t('security.key.offer'), acts: [{ label: t('security.key.begin'), act: () => go({ screen: 'security' }) }] }) });
  });
  const rename = (person: PersonView, name: string) => run(async () => {
    await call(api().users.rename({ id: person.id, name }));
    if (person.you) await refreshSession();
    toast({ text: t('people.done.rename', { name, before: person.name }) });
  });
  const setRole = (person: PersonView, role: string) => run(async () => {
    await call(api().users.setRole({ id: person.id, role }));
    toast({ text: t('people.done.role', { name: person.name, role: roleName(role, known.find((one) => one.role === role)?.name ?? null) }) });
  });
  const failed = people.error ?? roles.error;
  return (
    <>
      {made !== null && <CodeCard key={made.code.code} name={made.name} made={made.code} onDone={() => setMade(null)} />}
      <section className={`card ${settings.part}`} aria-labelledby="people-title">
        <header className={settings.partHead}>
          <div className="grow"><h2 id="people-title">{t('people.title')}</h2><p className="q2">{t('people.text')}</p></div>
          {!inviting && roles.value !== null && <Button icon={<IconUserPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => { setInviting(true); setMade(null); }}>{t('people.invite')}</Button>}
        </header>
        {failed !== null && <Problem alert>{sentence(failed)}</Problem>}
        {problem !== null && <Problem alert>{problem}</Problem>}
        {inviting && <InviteForm roles={known} onCancel={() => setInviting(false)} onMade={(name, code) => { setInviting(false); setMade({ name, code }); people.reload(); }} />}
        <ul className={settings.list}>
          {shown.map((person) => (
            <PersonLine
              key={person.id} person={person} roles={known} open={open === person.id} busy={busy}
              onOpen={(now) => { setOpen(now ? person.id : null); setProblem(null); }} onAct={(what) => void act(person, what)} onRole={(role) => void setRole(person, role)} onRename={(name) => void rename(person, name)}
            />
          ))}
        </ul>
        {all.length === 1 && !inviting && <p className={`q2 ${settings.foot}`}>{t('people.alone')}</p>}
        {removed.length > 0 && <p className={settings.foot}><button type="button" className="link" onClick={() => setShowRemoved(!showRemoved)}>{showRemoved ? t('people.hideRemoved') : t('people.showRemoved', { count: removed.length })}</button></p>}
      </section>
    </>
  );
}
