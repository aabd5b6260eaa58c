// The note and the sums under the lines of an invoice page; always kept on one sheet together. Drawn by InvoicePage only.
import type { Snapshot } from '../contract/invoices.ts';
import type { PageFormat } from './format.ts';
import { taxReasons, taxWord } from './taxText.ts';
import { type TotalRow, baseRows, totalRows } from './totalRows.ts';

interface TotalsProps {
  readonly snapshot: Snapshot;
  readonly format: PageFormat;
}

/** Note on the start side, sums on the end side. */
export function Totals({ snapshot, format }: TotalsProps) {
  const { words } = format;
  const taxed = snapshot.taxes.some(({ component }) => !component.withholding);
  const reasons = taxReasons(snapshot.taxes);
  return (
    <div className="paper-sum">
      <div className="paper-notes">
        {snapshot.note === '' ? null : <p className="paper-note"><bdi>{snapshot.note}</bdi></p>}
        {snapshot.pricesIncludeTax && taxed ? <p>{words.inclusive(taxWord(snapshot.taxes, format))}</p> : null}
        {reasons.map((reason, i) => <p key={reason}><bdi>{reasons.length > 1 ? `${i + 1}) ${reason}` : reason}</bdi></p>)}
      </div>
      <div className="paper-totals">
        <dl>
          <Rows rows={totalRows(snapshot, format)} />
          <dt className="paper-to-pay">{words.toPay}</dt>
          <dd className="paper-to-pay">{format.money(snapshot.totals.payable)}</dd>
          <Rows rows={baseRows(snapshot, format)} quiet />
        </dl>
      </div>
    </div>
  );
}

function Rows({ rows, quiet = false }: { readonly rows: readonly TotalRow[]; readonly quiet?: boolean }) {
  const look = quiet ? 'paper-quiet' : undefined;
  return rows.flatMap(({ key, label, amount }) => [
    <dt key={`${key}-k`} className={look}><bdi>{label}</bdi></dt>,
    <dd key={key} className={look}>{amount}</dd>,
  ]);
}
