// Settings of payments: how small a difference may be written off, and which coins there are. Saved as they are changed. The money tab draws it.
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { PaymentSettings } from '../../contract/payments.ts';
import { exponentOf } from '../../domain/currency.ts';
import { api, asApiError, call, type ApiError } from '../app/api.ts';
import { useBeforeLeave } from '../app/leave.ts';
import { useMay } from '../app/may.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { amountOf, decimalOf } from '../payments/shareOut.ts';
import { moneyText, signOf } from '../ui/amountText.ts';
import { DecimalField } from '../ui/DecimalField.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Part } from './Part.tsx';

/** Smallest coins of the countries that have given up the small ones. */
const COINS = [0, 5, 10, 50, 100, 500];

export function PaymentsPart({ currency }: { currency: string }) {
  const t = useT();
  const loaded = useLoad(() => call(api().payments.settings()), '');
  const may = useMay('business.write');
  const [typed, setTyped] = useState<PaymentSettings | null>(null);
  const [saved, setSaved] = useState<PaymentSettings | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const save = async (settings: PaymentSettings) => {
    try {
      await call(api().payments.saveSettings(settings));
      setSaved(settings);
      setError(null);
      return true;
    } catch (thrown) {
      setError(asApiError(thrown));
      return false;
    }
  };
  useBeforeLeave(async () => (typed === null || typed === saved ? undefined : save(typed)));
  const value = typed ?? loaded.value;
  if (value === null) return null;
  const change = (next: PaymentSettings) => {
    setTyped(next);
    void save(next);
  };
  return (
    <Part title={t('payments.title')} text={t('payments.settings.text')}>
      <DecimalField
        label={t('payments.settings.writeOff')} help={t('payments.settings.writeOffHelp')} value={decimalOf(value.writeOffLimit, currency)} decimals={exponentOf(currency)} unit={<span className="q3">{signOf(currency)}</span>} readOnly={!may}
        onChange={(limit) => change({ ...value, writeOffLimit: amountOf(limit, currency) ?? 0 })}
      />
      <Select
        label={t('payments.settings.coin')} value={String(value.cashRounding)} readOnly={!may} allowDeselect={false}
        data={[...new Set([...COINS, value.cashRounding])].map((coin) => ({ value: String(coin), label: coin === 0 ? t('payments.settings.noCoin') : moneyText(coin, currency) }))}
        onChange={(coin) => coin !== null && change({ ...value, cashRounding: Number(coin) })}
      />
      {error && <Problem alert>{sentence(error)}</Problem>}
    </Part>
  );
}
