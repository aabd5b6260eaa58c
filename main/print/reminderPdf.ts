// The PDF of a reminder letter, and its way to the real printer, drawn from the frozen letter and nothing else. Called by main/app.
import { createElement } from 'react';
import type { ReminderLetter } from '../../contract/reminders.ts';
import { readableAccent } from '../../paper/contrast.ts';
import { pageFormat } from '../../paper/format.ts';
import { ReminderPage } from '../../paper/ReminderPage.tsx';
import { paperSize } from '../../paper/paperSize.ts';
import { feetPage, feetSheet, onPaper } from './feet.ts';
import { finishPdf, pageCount } from './finish.ts';
import { pageFrom } from './markup.ts';
import type { PrintPage } from './pages.ts';
import type { Margins, Printer, Sheet } from './printer.ts';

type Medium = 'one' | 'many';
const MARGINS: Readonly<Record<Medium, Margins>> = { one: { top: 60, bottom: 44, inline: 64 }, many: { top: 60, bottom: 84, inline: 64 } };
const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular', 'Inter-Medium', 'InterFigures-Regular'];
/** With more invoices than these one sheet is not even tried. */
const HOPELESS = 20;

/** Tagged, fonts embedded, one foot per page. @throws AppError PRINT_FAILED */
export async function reminderLetterPdf(printer: Printer, letter: ReminderLetter, logo: Uint8Array | null): Promise<Buffer> {
  const { drawn, pages } = await draw(printer, letter, logo);
  const feet = pages === 1 ? null : await printer.pdf(await feetPage(footOf(letter), pages), feetSheet(paperSize(letter.seller.country), MARGINS.many.inline));
  return finishPdf(drawn, { title: titleOf(letter), author: letter.seller.name, subject: letter.entries.map(({ number }) => number).join(', ').slice(0, 120), lang: letter.language, date: letter.date, fonts: FONTS }, feet);
}

/** Opens the print dialog. False when it is closed. @throws AppError PRINT_FAILED */
export async function printReminder(printer: Printer, letter: ReminderLetter, logo: Uint8Array | null): Promise<boolean> {
  const { medium, pages } = await draw(printer, letter, logo);
  const page = await pageOf(letter, logo, medium);
  return printer.paper(pages === 1 ? page : { ...page, css: page.css + onPaper(footOf(letter)) }, sheetOf(letter, medium));
}

async function draw(printer: Printer, letter: ReminderLetter, logo: Uint8Array | null): Promise<{ medium: Medium; drawn: Buffer; pages: number }> {
  const attempt = async (medium: Medium): Promise<{ medium: Medium; drawn: Buffer; pages: number }> => {
    const drawn = await printer.pdf(await pageOf(letter, logo, medium), sheetOf(letter, medium));
    return { medium, drawn, pages: await pageCount(drawn) };
  };
  const tried = letter.entries.length <= HOPELESS ? await attempt('one') : null;
  return tried?.pages === 1 ? tried : attempt('many');
}

function pageOf(letter: ReminderLetter, logo: Uint8Array | null, medium: Medium): Promise<PrintPage> {
  const picture = logo === null ? null : `data:image/png;base64,${Buffer.from(logo).toString('base64')}`;
  const accent = readableAccent(letter.seller.accent);
  const css = accent === null ? '' : `.paper{--paper-seller:${accent}}`;
  return pageFrom(titleOf(letter), letter.language, createElement(ReminderPage, { letter, logo: picture, medium }), css);
}

function sheetOf({ seller }: ReminderLetter, medium: Medium): Sheet {
  return { size: paperSize(seller.country), margins: MARGINS[medium], tagged: true };
}

function titleOf({ title, number }: ReminderLetter): string {
  return `${title} ${number}`;
}

function footOf(letter: ReminderLetter): { lang: string; text: string; page: (n: number, of: number) => string } {
  return { lang: letter.language, text: `${letter.seller.name} · ${titleOf(letter)}`, page: pageFormat(letter).words.page };
}
