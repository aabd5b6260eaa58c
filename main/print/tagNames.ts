// Makes the names of a PDF's tags depend on nothing but the document. Called by finish.ts.
import type { PDFArray, PDFDict, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib';

type Lib = typeof import('@cantoo/pdf-lib');

/**
 * Chromium names every tag after a node of its page, counted since the window was made: the same invoice would have other bytes each time.
 * Only the heads of table columns need a name, since the cells point at them by it (PDF 32000-1, 14.8.5.7): they are numbered from 1.
 */
export async function nameTags(document: PDFDocument): Promise<void> {
  const lib = await import('@cantoo/pdf-lib');
  const { PDFName, PDFString } = lib;
  const elements = structure(document, lib);
  const pointers = elements.flatMap(([, element]) => headersIn(element, lib));
  const names = new Map<string, string>();
  for (const pointer of pointers) {
    for (const [i, old] of pointer.asArray().entries()) {
      const name = names.get(textOf(old)) ?? `head${String(names.size + 1).padStart(4, '0')}`;
      names.set(textOf(old), name);
      pointer.set(i, PDFString.of(name));
    }
  }
  const heads: [name: string, ref: PDFRef][] = [];
  for (const [ref, element] of elements) {
    const id = element.get(PDFName.of('ID'));
    const name = id === undefined ? undefined : names.get(textOf(id));
    if (name === undefined) element.delete(PDFName.of('ID'));
    else {
      element.set(PDFName.of('ID'), PDFString.of(name));
      heads.push([name, ref]);
    }
  }
  relist(document, heads, lib);
}

function structure(document: PDFDocument, { PDFDict: Dict, PDFName }: Lib): [PDFRef, PDFDict][] {
  const type = PDFName.of('StructElem');
  return document.context.enumerateIndirectObjects().flatMap(([ref, object]): [PDFRef, PDFDict][] => {
    return object instanceof Dict && object.get(PDFName.of('Type')) === type ? [[ref, object]] : [];
  });
}

/** The lists of heads among the attributes of one cell. */
function headersIn(element: PDFDict, { PDFArray: List, PDFDict: Dict, PDFName }: Lib): PDFArray[] {
  const attributes = element.get(PDFName.of('A'));
  if (!(attributes instanceof List)) return [];
  return attributes.asArray().flatMap((one) => {
    const headers = one instanceof Dict ? one.get(PDFName.of('Headers')) : undefined;
    return headers instanceof List ? [headers] : [];
  });
}

function textOf(object: PDFObject): string {
  return object.toString();
}

/** The tree that finds a tag by its name, with what is left: one leaf, sorted. */
function relist(document: PDFDocument, heads: [name: string, ref: PDFRef][], { PDFDict: Dict, PDFName, PDFRef: Ref, PDFString }: Lib): void {
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'));
  if (!(root instanceof Dict)) return;
  const drop = (object: PDFObject | undefined): void => {
    const node = object instanceof Ref ? document.context.lookup(object) : object;
    if (node instanceof Dict) for (const kid of listOf(node.get(PDFName.of('Kids')))) drop(kid);
    if (object instanceof Ref) document.context.delete(object);
  };
  drop(root.get(PDFName.of('IDTree')));
  const sorted = heads.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, ref]) => [PDFString.of(name), ref]);
  root.set(PDFName.of('IDTree'), document.context.obj({ Names: sorted }));
}

function listOf(object: PDFObject | undefined): PDFObject[] {
  return object !== undefined && 'asArray' in object && typeof object.asArray === 'function' ? object.asArray() : [];
}
