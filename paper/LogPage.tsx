// The log on paper: whose it is, which days, and a line for each record with what it changed; the last seal at the end. Drawn through static markup only.
import type { Lang } from '../domain/lang.ts';
import { auditWordsOf } from './auditWords.ts';
import { Said } from './Said.tsx';

export interface LogPageProps {
  readonly business: string;
  readonly lang: Lang;
  /** What the page holds, in words: days, a person, an action. */
  readonly says: string;
  readonly lines: readonly { readonly seq: number; readonly at: string; readonly who: string; readonly what: string; readonly about: string; readonly changes: readonly string[]; readonly seal: string }[];
  readonly head: { readonly seq: number; readonly seal: string; readonly key: string } | null;
}

/** "2026-11-22 14:03:07": the columns of evidence line up, whatever the language. */
function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

/** In groups of four, as people compare them. */
export function groups(hex: string): string {
  return (hex.toUpperCase().match(/.{4}/g) ?? []).join(' ');
}

export function LogPage({ business, lang, says, lines, head }: LogPageProps) {
  const words = auditWordsOf(lang);
  const { heads } = words;
  return (
    <div className="paper paper-print paper-report">
      <header>
        <p className="paper-seller"><Said from={[]}>{business}</Said></p>
        <div className="paper-title"><div><h1>{words.title}</h1><p className="paper-subject">{says}</p></div></div>
      </header>
      {lines.length === 0 ? <p className="paper-small">{words.none}</p> : (
        <table className="paper-lines">
          <thead><tr><th scope="col" className="paper-n">{heads.record}</th><th scope="col">{heads.when}</th><th scope="col">{heads.who}</th><th scope="col">{heads.what}</th><th scope="col">{heads.about}</th></tr></thead>
          <tbody>
            {lines.map(({ seq, at, who, what, about, changes }) => (
              <tr key={seq}>
                <td className="paper-n">{seq}</td><td>{moment(at)}</td><td><Said from={[]}>{who}</Said></td>
                <td>{what}{changes.map((change, i) => <div key={i} className="paper-small"><bdi>{change}</bdi></div>)}</td>
                <td><Said from={[]}>{about}</Said></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {head === null ? null : <p className="paper-small">{words.sealed.replace('{n}', String(head.seq)).replace('{seal}', groups(head.seal)).replace('{key}', groups(head.key))}</p>}
    </div>
  );
}
