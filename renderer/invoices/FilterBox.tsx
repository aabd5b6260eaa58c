// The box that narrows a list while one types. "/" goes there from anywhere in the list, Escape empties it, arrow down goes back to the rows.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '../i18n/index.ts';
import { useShortcut } from '../ui/useShortcut.ts';

export function FilterBox({ value, onChange, label, onDown, className }: { value: string; onChange: (value: string) => void; label: string; onDown: () => void; className?: string | undefined }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <TextInput
      ref={input} className={className ?? ''} value={value} maxLength={80} aria-label={label} placeholder={label} role="searchbox"
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      rightSection={value === '' ? null : <CloseButton size="sm" tabIndex={-1} aria-label={t('invoices.clearFilter')} onClick={() => onChange('')} />}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') {
          event.preventDefault();
          event.stopPropagation();
          onChange('');
        } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault();
          onDown();
        }
      }}
    />
  );
}
