// Keys as they stand on the keyboard: <Kbd keys="mod+k" />. Shown in primary buttons and the foot line, nowhere else.
import { modKey, useSession } from '../app/session.ts';
import classes from './Kbd.module.css';

const NAMES: Record<string, string> = { enter: 'Enter', esc: 'Esc', space: 'Space', tab: 'Tab', shift: 'Shift', alt: 'Alt', up: '↑', down: '↓', left: '←', right: '→' };

/** The caps of one combination, for this platform. */
export function keyCaps(keys: string, mod: string): string[] {
  return keys.split('+').map((key) => {
    if (key === 'mod') return mod;
    return NAMES[key] ?? (key.length === 1 || /^f\d+$/.test(key) ? key.toUpperCase() : key);
  });
}

export function Kbd({ keys }: { keys: string }) {
  const mod = modKey(useSession((s) => s.info));
  return (
    <span className={classes.keys}>
      {keyCaps(keys, mod).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
