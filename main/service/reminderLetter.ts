// Works out a reminder letter: which documents at which level, what is claimed, and its words filled in. Writes nothing. Called by reminders.ts only.
import { AppError, type FieldProblem } from '../../contract/errors.ts';
import type { ReminderLetter, ReminderSettings } from '../../contract/reminders.ts';
import { addDays } from '../../domain/date.ts';
import { type Minor, NOTHING, addMinor, minor } from '../../domain/money.ts';
import { type RemindedDocument, type ReminderDue, reminderNow } from '../../domain/reminder.ts';
import { fillReminder } from '../../domain/reminderText.ts';
import { buyerOf, sellerOf } from '../../domain/snapshot.ts';
import { pageFormat } from '../../paper/format.ts';
import { readBusiness } from '../repo/business.ts';
import { readCustomer, type StoredCustomer } from '../repo/customers.ts';
import { type Late, lateOf, owedOf } from '../repo/reminders.ts';
import type { Ctx } from './context.ts';
import { found } from './problems.ts';
import { readReminderSettings, rulesOf } from './reminderSettings.ts';

/** Layout and wording of the letter, frozen with it. */
const TEMPLATE = 'reminder-1';
/** More invoices than these are not named in a sentence; the table has them all. */
const NAMED = 5;

/** A late document as the domain looks at it. `withHistory`: with what was open since when, for interest. */
export function remindedOf(ctx: Ctx, late: Late, withHistory: boolean): RemindedDocument {
  const { currency, balance, dueDate, level, lastOn, quietUntil } = late;
  return {
    currency, dueDate, quietUntil, balance: minor(balance),
    owed: withHistory ? owedOf(ctx.db, late) : [],
    sent: level === null || lastOn === null ? [] : [{ level, date: lastOn }],
  };
}

interface Claimed {
  late: Late;
  due: ReminderDue;
}
export interface WorkedLetter {
  letter: ReminderLetter;
  customer: StoredCustomer;
  documentRids: ReadonlyMap<string, number>;
}

/** NOT_FOUND without such a customer; NOTHING_LATE when none of the documents is late in that currency, or there are no levels. */
export function workLetter(ctx: Ctx, customerId: string, currency: string, documentIds: readonly string[], today: string, number: number): WorkedLetter {
  const settings = readReminderSettings(ctx);
  const rules = rulesOf(settings);
  const wanted = new Set(documentIds);
  const claimed = lateOf(ctx.db, { kind: 'customer', id: customerId }, today)
    .filter((late) => late.currency === currency && wanted.has(late.documentId))
    .flatMap((late): Claimed[] => {
      const due = reminderNow(rules, remindedOf(ctx, late, true), today);
      return due ? [{ late, due }] : [];
    });
  const customer = found(readCustomer(ctx.db, customerId));
  const level = Math.max(...claimed.map(({ due }) => due.level));
  const words = settings.levels[level];
  if (claimed.length === 0 || words === undefined) throw new AppError('NOTHING_LATE');
  const letter = fill(ctx, { claimed, customer, settings, level, currency, today, number });
  refuseGlyphs(ctx, letter);
  return { letter, customer, documentRids: new Map(claimed.map(({ late }) => [late.documentId, late.rid])) };
}

interface Given {
  claimed: readonly Claimed[];
  customer: StoredCustomer;
  settings: ReminderSettings;
  level: number;
  currency: string;
  today: string;
  number: number;
}

function fill(ctx: Ctx, { claimed, customer, settings, level, currency, today, number }: Given): ReminderLetter {
  const business = found(readBusiness(ctx.db));
  const language = customer.language ?? business.language;
  const rule = found(settings.levels[level]);
  const payBy = addDays(today, rule.payWithin);
  const entries = entriesOf(claimed);
  const sum = (pick: (entry: (typeof entries)[number]) => Minor) => addMinor(NOTHING, ...entries.map(pick));
  const [open, fee, interest] = [sum((e) => e.balance), sum((e) => e.fee), sum((e) => e.interest)];
  const total = addMinor(open, fee, interest);
  const { money, day } = pageFormat({ language, currency, seller: business });
  const numbers = entries.slice(0, NAMED).map((entry) => entry.number).join(', ') + (entries.length > NAMED ? ' …' : '');
  const said = fillReminder(rule.texts[language], {
    customer: customer.name, contact: customer.contact === '' ? customer.name : customer.contact, numbers, open: money(open), fee: money(fee), interest: money(interest), total: money(total),
    days: String(Math.max(...entries.map(({ daysLate }) => daysLate))), date: day(today), payBy: day(payBy), business: business.name,
  });
  return {
    number, date: today, payBy, language, level, currency, ...said, seller: sellerOf(business), buyer: buyerOf(customer), entries, open, fee, interest, total,
    rate: rule.interest.kind === 'own' ? rule.interest.rate : null, convention: settings.convention, template: TEMPLATE,
  };
}

/** One fee for the letter, with the document that has come furthest: nobody pays three times for one sheet of paper. */
function entriesOf(claimed: readonly Claimed[]) {
  const furthest = Math.max(...claimed.map(({ due }) => due.level));
  const dearest = claimed.find(({ due }) => due.level === furthest);
  return claimed.map(({ late, due }) => ({
    documentId: late.documentId, number: late.number, issueDate: late.issueDate, dueDate: late.dueDate, daysLate: due.daysLate, level: due.level, balance: minor(late.balance),
    fee: late === dearest?.late ? due.fee : NOTHING, interest: due.interest,
  }));
}

/** No letter goes out with empty boxes in it (T85). */
function refuseGlyphs(ctx: Ctx, { title, text, closing, buyer, seller }: ReminderLetter): void {
  const parts: readonly (readonly [string, string])[] = [
    ['title', title], ['text', text], ['closing', closing], ...Object.values(buyer).map((part) => ['customerId', part] as const), ['seller.name', seller.name], ['seller.footer', seller.footer],
  ];
  const fields = parts.flatMap(([path, part]): FieldProblem[] => {
    const missing = part === '' ? [] : ctx.missingGlyphs(part);
    return missing.length === 0 ? [] : [{ path, code: 'MISSING_GLYPHS', params: { characters: missing.slice(0, 12).join(' ') } }];
  });
  if (fields.length > 0) throw new AppError('MISSING_GLYPHS', { fields });
}
