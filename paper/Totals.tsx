// The note and the sums under the lines of an invoice page; always kept on one sheet together. Drawn by InvoicePage only.
import type { Snapshot } from '../contract/invoices.ts';
import type { PageFormat } from './format.ts';
import { kindWords } from './kindWords.ts';
import { Said } from './Said.tsx';
import { taxDueWords } from './taxDueWords.ts';
import { taxReasons, taxWord } from './taxText.ts';
import { type TotalRow, baseRows, totalRows } from './totalRows.ts';

interface TotalsProps {
  readonly snapshot: Snapshot;
  readonly format: PageFormat;
}

/** Note on the start side, sums on the end side. A delivery note has no sums. */
export function Totals({ snapshot, format }: TotalsProps) {
  const { words } = format;
  const { total, says } = kindWords(snapshot, format.lang);
  const priced = total !== '';
  const taxed = snapshot.taxes.some(({ component }) => !component.withholding);
  const reasons = taxReasons(snapshot.taxes);
  const due = snapshot.taxDue === 'paid' ? taxDueWords(snapshot.seller.country, format.lang) : '';
  return (
    <div className="paper-sum">
      <div className="paper-notes">
        {snapshot.note === '' ? null : <p className="paper-note"><Said from={[snapshot.buyer?.country ?? '', snapshot.seller.country]}>{snapshot.note}</Said></p>}
        {says === '' ? null : <p>{says}</p>}
        {priced && snapshot.pricesIncludeTax && taxed ? <p>{words.inclusive(taxWord(snapshot.taxes, format))}</p> : null}
        {priced && reasons.map((reason, i) => <p key={reason}><bdi>{reasons.length > 1 ? `${i + 1}) ${reason}` : reason}</bdi></p>)}
        {due === '' ? null : <p>{due}</p>}
      </div>
      {priced ? (
        <div className="paper-totals">
          <dl>
            <Rows rows={totalRows(snapshot, format)} />
            <div className="paper-to-pay">
              <dt>{total}</dt>
              <dd>{format.money(snapshot.totals.payable)}</dd>
            </div>
            <Rows rows={baseRows(snapshot, format)} quiet />
          </dl>
        </div>
      ) : null}
    </div>
  );
}

function Rows({ rows, quiet = false }: { readonly rows: readonly TotalRow[]; readonly quiet?: boolean }) {
  return rows.map(({ key, label, amount }) => (
    <div key={key} className={quiet ? 'paper-quiet' : undefined}>
      <dt><bdi>{label}</bdi></dt>
      <dd>{amount}</dd>
    </div>
  ));
}
