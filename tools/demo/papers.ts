// Saves PDFs of some invoices through the list, the document's screen and the (answered) dialog, and looks whether they are what they should be.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, ROOT, answerSave } from './desk.ts';
import { expect } from './expect.ts';
import type { Issued } from './orders.ts';
import type { Progress } from './progress.ts';
import { decimal } from './reckon.ts';
import { goTo } from './setUp.ts';

const SMALLEST = 8_000;

export interface SavedPdf {
  number: string;
  file: string;
  bytes: number;
  pages: number;
}

/** First, last, the largest amount, the most lines, and one out of the middle. */
export function chooseFive(issued: readonly Issued[]): Issued[] {
  const most = (by: (one: Issued) => bigint) => issued.reduce((best, one) => (by(one) > by(best) ? one : best));
  const wanted = [issued[0], issued[issued.length >> 1], most((one) => one.total), most((one) => BigInt(one.lines)), issued.at(-1)].filter((one) => one !== undefined);
  const rest = issued.filter((one) => !wanted.includes(one));
  return [...new Set(wanted), ...rest].slice(0, 5);
}

/** The text of a PDF, page by page. */
export function readPdf(file: string): string[] {
  const script = `
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const { readFileSync } = await import('node:fs');
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[1])), verbosity: 0 }).promise;
    const pages = [];
    for (let n = 1; n <= pdf.numPages; n += 1) pages.push((await (await pdf.getPage(n)).getTextContent()).items.map((item) => item.str ?? '').join(' '));
    process.stdout.write(JSON.stringify(pages));`;
  // A program of its own: the reader brings globals that this one should not have.
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8', cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** 123456n with the thousands marked as English papers do. */
function onPaper(amount: bigint): string {
  return decimal(amount).replace(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, ',');
}

export async function savePdfs(desk: Desk, issued: readonly Issued[], folder: string, { compare, say }: Progress): Promise<SavedPdf[]> {
  mkdirSync(folder, { recursive: true });
  const saved: SavedPdf[] = [];
  for (const invoice of chooseFive(issued)) {
    const page = await desk.window();
    await goTo(page, 'Invoices');
    await page.keyboard.press('/');
    await page.keyboard.type(invoice.number);
    await expect(page.getByRole('row')).toHaveCount(2); // the heads and the one found
    await page.keyboard.press('Enter'); // into the list
    await page.keyboard.press('Enter'); // open
    await expect(page.locator('h1')).toHaveText(invoice.number);
    const file = `${invoice.number}.pdf`;
    await answerSave(desk, join(folder, file));
    await page.getByRole('button', { name: 'Save PDF' }).click();
    await expect(page.getByText(`The PDF of ${invoice.number} is saved`)).toBeVisible({ timeout: 30_000 });
    const bytes = readFileSync(join(folder, file));
    const pages = readPdf(join(folder, file));
    compare(`${file} begins`, bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    compare(`${file} is larger than ${SMALLEST} bytes`, bytes.length > SMALLEST, true);
    compare(`${file} says its number`, pages.every((text) => text.includes(invoice.number)), true);
    compare(`${file} says ${onPaper(invoice.total)}`, pages.join(' ').includes(onPaper(invoice.total)), true);
    saved.push({ number: invoice.number, file, bytes: bytes.length, pages: pages.length });
    say(`  ${file}, ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`);
  }
  return saved;
}
