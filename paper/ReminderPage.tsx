// A reminder letter as one component tree: beside the list on screen, and through main/print as the PDF. Drawn from the frozen letter only. Pure: no effects, no DOM.
import type { ReminderLetter } from '../contract/reminders.ts';
import { addressLines, countryLine } from './address.ts';
import { type PageFormat, pageFormat } from './format.ts';
import { legalLines } from './legal.ts';
import { Sender } from './PageHead.tsx';
import { type Payable, Payment } from './Payment.tsx';
import { paperSize } from './paperSize.ts';
import { Said } from './Said.tsx';
import { type ReminderWords, reminderWordsOf } from './reminderWords.ts';

export interface ReminderPageProps {
  readonly letter: ReminderLetter;
  /** data: URL of the drawn-anew PNG, or null. */
  readonly logo: string | null;
  readonly medium?: 'screen' | 'one' | 'many';
}
interface PartProps {
  readonly letter: ReminderLetter;
  readonly format: PageFormat;
  readonly words: ReminderWords;
}

/** What a transfer may carry as its reference. */
const REFERENCE = 60;

export function ReminderPage({ letter, logo, medium = 'screen' }: ReminderPageProps) {
  const format = pageFormat(letter);
  const words = reminderWordsOf(format.lang);
  const print = medium !== 'screen';
  const Heading = print ? 'h1' : 'h2';
  const size = paperSize(letter.seller.country) === 'Letter' ? 'paper-letter' : 'paper-a4';
  return (
    <article className={`paper ${size} ${print ? `paper-print paper-${medium}` : 'paper-screen'}`} lang={format.lang} dir="ltr">
      <Sender snapshot={letter} format={format} logo={logo} />
      <Addressee letter={letter} format={format} words={words} />
      <div className="paper-title">
        <div>
          <Heading><bdi>{letter.title}</bdi></Heading>
          <div className="paper-subject">{words.letter(String(letter.number))}</div>
        </div>
        <div className="paper-headline">
          <div>{words.headline(format.day(letter.payBy))}</div>
          <b>{format.money(letter.total)}</b>
        </div>
      </div>
      {letter.text === '' ? null : <p className="paper-letter-text"><Said from={[letter.buyer.country, letter.seller.country]}>{letter.text}</Said></p>}
      <Table letter={letter} format={format} words={words} />
      <Sums letter={letter} format={format} words={words} />
      {letter.closing === '' ? null : <p className="paper-letter-text"><Said from={[letter.buyer.country, letter.seller.country]}>{letter.closing}</Said></p>}
      <div className="paper-end">
        <Payment snapshot={payableOf(letter)} format={format} draft={null} />
        <footer className="paper-legal">
          <div>{legalLines(letter, format).map((line) => <div key={line}><Said from={[letter.seller.country]}>{line}</Said></div>)}</div>
          {medium === 'many' ? null : <div className="paper-page">{format.words.page(1, 1)}</div>}
        </footer>
      </div>
    </article>
  );
}

function Addressee({ letter, format, words }: PartProps) {
  const { buyer, seller, date, payBy } = letter;
  const lines = [buyer.contact === buyer.name ? '' : buyer.contact, ...addressLines(buyer), countryLine(buyer.country, seller.country, format.lang) ?? ''].filter((line) => line !== '');
  return (
    <div className="paper-who">
      <div className="paper-buyer">
        <div className="paper-name"><Said from={[buyer.country, seller.country]}>{buyer.name}</Said></div>
        {lines.map((line) => <div key={line}><Said from={[buyer.country, seller.country]}>{line}</Said></div>)}
      </div>
      <dl className="paper-meta">
        <dt>{words.date}</dt>
        <dd>{format.day(date)}</dd>
        <dt>{words.payBy}</dt>
        <dd>{format.day(payBy)}</dd>
      </dl>
    </div>
  );
}

function Table({ letter, format, words }: PartProps) {
  return (
    <table className="paper-lines">
      <thead>
        <tr>
          <th scope="col">{words.invoice}</th>
          <th scope="col">{words.dated}</th>
          <th scope="col">{words.dueOn}</th>
          <th scope="col" className="paper-n">{words.days}</th>
          <th scope="col" className="paper-n">{words.open} {format.sign}</th>
        </tr>
      </thead>
      <tbody>
        {letter.entries.map((entry) => (
          <tr key={entry.documentId}>
            <td><bdi>{entry.number}</bdi></td>
            <td>{format.day(entry.issueDate)}</td>
            <td>{format.day(entry.dueDate)}</td>
            <td className="paper-n">{entry.daysLate}</td>
            <td className="paper-n">{format.amount(entry.balance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Fee and interest only where they are claimed; the convention is printed with the interest (T59). */
function Sums({ letter, format, words }: PartProps) {
  const { open, fee, interest, total, rate, convention } = letter;
  const rows: [label: string, amount: number][] = [];
  if (fee > 0) rows.push([words.fee, fee]);
  if (interest > 0) rows.push([words.interest(rate === null ? null : format.decimal(rate), convention), interest]);
  return (
    <div className="paper-sum">
      <div className="paper-notes" />
      <div className="paper-totals">
        <dl>
          {rows.length > 0 && <div><dt>{words.sum}</dt><dd>{format.amount(open)}</dd></div>}
          {rows.map(([label, amount]) => <div key={label}><dt>{label}</dt><dd>{format.amount(amount)}</dd></div>)}
          <div className="paper-to-pay"><dt>{words.total}</dt><dd>{format.money(total)}</dd></div>
        </dl>
      </div>
    </div>
  );
}

/** The payment code asks for the whole sum, with as many numbers as fit. */
function payableOf({ seller, currency, total, entries }: ReminderLetter): Payable {
  let number = '';
  for (const entry of entries) {
    const longer = number === '' ? entry.number : `${number}, ${entry.number}`;
    if (longer.length > REFERENCE) break;
    number = longer;
  }
  return { kind: 'invoice', seller, currency, number, totals: { payable: total } };
}
