// The buttons of everything that can be done with the chosen rows of a list, for whoever is in.
import type { ReactNode } from 'react';
import { usePermissions } from '../app/may.ts';
import { runBatch } from '../batch/batchStore.ts';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import type { ListAct } from './listActs.tsx';

interface ActButtonsProps<Row> {
  acts: readonly ListAct<Row>[];
  rows: readonly Row[];
  /** How a report calls a row. */
  nameOf: (row: Row) => string;
  /** The rows need not stay chosen. */
  onDone: () => void;
}

export function ActButtons<Row extends { id: string }>({ acts, rows, nameOf, onDone }: ActButtonsProps<Row>): ReactNode {
  const t = useT();
  const allowed = usePermissions();
  return acts
    .filter((act) => allowed.includes(act.may) && act.fits(rows))
    .map((act) => (
      <Button
        key={act.id} icon={<act.icon size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => {
          onDone();
          void runBatch(act.id, rows.map((row) => ({ id: row.id, name: nameOf(row) })), (ids, job) => act.run(ids, job, rows));
        }}
      >
        {t(`batch.act.${act.id}`, { count: rows.length })}
      </Button>
    ));
}
