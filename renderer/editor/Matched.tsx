// A name with the typed letters in green. Type-ahead lists use it.
import { matchParts } from './matchParts.ts';

export function Matched({ name, typed }: { name: string; typed: string }) {
  return (
    <span className="m">
      {matchParts(name, typed).map((part, i) => (part.hit ? <mark key={i}>{part.text}</mark> : <span key={i}>{part.text}</span>))}
    </span>
  );
}
