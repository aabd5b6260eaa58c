// The PDFs and tables of a period in one archive, for any accountant. Part of the Accountant tab.
import { IconCheck, IconFileZip } from '@tabler/icons-react';
import type { Output } from '../../contract/index.ts';
import { api } from '../app/api.ts';
import { useT } from '../i18n/index.ts';
import { countText } from '../ui/amountText.ts';
import { PeriodExport } from './PeriodExport.tsx';
import { sizeText } from './sizeText.ts';
import classes from './exports.module.css';

type Archive = NonNullable<Output<'datev.archive'>>;

export function ArchiveExport() {
  const t = useT();
  return (
    <PeriodExport<Archive> of="archive" icon={<IconFileZip size={16} stroke={1.75} aria-hidden="true" />} write={(ask) => api().datev.archive(ask)}>
      {(done) => (
        <div className={classes.done} role="status">
          <IconCheck size={20} stroke={1.75} aria-hidden="true" />
          <div className="grow">
            <p><span className="m">{done.file}</span> · {sizeText(done.bytes)}</p>
            <p className="q2">{t('exports.business.done', { count: done.documents, n: countText(done.documents) })}</p>
            {done.withoutPdf > 0 && <p className="q2">{t('exports.business.withoutPdf', { count: done.withoutPdf, n: countText(done.withoutPdf) })}</p>}
          </div>
        </div>
      )}
    </PeriodExport>
  );
}
