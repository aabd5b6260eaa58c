// The small box at the start of a list's row. Plain on purpose: forty of them are drawn anew at every turn of the wheel.
import classes from './invoices.module.css';

export function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return <input type="checkbox" className={classes.tick} tabIndex={-1} aria-label={label} checked={checked} onChange={onChange} />;
}
