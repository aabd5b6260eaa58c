// The PDF of a payment's receipt, drawn once from its frozen words, and once more when it is void. Called by main/app.
import { createElement } from 'react';
import { readableAccent } from '../../paper/contrast.ts';
import { paperSize } from '../../paper/paperSize.ts';
import { type Receipt, ReceiptPage } from '../../paper/ReceiptPage.tsx';
import { receiptWordsOf } from '../../paper/receiptWords.ts';
import { pageFormat } from '../../paper/format.ts';
import { feetPage, feetSheet } from './feet.ts';
import { finishPdf, pageCount } from './finish.ts';
import { pageFrom } from './markup.ts';
import type { Margins, Printer } from './printer.ts';

type Medium = 'one' | 'many';
const MARGINS: Readonly<Record<Medium, Margins>> = { one: { top: 60, bottom: 44, inline: 64 }, many: { top: 60, bottom: 84, inline: 64 } };
const FONTS = ['BillfoldSerif-SemiBold', 'Inter-Regular', 'Inter-Medium', 'InterFigures-Regular'];
/** With more documents than these one sheet is not even tried. */
const HOPELESS = 20;

/** Tagged, fonts embedded, one foot per page. @throws AppError PRINT_FAILED */
export async function receiptPdf(printer: Printer, { receipt, voidedOn }: { receipt: Receipt; voidedOn: string | null }, logo: Uint8Array | null): Promise<Buffer> {
  const { seller, language: lang, paidOn: date } = receipt;
  const format = pageFormat(receipt);
  const title = receiptWordsOf(format.lang).title(receipt.number);
  const size = paperSize(seller.country);
  const picture = logo === null ? null : `data:image/png;base64,${Buffer.from(logo).toString('base64')}`;
  const accent = readableAccent(seller.accent);
  const draw = async (medium: Medium) => {
    const page = await pageFrom(title, lang, createElement(ReceiptPage, { receipt, voidedOn, logo: picture, medium }), accent === null ? '' : `.paper{--paper-seller:${accent}}`);
    const drawn = await printer.pdf(page, { size, margins: MARGINS[medium], tagged: true });
    return { drawn, pages: await pageCount(drawn) };
  };
  const one = receipt.rows.length <= HOPELESS ? await draw('one') : null;
  const { drawn, pages } = one?.pages === 1 ? one : await draw('many');
  const foot = { lang, text: `${seller.name} · ${title}`, page: format.words.page };
  const feet = pages === 1 ? null : await printer.pdf(await feetPage(foot, pages), feetSheet(size, MARGINS.many.inline));
  return finishPdf(drawn, { title, author: seller.name, subject: '', lang, date, fonts: FONTS }, feet);
}
