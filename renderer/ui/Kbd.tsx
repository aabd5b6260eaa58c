// Keys as they stand on the keyboard: <Kbd keys="mod+k" />. Shown in primary buttons and the foot line, nowhere else.
import { useSession } from '../app/session.ts';
import { useT } from '../i18n/index.ts';
import classes from './Kbd.module.css';

const NAMES: Record<string, string> = { esc: 'Esc', tab: 'Tab', alt: 'Alt', up: '↑', down: '↓', left: '←', right: '→' };

/** The caps of one combination, for this platform and in the language of the keyboard. */
function keyCaps(keys: string, mac: boolean, t: (key: string) => string): string[] {
  return keys.split('+').map((key) => {
    if (key === 'mod') return mac ? '⌘' : t('keys.cap.mod');
    if (key === 'enter' || key === 'space' || key === 'shift') return t(`keys.cap.${key}`);
    return NAMES[key] ?? (key.length === 1 || /^f\d+$/.test(key) ? key.toUpperCase() : key);
  });
}

export function Kbd({ keys }: { keys: string }) {
  const t = useT();
  const mac = useSession((s) => s.info?.platform === 'darwin');
  return (
    <span className={classes.keys}>
      {keyCaps(keys, mac, t).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
