// The recovery codes on the real printer, the way the Recovery Kit goes: through the hidden window, with no file in between. Called by main/ipc.
import { createElement } from 'react';
import { CodesSheet, type CodesSheetProps, codesTitle } from '../../paper/CodesSheet.tsx';
import type { PaperSize } from '../../paper/paperSize.ts';
import { pageFrom } from './markup.ts';
import type { Printer } from './printer.ts';

const MARGINS = { top: 60, bottom: 48, inline: 68 } as const;

/** Opens the print dialog. False when it is closed. @throws AppError PRINT_FAILED */
export async function printCodes(printer: Printer, { size, ...content }: CodesSheetProps & { readonly size: PaperSize }): Promise<boolean> {
  const page = await pageFrom(codesTitle(content.lang), content.lang, createElement(CodesSheet, content));
  return printer.paper(page, { size, margins: MARGINS, tagged: true });
}
