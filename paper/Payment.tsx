// How to pay, at the foot of an invoice page: bank details, reference and, in euros, the code for banking apps. Drawn by InvoicePage only.
import type { Snapshot } from '../contract/invoices.ts';
import { formatIban, ibanProblem } from '../domain/iban.ts';
import { asksForMoney } from '../domain/lifecycle.ts';
import { minor } from '../domain/money.ts';
import { type PageDraft, numberClass } from './draft.ts';
import { epcText } from './epc.ts';
import type { PageFormat } from './format.ts';
import { qrPath } from './qr.ts';
import { type Parted, instalments } from './Terms.tsx';

/** What has to be known to say how to pay: an invoice, or a reminder of several. */
export type Payable = Pick<Snapshot, 'kind' | 'seller' | 'currency' | 'number'> & Parted;

interface PaymentProps {
  readonly snapshot: Payable;
  readonly format: PageFormat;
  readonly draft: PageDraft | null;
}

/** Nothing when nothing is to pay, as on a credit note or a quote, or no account is known. A pro forma may be paid beforehand. */
export function Payment({ snapshot, format, draft }: PaymentProps) {
  const { seller, totals, kind } = snapshot;
  const { bank } = seller;
  if (!(asksForMoney(kind) || kind === 'pro-forma') || totals.payable <= 0 || (bank.iban === '' && bank.other === '')) return null;
  const code = paymentCode(snapshot);
  const number = snapshot.number === '' ? format.words.noNumber : snapshot.number;
  return (
    <div className={code === null ? 'paper-pay paper-pay-plain' : 'paper-pay'}>
      {code === null ? null : <PaymentCode text={code} label={format.words.code} />}
      <div>
        <div className="paper-label">{format.words.payByTransfer}</div>
        {bank.iban === '' ? null : <Account iban={bank.iban} />}
        {bank.iban === '' ? null : <div className="paper-small"><bdi>{holderLine(snapshot)}</bdi></div>}
        {bank.other === '' ? null : <div className="paper-small paper-lined"><bdi>{bank.other}</bdi></div>}
      </div>
      <div>
        <div className="paper-label">{format.words.giveReference}</div>
        <div className="paper-account"><bdi className={numberClass(draft)}>{number}</bdi></div>
        {code === null ? null : <div className="paper-small">{format.words.orScan}</div>}
      </div>
    </div>
  );
}

// Longer than this an account number, set large, would not stay on one line.
const LONG = 25;

function Account({ iban }: { readonly iban: string }) {
  const shown = ibanProblem(iban) === null ? formatIban(iban) : iban;
  return <div className={iban.length > LONG ? 'paper-account paper-account-long' : 'paper-account'}>{shown}</div>;
}

function holderLine({ seller: { bank, name } }: Payable): string {
  const holder = bank.holder === '' ? name : bank.holder;
  return bank.bic === '' ? holder : `BIC ${bank.bic}, ${holder}`;
}

/** The text of the code; null for another currency than euro, for a page without a number, and wherever the rules of the code say no. In parts it asks for the first. */
export function paymentCode(snapshot: Payable): string | null {
  const { kind, seller, totals, currency, number } = snapshot;
  if (!asksForMoney(kind) || currency !== 'EUR' || number === '') return null;
  const { bank, name } = seller;
  return epcText({ name: bank.holder === '' ? name : bank.holder, iban: bank.iban, bic: bank.bic, amount: instalments(snapshot)[0]?.amount ?? minor(totals.payable), reference: number });
}

function PaymentCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = qrPath(text);
  return (
    <svg className="paper-code" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <path fill="currentColor" d={path} />
    </svg>
  );
}
