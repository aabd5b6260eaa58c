// The exchange rate of a line in another currency than the books: the stored one of its day goes in by itself (T35). LinePanel.tsx and SplitForm.tsx only.
import type { BankLineView } from '../../contract/bank.ts';
import { useT } from '../i18n/index.ts';
import { RateNote } from '../rates/RateNote.tsx';
import { useStoredRate } from '../rates/useStoredRate.ts';
import { DecimalField } from '../ui/DecimalField.tsx';

export function LineRate({ line, rate, onRate }: { line: BankLineView; rate: string; onRate: (rate: string) => void }) {
  const t = useT();
  const stored = useStoredRate(line.currency, line.date, rate, onRate);
  return (
    <div>
      <DecimalField label={t('bank.rate', { currency: line.currency })} help={t('bank.rateHelp')} value={rate} onChange={onRate} decimals={10} />
      <RateNote stored={stored} rate={rate} onTake={onRate} />
    </div>
  );
}
