// What can be done with a line: accept, set aside, undo. Each says what happened, with the way back. Bank.tsx and its parts call these.
import type { BankRow } from '../../contract/bank.ts';
import { api, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { language, t } from '../i18n/index.ts';
import { moneyText } from '../ui/amountText.ts';
import { toast } from '../ui/toast.ts';
import { namesOf, type Share } from './shares.ts';

type Line = Pick<BankRow, 'id' | 'amount' | 'currency'>;

/** Pressing twice books once: the second call finds the first one still on its way (T60). */
const underway = new Set<string>();

async function once(lineId: string, act: () => Promise<void>): Promise<boolean> {
  if (underway.has(lineId)) return false;
  underway.add(lineId);
  try {
    await act();
    return true;
  } catch (error) {
    toast({ kind: 'problem', id: `bank-${lineId}`, text: sentence(error) });
    return false;
  } finally {
    underway.delete(lineId);
  }
}

/** Books the line: a payment for each customer whose money it is. True when it is booked. */
export function accept(line: Line, [first, ...rest]: readonly Share[], rate: string | null): Promise<boolean> {
  return once(line.id, async () => {
    if (first === undefined) return;
    const { customerId, customer, allocations } = first;
    const others = rest.map((share) => ({ id: crypto.randomUUID(), customerId: share.customerId, amount: share.amount, allocations: share.allocations }));
    const { number, unapplied } = await call(api().bank.accept({ id: crypto.randomUUID(), lineId: line.id, customerId, rate, allocations, ...(others.length > 0 && { others }) }));
    const amount = moneyText(line.amount, line.currency);
    toast({
      id: 'bank-done', text: rest.length === 0 ? t('bank.booked', { number, customer, amount }) : t('bank.bookedAll', { customers: namesOf([first, ...rest], language()), amount, count: rest.length + 1 }),
      detail: unapplied > 0 ? t('bank.credit', { amount: moneyText(unapplied, line.currency), customer }) : undefined, undo: () => void undo(line),
    });
  });
}

export function setAside(line: Line, note: string): Promise<boolean> {
  return once(line.id, async () => {
    await call(api().bank.setAside({ id: crypto.randomUUID(), lineId: line.id, note }));
    toast({ id: 'bank-done', text: t('bank.wasSetAside', { amount: moneyText(line.amount, line.currency) }), undo: () => void undo(line) });
  });
}

/** Back to do; of a booked line its payments are voided. */
export function undo(line: Line): Promise<boolean> {
  return once(line.id, async () => {
    await call(api().bank.undo({ id: crypto.randomUUID(), lineId: line.id }));
    toast({ id: 'bank-done', text: t('bank.undone', { amount: moneyText(line.amount, line.currency) }) });
  });
}
