// A report to a file or to the printer. Says what happened in a toast; never throws.
import type { ReportAsk, ReportFormat } from '../../contract/reports.ts';
import { langOf } from '../../domain/lang.ts';
import { reportWordsOf } from '../../paper/reportWords.ts';
import { api, asApiError, call } from '../app/api.ts';
import { sentence } from '../i18n/errors.ts';
import { language, t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

async function told(act: () => Promise<string | null>): Promise<void> {
  try {
    const text = await act();
    if (text !== null) toast({ text });
  } catch (error) {
    const known = asApiError(error);
    if (known.code !== 'CANCELLED') toast({ text: sentence(known), kind: 'problem' });
  }
}

/** Main asks where to; nothing is said when the dialog was closed. */
export function exportReport(ask: ReportAsk, format: ReportFormat, job: string): Promise<void> {
  return told(async () => {
    const { saved } = await call(api().reports.export({ ask, format, language: langOf(language()), job }));
    return saved ? t('reports.saved', { name: reportWordsOf(langOf(language())).title[ask.report], format: format.toUpperCase() }) : null;
  });
}

export function printReport(ask: ReportAsk, job: string): Promise<void> {
  return told(async () => {
    const { printed } = await call(api().reports.print({ ask, language: langOf(language()), job }));
    return printed ? t('reports.printed', { name: reportWordsOf(langOf(language())).title[ask.report] }) : null;
  });
}
