// The Recovery Kit as a PDF or on the real printer. It holds keys: nothing here keeps, logs or stores it. Called by main/ipc during set-up and recovery.
import { createElement } from 'react';
import type { Lang } from '../../domain/lang.ts';
import { KitSheet } from '../../paper/KitSheet.tsx';
import { kitWordsOf } from '../../paper/kitWords.ts';
import type { PaperSize } from '../../paper/paperSize.ts';
import { finishPdf } from './finish.ts';
import { pageFrom } from './markup.ts';
import type { PrintPage } from './pages.ts';
import type { Printer, Sheet } from './printer.ts';

export interface KitContent {
  readonly business: string;
  readonly kit: {
    readonly serial: string;
    readonly vaultId: string;
    /** YYYY-MM-DD */
    readonly madeOn: string;
    readonly groups: readonly string[];
    readonly check: string;
    readonly backupKeyHex: string;
  };
  readonly lang?: Lang;
  readonly size?: PaperSize;
}

const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular', 'JetBrainsMono-Medium'];
const MARGINS = { top: 60, bottom: 48, inline: 68 } as const;

/** What an expert types; the key is in the commands as the program wants it (SECURITY c.1). */
export function kitCommands(backupKeyHex: string): string[] {
  return ['sqlcipher BACKUP-FILE', `PRAGMA key = "x'${backupKeyHex}'";`, 'SELECT count(*) FROM document;', '.dump'];
}

/** One page, never stored by us. @throws AppError PRINT_FAILED */
export async function kitPdf(printer: Printer, content: KitContent): Promise<Buffer> {
  const title = `${kitWordsOf(content.lang ?? 'en').title} ${content.kit.serial}`;
  const drawn = await printer.pdf(await kitPage(content, title), sheetOf(content));
  return finishPdf(drawn, { title, author: content.business, subject: '', lang: content.lang ?? 'en', date: content.kit.madeOn, fonts: FONTS }, null);
}

/** Opens the print dialog for the kit. False when it is closed. @throws AppError PRINT_FAILED */
export async function printKit(printer: Printer, content: KitContent): Promise<boolean> {
  return printer.paper(await kitPage(content, kitWordsOf(content.lang ?? 'en').title), sheetOf(content));
}

function kitPage({ business, kit, lang = 'en' }: KitContent, title: string): Promise<PrintPage> {
  const expert = { vaultId: kit.vaultId, keyHex: kit.backupKeyHex, commands: kitCommands(kit.backupKeyHex) };
  return pageFrom(title, lang, createElement(KitSheet, { business, lang, kit, expert, medium: 'print' }));
}

function sheetOf({ size = 'A4' }: KitContent): Sheet {
  return { size, margins: MARGINS, tagged: true };
}
