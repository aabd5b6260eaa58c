// A small Electron program for print.test.ts, no part of the app: draws the jobs of a JSON file with the real print room and writes PDFs and figures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Snapshot } from '../../../contract/invoices.ts';
import { registerScheme } from '../../../main/app/protocol.ts';
import { invoicePdf } from '../../../main/print/invoicePdf.ts';
import { type KitContent, kitPdf } from '../../../main/print/kitPdf.ts';
import { openPrinter } from '../../../main/print/printer.ts';

export interface PrintJob {
  name: string;
  invoice?: Snapshot;
  logo?: string;
  kit?: KitContent;
  /** Draws it so often; the last time counts. */
  times?: number;
}

registerScheme();
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const folder = process.env['PRINT_FOLDER'] ?? '';
app.setPath('userData', join(folder, 'user'));

async function run(): Promise<void> {
  const jobs: PrintJob[] = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8'));
  const printer = openPrinter();
  const figures: Record<string, { bytes: number; ms: number }> = {};
  mkdirSync(join(folder, 'out'), { recursive: true });
  for (const { name, invoice, logo, kit, times = 1 } of jobs) {
    for (let turn = 0; turn < times; turn += 1) {
      const start = performance.now();
      const bytes = kit === undefined ? await draw(invoice, logo) : await kitPdf(printer, kit);
      figures[name] = { bytes: bytes.length, ms: Math.round(performance.now() - start) };
      writeFileSync(join(folder, 'out', `${name}.pdf`), bytes);
    }
  }
  printer.close();
  writeFileSync(join(folder, 'figures.json'), JSON.stringify(figures));

  async function draw(snapshot: Snapshot | undefined, logoBase64: string | undefined): Promise<Buffer> {
    if (snapshot === undefined) throw new Error('a job is an invoice or a kit');
    return invoicePdf(printer, snapshot, logoBase64 === undefined ? null : Buffer.from(logoBase64, 'base64'));
  }
}

// The app ends with its last window, or else this program would close when the printer drops its own.
app.on('window-all-closed', () => undefined);
app.whenReady().then(run).then(
  () => app.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  },
);
