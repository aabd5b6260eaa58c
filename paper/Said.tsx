// What somebody typed, in its own direction and language among the words of the page (T85). Used by every page in this room.
import { spokenIn } from './spoken.ts';

interface SaidProps {
  readonly children: string;
  /** Countries that the text may come from, the likeliest first. */
  readonly from: readonly string[];
  readonly className?: string | undefined;
}

/** A name in Hebrew keeps its order and moves nothing that stands beside it. */
export function Said({ children, from, className }: SaidProps) {
  return <bdi className={className} lang={spokenIn(children, ...from)}>{children}</bdi>;
}
