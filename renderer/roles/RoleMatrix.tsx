// Every role beside every other, permission by permission: the whole answer to "who may do what" on one page. Part of the Roles tab; changes nothing.
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { RoleView } from '../../contract/users.ts';
import { useT } from '../i18n/index.ts';
import { GROUPS, OWNERS } from './permissionGroups.ts';
import { roleName } from './roleWords.ts';
import classes from './roles.module.css';

export function RoleMatrix({ roles }: { roles: readonly RoleView[] }) {
  const t = useT();
  const groups = [...Object.entries(GROUPS), ['owners', OWNERS] as const];
  return (
    <div className={classes.scroll} role="region" aria-label={t('people.roles.compare')} tabIndex={0}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('people.roles.task')}</th>
            {roles.map(({ role, name }) => <th key={role} scope="col" className={classes.mark}>{roleName(role, name)}</th>)}
          </tr>
        </thead>
        <tbody>
          {groups.map(([group, permissions]) => (
            <Fragment key={group}>
              <tr><th colSpan={roles.length + 1} scope="rowgroup" className={classes.group}>{t(`people.group.${group}`)}</th></tr>
              {permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row">{t(`people.may.${permission}`)}</th>
                  {roles.map(({ role, permissions: held }) => (
                    <td key={role} className={classes.mark}>
                      {held.includes(permission) ? <><IconCheck size={16} stroke={2} aria-hidden="true" className="good" /><span className="sr">{t('people.roles.may')}</span></> : <><IconMinus size={14} stroke={1.5} aria-hidden="true" className="q3" /><span className="sr">{t('people.roles.mayNot')}</span></>}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
