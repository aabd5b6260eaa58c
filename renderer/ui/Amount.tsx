// One amount in a column: tabular figures, aligned on the decimal point whatever the currency's number of decimals.
import { amountParts, signOf } from './amountText.ts';
import classes from './Amount.module.css';

export interface AmountProps {
  /** Minor units; null shows a quiet dash. */
  minor: number | null;
  currency: string;
  /** What stands before it: the code (mixed lists), the sign (one currency), or nothing. */
  show?: 'code' | 'symbol' | 'none';
  strong?: boolean;
}

export function Amount({ minor, currency, show = 'code', strong = false }: AmountProps) {
  if (minor === null) return <span className={classes.quiet}>–</span>;
  const { whole, fraction } = amountParts(minor, currency);
  const names = [classes.amount, minor === 0 ? classes.quiet : '', strong ? classes.strong : ''].filter((n) => n !== '').join(' ');
  return (
    <span className={names}>
      {show === 'code' && <span className={classes.code}>{currency}</span>}
      {show === 'symbol' && <span className={classes.symbol}>{signOf(currency)}</span>}
      <span className={classes.digits}>
        <span>{whole}</span>
        <span className={classes.fraction}>{fraction}</span>
      </span>
    </span>
  );
}
