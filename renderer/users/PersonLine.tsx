// One person on the list: who, which role, how they stand; opened, what can be done about it. Part of the People tab.
import { IconAlertCircle, IconBan, IconCheck, IconClock, IconPlayerPause, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonView, RoleView } from '../../contract/users.ts';
import { useT } from '../i18n/index.ts';
import { roleName } from '../roles/roleWords.ts';
import settings from '../settings/Settings.module.css';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { Chip, type ChipKind } from '../ui/Chip.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { NameField } from './NameField.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { untilText } from './untilText.ts';
import classes from './users.module.css';

export type PersonAct = 'reset' | 'suspend' | 'resume' | 'remove';
const CHIPS: Record<PersonView['state'], [ChipKind, Icon]> = {
  in: ['paid', IconCheck], invited: ['due', IconClock], expired: ['late', IconAlertCircle], suspended: ['void', IconPlayerPause], noWay: ['late', IconAlertCircle], locked: ['late', IconAlertCircle], removed: ['void', IconBan],
};
/** What the question before an act says of it: good points stay, the others go. */
const POINTS: Record<Exclude<PersonAct, 'resume'>, { good: boolean; key: string }[]> = {
  reset: [{ good: false, key: 'out' }, { good: true, key: 'keep' }],
  suspend: [{ good: false, key: 'out' }, { good: true, key: 'keep' }],
  remove: [{ good: false, key: 'out' }, { good: true, key: 'keep' }, { good: true, key: 'again' }],
};
const ASK = { reset: 'Reset', suspend: 'Suspend', remove: 'Remove' } as const;

export interface PersonLineProps {
  person: PersonView;
  roles: readonly RoleView[];
  open: boolean;
  busy: boolean;
  onOpen: (open: boolean) => void;
  onAct: (act: PersonAct) => void;
  onRole: (role: string) => void;
  onRename: (name: string) => void;
}

export function PersonLine({ person, roles, open, busy, onOpen, onAct, onRole, onRename }: PersonLineProps) {
  const t = useT();
  const [asked, setAsked] = useState<Exclude<PersonAct, 'resume'> | null>(null);
  const { name, state, you } = person;
  const [kind, icon] = CHIPS[state];
  const when = state === 'invited' && person.enrolUntil !== null ? untilText(person.enrolUntil) : person.disabledAt === null ? '' : momentText(person.disabledAt);
  const own = roles.find(({ role }) => role === person.role)?.name ?? null;
  const act = (what: PersonAct) => {
    setAsked(null);
    onAct(what);
  };
  return (
    <li>
      <div className={settings.line}>
        <div className="grow">
          <span className="m">{name}</span>{you && <span className="q3"> ({t('people.you')})</span>}
          <span className={`small q3 ${settings.block}`}>{person.lastLoginAt === null ? t('people.neverIn') : t('people.lastIn', { when: momentText(person.lastLoginAt) })}</span>
        </div>
        <span className={classes.role}>{roleName(person.role, own)}</span>
        <span className={classes.state}><Chip kind={kind} icon={icon}>{t(`people.state.${state}`, { when })}</Chip></span>
        <span className={classes.more}>
          {state !== 'removed' && <Button size="dense" aria-expanded={open} aria-label={`${t(open ? 'people.close' : 'people.change')}: ${name}`} onClick={() => { setAsked(null); onOpen(!open); }}>{t(open ? 'people.close' : 'people.change')}</Button>}
        </span>
      </div>
      {open && asked === null && (
        <div className={settings.inPlace} role="group" aria-label={t('people.acts', { name })}>
          <div className={settings.fields}>
            <NameField key={name} name={name} busy={busy} onRename={onRename} />
            {!you && <RoleChoice roles={roles} value={person.role} onChange={onRole} />}
          </div>
          {!you && <div className="row">
            <Button busy={busy} onClick={() => setAsked('reset')}>{t('people.newCode')}</Button>
            {state === 'suspended' ? <Button busy={busy} onClick={() => act('resume')}>{t('people.resume')}</Button> : <Button busy={busy} onClick={() => setAsked('suspend')}>{t('people.suspend')}</Button>}
            <Button kind="danger" busy={busy} onClick={() => setAsked('remove')}>{t('people.remove')}</Button>
          </div>}
        </div>
      )}
      {open && asked !== null && (
        <div className={settings.ask}>
          <Confirm
            title={t(`people.ask${ASK[asked]}`, { name })} points={POINTS[asked].map(({ good, key }) => ({ good, text: t(`people.${asked}Points.${key}`) }))}
            yes={t(`people.${asked}Yes`, { name })} no={t('people.no')} danger={asked !== 'reset'} busy={busy} onYes={() => act(asked)} onNo={() => setAsked(null)}
          />
        </div>
      )}
    </li>
  );
}
