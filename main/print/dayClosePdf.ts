// The page of the day's end as a PDF or on the real printer. Called by main/ipc.
import { createElement } from 'react';
import type { Lang } from '../../domain/lang.ts';
import { DayClosePage, dayCloseTitle } from '../../paper/DayClosePage.tsx';
import { paperSize } from '../../paper/paperSize.ts';
import type { DayClose } from '../service/dayClose.ts';
import { finishPdf } from './finish.ts';
import { pageFrom } from './markup.ts';
import type { PrintPage } from './pages.ts';
import type { Printer, Sheet } from './printer.ts';

const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular', 'JetBrainsMono-Medium'];
const MARGINS = { top: 56, bottom: 56, inline: 56 } as const;

/** @throws AppError PRINT_FAILED */
export async function dayClosePdf(printer: Printer, content: DayClose, lang: Lang): Promise<Uint8Array> {
  const drawn = await printer.pdf(await page(content, lang), sheet(content));
  return finishPdf(drawn, { title: `${dayCloseTitle(lang)} ${content.day}`, author: content.business, subject: '', lang, date: content.day, fonts: FONTS }, null);
}

/** Opens the print dialog. False when it is closed. @throws AppError PRINT_FAILED */
export async function printDayClose(printer: Printer, content: DayClose, lang: Lang): Promise<boolean> {
  return printer.paper(await page(content, lang), sheet(content));
}

function page(content: DayClose, lang: Lang): Promise<PrintPage> {
  return pageFrom(dayCloseTitle(lang), lang, createElement(DayClosePage, { ...content, lang }));
}

function sheet({ country }: DayClose): Sheet {
  return { size: paperSize(country), margins: MARGINS, tagged: true };
}
