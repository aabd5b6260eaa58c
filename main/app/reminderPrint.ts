// Reminder letters to PDF and paper while the books are open: drawn from the frozen letter, stored once. Called by the reminder handlers.
import { AppError } from '../../contract/errors.ts';
import type { ReminderLetter } from '../../contract/reminders.ts';
import { printReminder, reminderLetterPdf } from '../print/reminderPdf.ts';
import { readLogo } from '../repo/business.ts';
import { letterOf, loadReminderPdf, storeReminderPdf } from '../service/reminders.ts';
import type { Session } from '../vault/session.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';

function sessionOf(house: House): Session {
  if (house.session === null || house.session.closed) throw new AppError('LOCKED');
  return house.session;
}

function drawing(session: Session, id: string): { letter: ReminderLetter; logo: Uint8Array | null } {
  const ctx = serviceContext(session);
  const letter = letterOf(ctx, id);
  return { letter, logo: letter.seller.logo === null ? null : (readLogo(ctx.db, letter.seller.logo) ?? null) };
}

/** The stored bytes; drawn and stored first where that was not done yet. @throws AppError LOCKED, NOT_FOUND, PRINT_FAILED */
export async function reminderPdfBytes(house: House, id: string): Promise<{ bytes: Buffer; number: number }> {
  const session = sessionOf(house);
  const stored = loadReminderPdf(serviceContext(session), id);
  if (stored.bytes !== undefined) return { bytes: stored.bytes, number: stored.number };
  const { letter, logo } = drawing(session, id);
  const drawn = await reminderLetterPdf(house.printer, letter, logo);
  await house.gate.pass();
  if (sessionOf(house) !== session) throw new AppError('LOCKED'); // locked and opened again meanwhile
  if (session.readOnly) return { bytes: drawn, number: stored.number };
  storeReminderPdf(serviceContext(session), id, drawn);
  // What is stored counts: another call may have been quicker.
  return { bytes: loadReminderPdf(serviceContext(session), id).bytes ?? drawn, number: stored.number };
}

/** False when the dialog was closed. */
export function printReminderLetter(house: House, id: string): Promise<boolean> {
  const { letter, logo } = drawing(sessionOf(house), id);
  return printReminder(house.printer, letter, logo);
}
