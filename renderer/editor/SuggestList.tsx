// The list that drops down under a field while one types. Drawn above everything, never takes the focus; the field drives it.
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './editor.module.css';

export interface Option {
  readonly id: string;
  readonly content: ReactNode;
  readonly onPick: () => void;
  /** Set off by a line above: what one can do instead of choosing. */
  readonly apart?: boolean;
}

/**
 * `children` is the field. Options are picked by pointer here and by the field's keys there.
 * Nothing but the field is drawn while the list is closed: a table of fifty lines has a hundred such fields.
 */
export function SuggestList({ id, label, options, active, open, width, children }: { id: string; label: string; options: readonly Option[]; active: number; open: boolean; width?: number; children: ReactNode }) {
  return (
    <div className={classes.anchored}>
      {children}
      {open && options.length > 0 && (
        <Popover opened position="bottom-start" offset={4} width={width ?? 'target'} withRoles={false} trapFocus={false} returnFocus={false} closeOnEscape={false} portalProps={{ target: '[data-editor]' }} transitionProps={{ duration: 0 }}>
          <Popover.Target>
            <span className={classes.anchor} />
          </Popover.Target>
          <Popover.Dropdown className={classes.suggest ?? ''}>
            <Options id={id} label={label} options={options} active={active} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

function Options({ id, label, options, active }: { id: string; label: string; options: readonly Option[]; active: number }) {
  return (
    <div role="listbox" id={id} aria-label={label}>
      {options.map((option, i) => (
        <div
          key={option.id} id={`${id}-${i}`} role="option" aria-selected={i === active} tabIndex={-1}
          className={`opt ${i === active ? 'is-on' : ''} ${option.apart === true ? classes.apart : ''}`}
          // Before the field loses the focus, and without taking it.
          onMouseDown={(event) => {
            event.preventDefault();
            option.onPick();
          }}
        >
          {option.content}
        </div>
      ))}
    </div>
  );
}
