// The Recovery Kit sheet: small on the screen during set-up, a whole page on paper. Pure; needs paper.css. Holds secrets: never keep what it draws.
import { formatDay } from '../domain/date.ts';
import type { Lang } from '../domain/lang.ts';
import { type KitWords, kitWordsOf } from './kitWords.ts';

export interface KitSheetProps {
  readonly business: string;
  readonly lang?: Lang;
  readonly kit: {
    readonly serial: string;
    /** YYYY-MM-DD */
    readonly madeOn: string;
    /** Thirteen groups of four. */
    readonly groups: readonly string[];
    readonly check: string;
  };
  /** Numbers (1-13) of the groups shown as dots while the person types them back. */
  readonly hidden?: readonly [number, number];
  /** Second block, for an expert without the app: only on paper. */
  readonly expert?: {
    readonly vaultId: string;
    readonly keyHex: string;
    /** Commands to be typed as they stand. */
    readonly commands: readonly string[];
  };
  readonly medium?: 'screen' | 'print';
}

/** The sheet. On paper it fills one page of A4 or Letter. */
export function KitSheet({ business, lang = 'en', kit, hidden, expert, medium = 'screen' }: KitSheetProps) {
  const words = kitWordsOf(lang);
  const Heading = medium === 'print' ? 'h1' : 'h2';
  return (
    <article className={`paper paper-kit ${medium === 'print' ? 'paper-kit-print' : ''}`} lang={lang} dir="ltr">
      <header className="paper-kit-head">
        <div>
          <Heading>{words.title}</Heading>
          <p><bdi>{words.made(business, formatDay(kit.madeOn, lang))}</bdi></p>
        </div>
        <Seal />
      </header>
      <Groups kit={kit} hidden={hidden} words={words} />
      <p className="paper-kit-hint">{hidden === undefined ? words.letters : `${words.letters} ${words.hidden(...hidden)}`}</p>
      <dl className="paper-kit-rows">
        {words.rows.flatMap(([label, text]) => [<dt key={`${label}-k`}>{label}</dt>, <dd key={label}>{text}</dd>])}
        <dt>{words.serial}</dt>
        <dd className="paper-kit-code">{kit.serial}</dd>
      </dl>
      {expert === undefined ? null : <Expert expert={expert} words={words} />}
      <div className="paper-kit-place">{words.kept}</div>
    </article>
  );
}

function Groups({ kit, hidden, words }: { readonly kit: KitSheetProps['kit']; readonly hidden: readonly [number, number] | undefined; readonly words: KitWords }) {
  return (
    <ol className="paper-kit-groups">
      {kit.groups.map((group, i) => (
        <li key={i}>
          <small>{i + 1}</small>
          {hidden?.includes(i + 1) ? '••••' : group}
        </li>
      ))}
      <li className="paper-kit-check">
        <small>{words.check}</small>
        {kit.check}
      </li>
    </ol>
  );
}

function Expert({ expert, words }: { readonly expert: NonNullable<KitSheetProps['expert']>; readonly words: KitWords }) {
  return (
    <section className="paper-kit-expert">
      <h2>{words.without}</h2>
      <p>{words.expert}</p>
      <pre>{expert.commands.join('\n')}</pre>
      <dl className="paper-kit-rows">
        <dt>{words.key}</dt>
        <dd className="paper-kit-code">{(expert.keyHex.match(/.{1,8}/gu) ?? []).join(' ')}</dd>
        <dt>{words.vault}</dt>
        <dd className="paper-kit-code">{expert.vaultId}</dd>
      </dl>
    </section>
  );
}

/** Certificate, from the Tabler icons (MIT). */
function Seal() {
  return (
    <svg className="paper-kit-seal" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M14 3v4a1 1 0 0 0 1 1h4" />
      <path d="M5 8v-3a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2h-5" />
      <path d="M3 14a3 3 0 1 0 6 0a3 3 0 1 0 -6 0" />
      <path d="M4.5 17l-1.5 5l3 -1.5l3 1.5l-1.5 -5" />
    </svg>
  );
}
