// Small trees out of a stream of tags: a reader names the elements it wants, gets each when it closes, and nothing more is kept. Used by the XML and SGML readers.
import { AppError } from '../../../contract/errors.ts';

export interface Node {
  readonly name: string;
  readonly row: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Called when an element with a wanted name closes; `above` are the names around it, outermost first. It is then taken out of its parent. */
export type Take = (node: Node, above: readonly string[]) => void;

const MAX_DEPTH = 64;
const MAX_NODES = 500_000;
const MAX_TEXT = 16 * 1024;

export interface Builder {
  open(name: string, row: number, attributes?: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(): void;
  /** Names of what is open now, outermost first. */
  readonly path: readonly string[];
}

/** BANK_BROKEN for nesting or sizes no statement has. */
export function builder(wanted: ReadonlySet<string>, take: Take): Builder {
  const stack: Node[] = [];
  const path: string[] = [];
  let nodes = 0;
  return {
    path,
    open(name, row, attributes = {}) {
      if (stack.length >= MAX_DEPTH || (nodes += 1) > MAX_NODES) throw new AppError('BANK_BROKEN', { params: { row } });
      const node: Node = { name, row, attributes, children: [], text: '' };
      stack.at(-1)?.children.push(node);
      stack.push(node);
      path.push(name);
    },
    text(text) {
      const node = stack.at(-1);
      // Longer texts than any field are of no use; the rest is let go while it is read.
      if (node !== undefined && node.text.length < MAX_TEXT) node.text += text.slice(0, MAX_TEXT - node.text.length);
    },
    close() {
      const node = stack.pop();
      path.pop();
      if (node === undefined || !wanted.has(node.name)) return;
      stack.at(-1)?.children.pop();
      take(node, path);
      // The whole subtree is gone with it.
      nodes -= sizeOf(node);
    },
  };
}

function sizeOf(node: Node): number {
  return node.children.reduce((sum, child) => sum + sizeOf(child), 1);
}

/** The element at the end of a path of names, the first of each. */
export function at(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  let here = node;
  for (const name of names) here = here?.children.find((child) => child.name === name);
  return here;
}

/** Its trimmed text, '' when it is not there. */
export function textAt(node: Node | undefined, ...names: readonly string[]): string {
  return at(node, ...names)?.text.trim() ?? '';
}

export function allOf(node: Node | undefined, name: string): Node[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}
