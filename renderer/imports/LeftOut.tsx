// What could not become a document, line by line with its row in the file and why, and the same as a file. Shown after an import and nowhere else.
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { RefusedRow } from '../../contract/imports.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { useLoad } from '../app/useLoad.ts';
import { sentence } from '../i18n/errors.ts';
import { useT } from '../i18n/index.ts';
import { countText, moneyText } from '../ui/amountText.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { problemWords } from './problemWords.ts';
import classes from './imports.module.css';

export function LeftOut({ importId }: { importId: string }) {
  const t = useT();
  const first = useLoad(() => call(api().imports.refused({ importId, after: 0 })), importId);
  const [more, setMore] = useState<{ rows: RefusedRow[]; next: number | null } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const rows = [...(first.value?.rows ?? []), ...(more?.rows ?? [])];
  const next = more === null ? (first.value?.next ?? null) : more.next;
  const total = first.value?.total ?? 0;
  const attempt = (work: () => Promise<void>): void => void work().catch((failure: unknown) => setError(asApiError(failure)));
  const showMore = (after: number): void =>
    attempt(async () => {
      const page = await call(api().imports.refused({ importId, after }));
      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next });
    });
  const title = t('imports.leftOut', { count: total, n: countText(total) });
  return (
    <section className={classes.leftOut} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <Button size="dense" icon={<IconDownload size={16} stroke={1.75} aria-hidden="true" />} onClick={() => attempt(async () => void (await call(api().imports.saveRefused({ importId }))))}>{t('imports.saveLeftOut')}</Button>
      </header>
      {(error ?? first.error) && <Problem alert>{sentence(error ?? first.error)}</Problem>}
      <ol className={classes.problems} tabIndex={0} aria-label={title}>
        {rows.map((row) => (
          <li key={row.row}>
            <span className="m">{t('imports.leftOutLine', { row: countText(row.row), number: row.number })}</span> {problemWords(t, row)}
            {row.amount !== null && <span className="q2 num"> {moneyText(row.amount, row.currency)}</span>}
          </li>
        ))}
      </ol>
      {next !== null && <Button size="dense" onClick={() => showMore(next)}>{t('imports.showMore')}</Button>}
    </section>
  );
}
