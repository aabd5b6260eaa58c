// The table of lines on an invoice page. Its head repeats on every sheet and no row is cut in two. Drawn by InvoicePage only.
import type { Snapshot } from '../contract/invoices.ts';
import { type LineOrigin, headingsOf } from '../domain/draftSources.ts';
import { type PageFormat, decimalPads } from './format.ts';
import { kindWords } from './kindWords.ts';
import { Said } from './Said.tsx';
import { lineRates, taxColumn } from './taxText.ts';

type Line = Snapshot['lines'][number];

interface TableProps {
  readonly snapshot: Snapshot;
  readonly format: PageFormat;
}

/** All lines. The unit and tax columns are there only when a line has one; a delivery note has neither prices nor amounts. */
export function LinesTable({ snapshot, format }: TableProps) {
  const { lines, taxes } = snapshot;
  const { words } = format;
  const units = lines.some((line) => line.unit !== '');
  const priced = snapshot.kind !== 'delivery-note';
  const taxed = priced && taxes.some(({ component }) => !component.withholding);
  const quantities = lines.map((line) => format.decimal(line.quantity));
  const prices = lines.map((line) => format.price(line.unitPrice));
  const from = [snapshot.buyer?.country ?? '', snapshot.seller.country];
  const pads = decimalPads(prices, format.mark);
  const headings = headingsOf(snapshot.origins ?? [], lines.length);
  const columns = [true, true, units, priced, taxed, priced].filter(Boolean).length;
  return (
    <table className="paper-lines">
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col" className="paper-n">{words.quantity}</th>
          {units ? <th scope="col">{words.unit}</th> : null}
          {priced ? <th scope="col" className="paper-n">{words.price}</th> : null}
          {taxed ? <th scope="col" className="paper-n">{taxColumn(taxes, format)}</th> : null}
          {priced ? <th scope="col" className="paper-n">{words.amount(format.sign)}</th> : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => [
          headings[i] == null ? null : <Group key={`g${i}`} of={headings[i]} format={format} columns={columns} />,
          <tr key={i}>
            <What line={line} format={format} priced={priced} from={from} />
            <td className="paper-n">{quantities[i]}</td>
            {units ? <td className="paper-unit"><Said from={from}>{line.unit}</Said></td> : null}
            {priced ? (
              <td className="paper-n">
                {prices[i]}
                {pads[i] === '' ? null : <span className="paper-pad" aria-hidden="true">{pads[i]}</span>}
                {line.per === '1' ? null : <small>{words.per(format.decimal(line.per), line.unit)}</small>}
              </td>
            ) : null}
            {taxed ? <td className="paper-n">{lineRates(line.taxes, taxes, format).map((rate) => <div key={rate}>{rate}</div>)}</td> : null}
            {priced ? <td className="paper-n">{format.amount(line.entered)}</td> : null}
          </tr>,
        ])}
      </tbody>
    </table>
  );
}

/** Over the lines of each delivery note of a collective invoice: which one it was, and its day. */
function Group({ of, format: { words, lang, day }, columns }: { readonly of: LineOrigin | 'rest'; readonly format: PageFormat; readonly columns: number }) {
  const said = of === 'rest' ? words.besides : kindWords({ kind: of.kind }, lang).named(of.number, day(of.issueDate));
  return <tr className="paper-group"><th colSpan={columns} scope="colgroup"><bdi>{said.slice(0, 1).toLocaleUpperCase(lang)}{said.slice(1)}</bdi></th></tr>;
}

function What({ line, format, priced, from }: { readonly line: Line; readonly format: PageFormat; readonly priced: boolean; readonly from: readonly string[] }) {
  const changes = !priced ? [] : line.adjustments.map(({ kind, percent, amount, reason }) =>
    format.words.lineAdjustment(kind, percent === null ? null : format.decimal(percent), format.amount(amount), reason),
  );
  const [first = ''] = changes;
  // One short remark goes on in the same line, as a person would write it.
  const joins = changes.length === 1 && line.detail !== '' && !line.detail.includes('\n');
  const detail = joins && !/[.!?:;,]$/u.test(line.detail) ? `${line.detail}.` : line.detail;
  return (
    <td className="paper-what">
      <div className="paper-item"><Said from={from}>{line.description}</Said></div>
      {detail === '' ? null : <small><Said from={from}>{detail}</Said>{joins ? <bdi> {first}</bdi> : null}</small>}
      {joins ? null : changes.map((change) => <small key={change}><Said from={from}>{change}</Said></small>)}
    </td>
  );
}
