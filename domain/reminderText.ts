// The words of a reminder letter: names in braces that are filled in when it is written, and checked when a text is saved. Pure; called by the reminder service and settings.
import { fillPlaceholders, unknownPlaceholders } from './placeholder.ts';

/** What a letter's text may name. */
export const REMINDER_WORDS = ['customer', 'contact', 'numbers', 'open', 'fee', 'interest', 'total', 'days', 'date', 'payBy', 'business'] as const;
export type ReminderWord = (typeof REMINDER_WORDS)[number];

/** The words of one level in one language. */
export interface ReminderText {
  readonly title: string;
  /** Above the table of invoices. */
  readonly text: string;
  /** Below it. */
  readonly closing: string;
}

/** Names in braces that no letter knows, so that a slip never reaches a customer. */
export function reminderSlips({ title, text, closing }: ReminderText): string[] {
  return unknownPlaceholders(`${title} ${text} ${closing}`, REMINDER_WORDS);
}

export function fillReminder({ title, text, closing }: ReminderText, values: Readonly<Record<ReminderWord, string>>): ReminderText {
  return { title: fillPlaceholders(title, values), text: fillPlaceholders(text, values), closing: fillPlaceholders(closing, values) };
}
