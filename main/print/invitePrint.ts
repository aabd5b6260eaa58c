// A one-time code on the real printer, the way the recovery codes go: through the hidden window, with no file in between. Called by main/ipc.
import { createElement } from 'react';
import { InviteSheet, type InviteSheetProps, inviteTitle } from '../../paper/InviteSheet.tsx';
import type { PaperSize } from '../../paper/paperSize.ts';
import { pageFrom } from './markup.ts';
import type { Printer } from './printer.ts';

const MARGINS = { top: 60, bottom: 48, inline: 68 } as const;

/** Opens the print dialog. False when it is closed. @throws AppError PRINT_FAILED */
export async function printInvite(printer: Printer, { size, ...content }: InviteSheetProps & { readonly size: PaperSize }): Promise<boolean> {
  const page = await pageFrom(inviteTitle(content.lang), content.lang, createElement(InviteSheet, content));
  return printer.paper(page, { size, margins: MARGINS, tagged: true });
}
