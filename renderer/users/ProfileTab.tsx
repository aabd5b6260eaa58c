// Settings: who is in, what they may do and how far, and the ways to what is theirs alone. Everybody has it.
import { EVERYBODY, PERMISSIONS } from '../../domain/roles.ts';
import { useLimits, usePermissions } from '../app/may.ts';
import { go, replaceRoute } from '../app/navigate.ts';
import { lockNow, useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import { given } from '../roles/permissionGroups.ts';
import { limitsText, roleName, roleText } from '../roles/roleWords.ts';
import { Part } from '../settings/Part.tsx';
import { useProfile } from '../settings/profileStore.ts';
import { Button } from '../ui/Button.tsx';
import settings from '../settings/Settings.module.css';
import classes from './users.module.css';

export function ProfileTab() {
  const t = useT();
  const user = useSession((s) => s.state?.user ?? null);
  const permissions = usePermissions();
  const limits = useLimits();
  const currency = useProfile((s) => s.draft?.currency ?? 'EUR');
  if (user === null) return null;
  const all = PERMISSIONS.every((permission) => permissions.includes(permission));
  const some = given(permissions).filter((permission) => !EVERYBODY.includes(permission));
  return (
    <>
      <Part title={user.name} text={t('people.me.text')}>
        <dl className={classes.facts}>
          <dt>{t('people.me.role')}</dt>
          <dd><span className="m">{roleName(user.role, user.roleName)}</span><span className={`q2 ${settings.block}`}>{roleText(user.role)}</span></dd>
          <dt>{t('people.me.limits')}</dt>
          <dd>{limitsText(limits, currency) ?? t('people.roles.noLimits')}</dd>
          <dt>{t('people.me.mayDo')}</dt>
          <dd>{all ? t('people.me.everything') : <><p className="q2">{t('people.roles.everybody')}</p><ul>{some.map((permission) => <li key={permission}>{t(`people.may.${permission}`)}</li>)}</ul></>}</dd>
        </dl>
      </Part>
      <Part title={t('people.me.toLook')} text={t('people.me.look')}>
        <div className={`row ${settings.wide}`}>
          <Button onClick={() => replaceRoute({ screen: 'settings', tab: 'appearance' })}>{t('people.me.toLook')}</Button>
          <Button onClick={() => go({ screen: 'security' })}>{t('people.me.pin')}</Button>
        </div>
      </Part>
      <Part title={t('people.me.switch')} text={t('people.me.switchText')}>
        <div className={`row ${settings.wide}`}><Button onClick={() => void lockNow()}>{t('people.me.switch')}</Button></div>
      </Part>
    </>
  );
}
