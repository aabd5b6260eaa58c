// One role: what it may do, in plain words, and how far. Of a role of the program only the limits change. Part of the Roles tab.
import { Checkbox, Select, Switch } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RoleView } from '../../contract/users.ts';
import { exponentOf } from '../../domain/currency.ts';
import { type Permission, permissionsOf, ROLES } from '../../domain/roles.ts';
import { type ApiError, api, asApiError, call, problemAt } from '../app/api.ts';
import { fieldSentence, sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { DecimalField } from '../ui/DecimalField.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { type LimitsDraft, limitsFrom, startLimits } from './limitsDraft.ts';
import { GIVABLE, GROUPS } from './permissionGroups.ts';
import { roleName } from './roleWords.ts';
import classes from './roles.module.css';

/** `of` null: a new one. */
export function RoleForm({ of: role, currency, onDone, onCancel }: { of: RoleView | null; currency: string; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const fixed = role?.builtIn === true;
  const [name, setName] = useState(role?.name ?? '');
  const [held, setHeld] = useState<readonly Permission[]>(role?.permissions ?? permissionsOf('cashier').filter((one) => GIVABLE.includes(one)));
  const [limits, setLimits] = useState<LimitsDraft>(() => startLimits(role?.limits ?? {}, exponentOf(currency)));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const read = limitsFrom(limits, exponentOf(currency));
  const ready = read !== null && (fixed || name.trim() !== '');
  const toggle = (permission: Permission) => setHeld((now) => (now.includes(permission) ? now.filter((one) => one !== permission) : [...now, permission]));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !ready) return;
    setBusy(true);
    setError(null);
    try {
      const more = fixed ? {} : { name: name.trim(), permissions: held.filter((one) => GIVABLE.includes(one)) };
      await call(api().roles.save({ ...(role !== null && { role: role.role }), ...(role !== null && !fixed && { version: role.version }), ...more, limits: read }));
      onDone();
    } catch (thrown) {
      const known = asApiError(thrown);
      setError(known.code === 'CANCELLED' ? null : known);
      setBusy(false);
    }
  };
  const taken = fieldSentence(problemAt(error, 'name'));
  // Of a role of the program the limits are all there is to do, so they come first.
  const reach = (
    <>
      <h3>{t('people.roles.limits')}</h3>
      <div className={settings.fields}>
        <DecimalField label={t('people.roles.discount')} help={t('people.roles.discountHelp')} unit="%" decimals={2} value={limits.discount} onChange={(discount) => setLimits({ ...limits, discount })} problem={limits.discount !== '' && read === null ? t('errors.field.DISCOUNT_OVER_100') : undefined} />
        <DecimalField label={t('people.roles.credit')} help={t('people.roles.creditHelp', { currency })} decimals={exponentOf(currency)} value={limits.credit} onChange={(credit) => setLimits({ ...limits, credit })} />
        <Switch className={settings.wide ?? ''} label={t('people.roles.ownOnly')} description={t('people.roles.ownOnlyHelp')} checked={limits.ownOnly} onChange={(event) => setLimits({ ...limits, ownOnly: event.currentTarget.checked })} />
      </div>
    </>
  );
  return (
    <form className={settings.inPlace} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes.notes}>
        {fixed && <p>{t('people.roles.builtIn')}</p>}
        <p className="q2">{t('people.roles.everybody')}</p>
        <p className="q2">{t('people.roles.ownerOnly')}</p>
      </div>
      {!fixed && (
        <div className={settings.fields}>
          <TextField label={t('people.roles.name')} value={name} onChange={setName} problem={taken} autoFocus maxLength={60} />
          {role === null && <Select label={t('people.roles.start')} defaultValue="cashier" allowDeselect={false} data={ROLES.filter((one) => one !== 'owner').map((one) => ({ value: one, label: roleName(one, null) }))} onChange={(one) => setHeld(permissionsOf(ROLES.find((known) => known === one) ?? 'auditor').filter((permission) => GIVABLE.includes(permission)))} />}
        </div>
      )}
      {fixed && reach}
      <div className={classes.groups}>
        {Object.entries(GROUPS).map(([group, permissions]) => (
          <fieldset key={group} disabled={fixed}>
            <legend>{t(`people.group.${group}`)}</legend>
            {permissions.map((permission) => <Checkbox key={permission} size="xs" label={t(`people.may.${permission}`)} checked={held.includes(permission)} onChange={() => toggle(permission)} />)}
          </fieldset>
        ))}
      </div>
      {!fixed && reach}
      {error !== null && taken === undefined && <Problem alert>{sentence(error)}</Problem>}
      <div className={settings.formActs}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy} aria-disabled={!ready}>{t('people.roles.save')}</Button>
      </div>
    </form>
  );
}
