// What lies beside a draft or an issued document and is never printed: one internal note, and files kept in the vault.
import { z } from 'zod';
import { method } from './method.ts';
import { count, id, instant, made, note, nothing } from './wire.ts';

/** Files up to this size; no more than so many beside one document. */
export const MOST_BYTES = 20 * 1024 * 1024;
export const MOST_FILES = 50;

export const attachment = z.strictObject({ id, name: made(120), size: count, at: instant, by: made(80) });

export const asides = {
  'asides.get': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ documentId: id }),
    output: z.strictObject({
      note: z.strictObject({ text: made(4000), at: instant, by: made(80) }).nullable(), attachments: z.array(attachment).max(MOST_FILES),
      /** Nothing lies beside an issued document for a while only. */
      removable: z.boolean(),
    }),
  }),
  /** What it said before is kept. Empty takes the note away. */
  'asides.saveNote': method({ access: 'session', permission: 'document.aside', writes: true, input: z.strictObject({ documentId: id, text: note(4000) }), output: nothing }),
  /** Main asks which file; null when the dialog was closed. */
  'asides.attach': method({ access: 'session', permission: 'document.aside', writes: true, input: z.strictObject({ documentId: id }), output: z.strictObject({ added: attachment.nullable() }) }),
  /** Main asks where to. */
  'asides.saveAs': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ saved: z.boolean() }) }),
  /** Only from a draft: IN_USE once the document is issued. */
  'asides.remove': method({ access: 'session', permission: 'document.aside', writes: true, input: z.strictObject({ id }), output: nothing }),
  /** Brings back a file that was removed within the last minute, byte for byte. NOT_FOUND later, or after another login. */
  'asides.putBack': method({ access: 'session', permission: 'document.aside', writes: true, input: z.strictObject({ documentId: id, id }), output: z.strictObject({ added: attachment }) }),
};
export type Attachment = z.infer<typeof attachment>;
