// The receipt of a payment: whose money came, when and how, and what it paid. Drawn through static markup only. Pure: no effects, no DOM.
import type { MethodDetailsWire } from '../contract/payments.ts';
import type { Snapshot } from '../contract/invoices.ts';
import { addressLines, countryLine } from './address.ts';
import { pageFormat } from './format.ts';
import { legalLines } from './legal.ts';
import { Sender } from './PageHead.tsx';
import { paperSize } from './paperSize.ts';
import { Said } from './Said.tsx';
import { BRANDS, type ReceiptWords, receiptWordsOf } from './receiptWords.ts';

/** What a receipt says, frozen when it is issued: parties as they were that day, the payment as it was booked. */
export interface Receipt {
  readonly seller: Snapshot['seller'];
  readonly buyer: NonNullable<Snapshot['buyer']>;
  readonly language: Snapshot['language'];
  readonly number: string;
  readonly paidOn: string;
  readonly currency: string;
  readonly amount: number;
  readonly method: MethodDetailsWire;
  readonly rows: readonly { readonly number: string; readonly issueDate: string; readonly amount: number }[];
  /** Not used for a document, nor given back. */
  readonly unapplied: number;
}

/** `voidedOn`: the day on which the payment was taken back; the page then says so. */
export function ReceiptPage({ receipt, voidedOn, logo, medium }: { readonly receipt: Receipt; readonly voidedOn: string | null; readonly logo: string | null; readonly medium: 'one' | 'many' }) {
  const format = pageFormat(receipt);
  const words = receiptWordsOf(format.lang);
  const { seller, buyer, rows, unapplied, amount } = receipt;
  const size = paperSize(seller.country) === 'Letter' ? 'paper-letter' : 'paper-a4';
  const lines = [...addressLines(buyer), countryLine(buyer.country, seller.country, format.lang) ?? ''].filter((line) => line !== '');
  return (
    <article className={`paper ${size} paper-print paper-${medium}`} lang={format.lang} dir="ltr">
      <Sender snapshot={receipt} format={format} logo={logo} />
      <div className="paper-who">
        <div className="paper-buyer">
          <div className="paper-name"><Said from={[buyer.country, seller.country]}>{buyer.name}</Said></div>
          {lines.map((line) => <div key={line}><Said from={[buyer.country, seller.country]}>{line}</Said></div>)}
        </div>
        <dl className="paper-meta">
          <dt>{words.day}</dt>
          <dd>{format.day(receipt.paidOn)}</dd>
          <dt>{words.method}</dt>
          <dd><bdi>{methodLine(receipt.method, words)}</bdi></dd>
        </dl>
      </div>
      <div className="paper-title">
        <div>
          <h1>{words.title(receipt.number)}</h1>
          {voidedOn !== null && <p className="paper-void"><b>{words.void}</b> {words.voided(format.day(voidedOn))}</p>}
        </div>
        <div className="paper-headline">
          <div>{words.received(format.day(receipt.paidOn))}</div>
          <b>{format.money(amount)}</b>
        </div>
      </div>
      <table className="paper-lines">
        <thead>
          <tr>
            <th scope="col">{words.document}</th>
            <th scope="col">{words.dated}</th>
            <th scope="col" className="paper-n">{words.paid} {format.sign}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td><bdi>{row.number}</bdi></td>
              <td>{format.day(row.issueDate)}</td>
              <td className="paper-n">{format.amount(row.amount)}</td>
            </tr>
          ))}
          {unapplied > 0 && <tr><td colSpan={2}>{words.credit}</td><td className="paper-n">{format.amount(unapplied)}</td></tr>}
        </tbody>
      </table>
      <div className="paper-sum">
        <div className="paper-notes" />
        <div className="paper-totals"><dl><div className="paper-to-pay"><dt>{words.sum}</dt><dd>{format.money(amount)}</dd></div></dl></div>
      </div>
      <div className="paper-end">
        <footer className="paper-legal"><div>{legalLines(receipt, format).map((line) => <div key={line}><Said from={[seller.country]}>{line}</Said></div>)}</div></footer>
      </div>
    </article>
  );
}

/** "Card, Visa ••4242, slip 7": never more of a card than that. */
function methodLine({ method, brand, last4, reference }: MethodDetailsWire, words: ReceiptWords): string {
  const card = brand === null ? '' : `${brand === 'other' ? words.otherCard : BRANDS[brand]}${last4 === '' ? '' : ` \u2022\u2022${last4}`}`;
  return [words.methods[method], card, reference].filter((part) => part !== '').join(', ');
}
