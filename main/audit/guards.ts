// The triggers that keep history append-only, each with what it says: somebody who opened the database with its key may have dropped one or made it toothless. Called by main/service/proof.ts.
// A schema step that changes one of them changes its line here; a test compares the list with a fresh schema and prints the new one.
import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';

/** Tables whose refusing triggers are all in the list. */
export const GUARDED = [
  'audit_log', 'audit_who', 'audit_about', 'audit_body', 'audit_erasure', 'document', 'document_line', 'document_adjustment', 'document_tax', 'document_credit', 'document_pdf',
  'payment_act', 'payment', 'payment_void', 'payment_refund', 'settlement', 'period_closing', 'series_counter', 'document_erasure', 'party_snapshot', 'tax_due', 'cash_tax',
] as const;

/** The beginning of the hash of each trigger's text, white space folded. */
export const GUARDS: Readonly<Record<string, string>> = {
  audit_about_no_delete: '1658ff8ef9753f53',
  audit_about_no_update: '0583fcc59171cada',
  audit_body_no_delete: '04f464ea10716781',
  audit_body_no_update: '5d1e852ab9503a9c',
  audit_erasure_no_delete: '812ae162a672d3be',
  audit_erasure_no_update: '549be78a62a5bc4c',
  audit_log_no_delete: '3295eeb0ef226664',
  audit_log_no_update: '3885994b31e4af30',
  audit_who_no_delete: '4763980441b5787f',
  audit_who_no_update: 'c09b6fc5851e2537',
  cash_tax_in_open_period: '6748daf50b0e0d4d',
  cash_tax_no_delete: 'cb9a8b32711ab8bb',
  cash_tax_no_replace: 'cafdc719fa198eee',
  cash_tax_no_update: '1c07d8b19d88c8d1',
  document_adjustment_no_delete: 'e950e2312e1b87d4',
  document_adjustment_no_update: '1d5e4ceec99c83f7',
  document_adjustment_only_at_issue: '964ca559f8e5ab3f',
  document_credit_no_delete: '8296016a421d905e',
  document_credit_no_update: 'eb8d9bff17492d37',
  document_credit_of_invoice: '62a52e0248b8b421',
  document_erasure_due: 'd1c088148382f7b3',
  document_erasure_no_delete: 'a8bb0618f0e5506b',
  document_erasure_no_replace: 'e5ff9152b5c53889',
  document_erasure_no_update: '195593f52e90fd2a',
  document_in_open_period: '532af25b9ae9a707',
  document_line_item: '5e9721c2f708c3ae',
  document_line_no_delete: '9cd6a9b7311af42d',
  document_line_no_update: 'e0cbbbf01239c699',
  document_line_only_at_issue: 'f899d61c60d1a945',
  document_no_delete: '7a6c3d302cce0878',
  document_no_replace: '14411e71e640ba58',
  document_no_update: 'c0beaedd464da1b0',
  document_pdf_no_delete: '7bde24c96ab09084',
  document_pdf_no_replace: '47def7ea96797946',
  document_pdf_no_update: '6cc1a8f092fb4e75',
  document_pdf_not_again: 'b2ca3246f4b787bd',
  document_tax_no_delete: 'adb79b813735a2f2',
  document_tax_no_update: 'b42df820bf5b7830',
  document_tax_only_at_issue: '2eb31f50c5e44fff',
  party_snapshot_no_delete: 'e2186e07c6c0c296',
  party_snapshot_no_update: '54f3f749b06484a2',
  payment_act_in_open_period: 'ea4955bec2dcbdeb',
  payment_act_no_delete: '45053fa0e6895e91',
  payment_act_no_replace: 'a0b5e4cfd4474d7e',
  payment_act_no_update: '1786ac5c4b7caac2',
  payment_act_one_id: 'c9bc07ee7a0ff66b',
  payment_in_open_period: '751f1cbfb3e0efb9',
  payment_no_delete: '743317008e0295b3',
  payment_no_replace: 'ac999f131476b771',
  payment_no_update: '6dcaf63ac3438d0f',
  payment_refund_in_open_period: 'e7ffc4afd74eb677',
  payment_refund_no_delete: '53089525efb2e0ff',
  payment_refund_no_replace: 'd585418307d118e4',
  payment_refund_no_update: 'c1ec89f06ae67714',
  payment_void_no_delete: '2ae7d6726ce0d0b7',
  payment_void_no_replace: 'c761afc1ddbe7f40',
  payment_void_no_update: '94cce78f1965a878',
  payment_void_once: '2dd422df22e8b2cf',
  period_closing_no_delete: '8fc71c96da84c04e',
  period_closing_no_replace: 'dbf3ba00cbe55eb6',
  period_closing_no_update: '730f815ea983af49',
  series_counter_keeps_taken: '04e30e481cf467b2',
  series_counter_no_delete: '28a54d47453c7017',
  settlement_no_delete: '836f80d5e6d9be31',
  settlement_no_replace: '350825cc509cfb37',
  settlement_no_update: 'd9e13c7c7fe322cc',
  settlement_of_customer: 'a246ad7c55d0bf7d',
  settlement_one_id: '8385e118531863c7',
  tax_due_after_documents: 'bafe81c6faef8ab5',
  tax_due_no_delete: 'd6a03db0cb2f4c7a',
  tax_due_no_replace: 'a73b88dba57e3112',
  tax_due_no_update: 'c51b60e7dd501af0',
};

const TRIGGERS = "SELECT name, tbl_name AS place, sql FROM sqlite_master WHERE type = 'trigger'";

/** Every refusing trigger of the guarded tables in this database. */
export function guardsOf(db: Db): Record<string, string> {
  const all = db.prepare<[], { name: string; place: string; sql: string }>(TRIGGERS).all();
  const guards = all.filter(({ place, sql }) => sql.includes('RAISE(ABORT') && GUARDED.some((table) => table === place));
  return Object.fromEntries(guards.map(({ name, sql }) => [name, markOf(sql)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of those that are gone or say something else. */
export function missingGuards(db: Db): string[] {
  const there = guardsOf(db);
  return Object.entries(GUARDS).filter(([name, mark]) => there[name] !== mark).map(([name]) => name);
}

function markOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll(/\s+/g, ' ')).digest('hex').slice(0, 16);
}
