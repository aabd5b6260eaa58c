// The little SGML of OFX 1: elements with values need no end tag, elements around others have one. Used by ofx.ts only.
import { AppError } from '../../../contract/errors.ts';
import { type Node, type Take, builder } from './tree.ts';

const TAG = /^(\/?)([A-Za-z][A-Za-z0-9._]{0,63})\s*(\/?)$/;
const MAX_TAG = 200;
const EVERY = 256 * 1024;

/**
 * Reads from the first `<OFX>` on. An element followed by text is a value and ends there; one followed by a tag stays open until it, or what is around it,
 * is closed. BANK_FORMAT without `<OFX>`, BANK_BROKEN with the row.
 */
export function readSgml(text: string, wanted: ReadonlySet<string>, take: Take, onRead?: (done: number) => void): void {
  const start = text.search(/<OFX>/i);
  if (start < 0) throw new AppError('BANK_FORMAT');
  const tree = builder(wanted, (node, above) => take(flatten(node), above));
  let row = countRows(text, 0, start) + 1;
  let told = 0;
  /** The value that was just read: its end tag, if it comes, means nothing. */
  let value = '';
  for (let from = start; from < text.length;) {
    const end = text.indexOf('>', from);
    if (end < 0 || end - from > MAX_TAG) throw new AppError('BANK_BROKEN', { params: { row } });
    const [, closes = '', raw = '', empty = ''] = TAG.exec(text.slice(from + 1, end)) ?? [];
    if (raw === '') throw new AppError('BANK_BROKEN', { params: { row } });
    const name = raw.toUpperCase();
    const to = nextTag(text, end + 1);
    const content = text.slice(end + 1, to).trim();
    if (closes !== '') {
      if (name !== value) closeUpTo(tree, name, row);
      value = '';
    } else {
      tree.open(name, row);
      value = '';
      if (content !== '' || empty !== '') {
        tree.text(plain(content));
        tree.close();
        value = name;
      }
    }
    row += countRows(text, from, to);
    from = to;
    if (from - told > EVERY) onRead?.((told = from));
  }
  if (tree.path.length > 0) throw new AppError('BANK_BROKEN', { params: { row } });
}

/** Values that were left empty are still open inside what closes now. */
function closeUpTo(tree: ReturnType<typeof builder>, name: string, row: number): void {
  if (!tree.path.includes(name)) throw new AppError('BANK_BROKEN', { params: { row } });
  while (tree.path.at(-1) !== name) tree.close();
  tree.close();
}

/** What lies inside an empty value lies beside it in truth. Names of real groups stay as they are. */
function flatten(node: Node): Node {
  const children = node.children.flatMap((child): Node[] => {
    const flat = flatten(child);
    return GROUPS.has(flat.name) || flat.children.length === 0 ? [flat] : [{ ...flat, children: [] }, ...flat.children];
  });
  return { ...node, children };
}

const GROUPS = new Set(
  'STMTTRN PAYEE CURRENCY ORIGCURRENCY BANKACCTTO BANKACCTFROM CCACCTFROM CCACCTTO BANKTRANLIST LEDGERBAL AVAILBAL STMTRS CCSTMTRS IMAGEDATA'.split(' '),
);

/** The five entities OFX knows; anything else stays as it is. */
function plain(text: string): string {
  const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"', apos: "'" };
  return text.includes('&') ? text.replace(/&(amp|lt|gt|nbsp|quot|apos);/g, (_, name: string) => known[name] ?? '') : text;
}

/** Where the next tag begins, or the end: a lone sign in a text ("A < B") is none. */
function nextTag(text: string, from: number): number {
  for (let i = text.indexOf('<', from); i >= 0; i = text.indexOf('<', i + 1)) if (/[A-Za-z/]/.test(text[i + 1] ?? '')) return i;
  return text.length;
}

/** Looks at no character twice: a file without line ends must not be searched to its end for each tag. */
function countRows(text: string, from: number, to: number): number {
  let rows = 0;
  for (let i = from; i < to; i += 1) if (text.charCodeAt(i) === 10) rows += 1;
  return rows;
}
