// The backups of one place, newest first; one that is no good says why and cannot be chosen; one of an older kit asks for it.
import type { BackupsFound } from '../../contract/restore.ts';
import { faultShort } from '../backup/faultText.ts';
import { sizeText } from '../exports/sizeText.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';
import { canChoose } from './ways.ts';
import classes from './restore.module.css';

export function FoundList({ found, onChoose }: { found: BackupsFound; onChoose: (name: string) => void }) {
  const t = useT();
  if (found.rows.length === 0) return <p className="q2" role="status">{t('restore.none', { place: found.place })}</p>;
  return (
    <div>
      <p className="small q3">{found.place}</p>
      <ul className={classes.found} aria-label={t('restore.list')}>
        {found.rows.map((row) => (
          <li key={row.name}>
            <button type="button" aria-disabled={!canChoose(row) || undefined} onClick={() => canChoose(row) && onChoose(row.name)}>
              <span className="grow">
                <b className="m">{momentText(row.at)}</b>
                <span className="small q2">{row.code === '' ? t('restore.row', { size: sizeText(row.bytes), n: countText(row.records), count: row.records }) : row.code === 'OTHER_KIT' ? t('restore.ofKit', { serial: row.kitSerial }) : faultShort(row.code)}</span>
              </span>
              {!row.here && <span className="small q3">{t('restore.otherComputer')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
