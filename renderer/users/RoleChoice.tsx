// Choosing a role: its name in a list, and under it in one sentence what it is for. Used where people are invited and changed.
import { Select } from '@mantine/core';
import type { RoleView } from '../../contract/users.ts';
import { useT } from '../i18n/index.ts';
import { roleName, roleText } from '../roles/roleWords.ts';

export function RoleChoice({ roles, value, onChange, label }: { roles: readonly RoleView[]; value: string; onChange: (role: string) => void; label?: string }) {
  const t = useT();
  return (
    <Select
      label={label ?? t('people.role')} value={value} allowDeselect={false} description={roleText(value)} inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={roles.map(({ role, name }) => ({ value: role, label: roleName(role, name) }))} onChange={(role) => role !== null && onChange(role)}
    />
  );
}
