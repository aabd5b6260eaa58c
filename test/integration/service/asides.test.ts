// Notes and files beside documents: kept, listed, read back byte for byte, removed from drafts only, never part of what was issued.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { MOST_BYTES } from '../../../contract/asides.ts';
import { keptFileName } from '../../../main/files/place.ts';
import { asidesGet, asidesRemove, asidesSaveNote, attach, PIECE, readAttachment } from '../../../main/service/asides.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet, invoicesProve } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { addCustomer, type Company, draftBody, openCompany } from '../../fixtures/company.ts';

let company: Company;
let documentId: string;
beforeEach(() => {
  company = openCompany();
  documentId = draftsSave(company.ctx, { body: draftBody(addCustomer(company.ctx)) }).id;
});
afterEach(() => company.close());

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'ok';
};
function keep(name: string, bytes: Buffer, beside = documentId) {
  const walk = attach(company.ctx, beside, name, bytes);
  let turns = 0;
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return { file: step.value, turns };
    turns += 1;
  }
}
const issue = () => invoicesIssue(company.ctx, { draftId: documentId, version: 1, acceptWarnings: true });
const beside = () => asidesGet(company.ctx, { documentId });

describe('notes', () => {
  it('T41 a note changes after issue without a letter of the document changing, and the log has a record of each change', () => {
    const { ctx } = company;
    asidesSaveNote(ctx, { documentId, text: 'Call before delivery' });
    issue();
    const before = JSON.stringify(invoicesGet(ctx, { id: documentId }).snapshot);
    asidesSaveNote(ctx, { documentId, text: 'Called\non Friday' });
    asidesSaveNote(ctx, { documentId, text: 'Called\non Friday' });
    expect(beside().note).toMatchObject({ text: 'Called\non Friday', by: 'Nora Quinn' });
    expect(JSON.stringify(invoicesGet(ctx, { id: documentId }).snapshot)).toBe(before);
    expect(invoicesProve(ctx, { id: documentId }).intact).toBe(true);
    expect(ctx.db.prepare("SELECT count(*) FROM audit_log WHERE action = 'document.note'").pluck().get()).toBe(2);
    expect(ctx.db.prepare('SELECT body FROM document_note ORDER BY rid').pluck().all()).toEqual(['Call before delivery', 'Called\non Friday']);
    for (const sql of ['DELETE FROM document_note', "UPDATE document_note SET body = 'x'"]) expect(() => ctx.db.exec(sql)).toThrow(/append-only/);
    asidesSaveNote(ctx, { documentId, text: '' });
    expect(beside().note).toBeNull();
  });

  it('belongs to a document that is there', () => {
    expect(codeOf(() => asidesSaveNote(company.ctx, { documentId: company.ctx.newId(), text: 'x' }))).toBe('NOT_FOUND');
  });
});

describe('files', () => {
  it('come in piece by piece, letting others in between, and go out byte for byte', () => {
    const bytes = Buffer.alloc(3 * PIECE + 5, 'billfold');
    const { file, turns } = keep('plan.pdf', bytes);
    expect(turns).toBe(4);
    expect(beside().attachments).toMatchObject([{ id: file.id, name: 'plan.pdf', size: bytes.length }]);
    expect(readAttachment(company.ctx, file.id).bytes.equals(bytes)).toBe(true);
  });

  it('one that stopped half-way is not there, and gone with the next', () => {
    const walk = attach(company.ctx, documentId, 'half.bin', Buffer.alloc(2 * PIECE, 1));
    walk.next();
    expect(beside().attachments).toEqual([]);
    keep('whole.bin', Buffer.from('x'));
    expect(beside().attachments.map(({ name }) => name)).toEqual(['whole.bin']);
    expect(company.ctx.db.prepare('SELECT count(*) FROM attachment_piece').pluck().get()).toBe(1);
  });

  it('T41 go from a draft, stay beside what was issued, and are never changed', () => {
    const { ctx } = company;
    asidesRemove(ctx, { id: keep('a.txt', Buffer.from('a')).file.id });
    expect(beside()).toMatchObject({ attachments: [], removable: true });
    const { file } = keep('b.txt', Buffer.from('b'));
    expect(() => ctx.db.exec("UPDATE attachment SET name = 'c.txt'")).toThrow(/append-only/);
    issue();
    keep('c.txt', Buffer.from('c'));
    expect(beside()).toMatchObject({ attachments: [{ name: 'b.txt' }, { name: 'c.txt' }], removable: false });
    expect(codeOf(() => asidesRemove(ctx, { id: file.id }))).toBe('IN_USE');
    for (const sql of ['DELETE FROM attachment', 'DELETE FROM attachment_piece', "UPDATE attachment_piece SET bytes = x'00'", 'REPLACE INTO attachment_piece SELECT * FROM attachment_piece'])
      expect(() => ctx.db.exec(sql), sql).toThrow(/append-only/);
    expect(readAttachment(ctx, file.id).bytes.toString()).toBe('b');
  });

  it('refuses what is empty or over 20 MB, and more than fit', () => {
    expect(codeOf(() => keep('x', Buffer.alloc(0)))).toBe('FILE_UNREADABLE');
    expect(codeOf(() => keep('x', Buffer.alloc(MOST_BYTES + 1)))).toBe('FILE_TOO_LARGE');
    for (let n = 0; n < 50; n += 1) keep(`${n}.txt`, Buffer.from('x'));
    expect(codeOf(() => keep('51.txt', Buffer.from('x')))).toBe('TOO_LARGE');
  });

  it.each([
    ['/home/ada/Offer 7.pdf', 'Offer 7.pdf'], ['C:\\Users\\ada\\plan.DWG', 'plan.DWG'], ['/x/..', 'document-'], ['/x/evil\u202efdp.exe', 'evil-fdp.exe'],
    ['/x/con', 'document-con'], ['/x/a\nb.txt', 'a-b.txt'], ['/x/no ending', 'no ending'], ['/x/.bashrc', 'bashrc'],
  ])('the name of %j is kept as %j', (path, name) => {
    expect(keptFileName(path)).toBe(name);
  });
});
