// THE list of what a complete export holds: every table of the database stands here once, with its columns, or in EXCLUDED with the reason. A test compares it with the schema.
// A new table: describe it in one of the files beside this one (parents before children), or exclude it here. Nothing else is needed: export, import, README and docs follow.
import type { Table } from './columns.ts';
import { ASIDES } from './tables/asides.ts';
import { BANK } from './tables/bank.ts';
import { BUSINESS } from './tables/business.ts';
import { DOCUMENTS } from './tables/documents.ts';
import { CLOSING, PAYMENTS, RECURRING } from './tables/payments.ts';
import { DRAFTS, ERASURES, PEOPLE } from './tables/people.ts';
import { RATES } from './tables/rates.ts';
import { RECEIPTS } from './tables/receipts.ts';
import { REMINDERS } from './tables/reminders.ts';
import { SUMS } from './tables/sums.ts';

/** In the order of an import: what is named comes before what names it. */
export const TABLES: readonly Table[] = [...BUSINESS, ...PEOPLE, ...DOCUMENTS, ...DRAFTS, ...ASIDES, ...PAYMENTS, ...RECEIPTS, ...BANK, ...RECURRING, ...REMINDERS, ...SUMS, ...RATES, ...CLOSING, ...ERASURES];

/** Tables that are not exported, and why. */
export const EXCLUDED: Readonly<Record<string, string>> = {
  vault_meta: 'Keys of this vault. They never leave it; the import goes into a vault with keys of its own.',
  user: 'Logins of this vault. Their names stand in documents and in the log.',
  role: 'Roles of this business: who may do what goes with the logins.',
  role_limit: 'How far roles reach; goes with the logins.',
  document_author: 'Which login issued a document; its name stands in the document.',
  document_author_count: 'How many documents each login issued; triggers keep it.',
  draft_from: 'What a draft is made from: its body says it.',
  draft_author: 'Which login began a draft; logins stay with their vault.',
  user_totp: 'Secrets of the phones. They never leave the vault.',
  recovery_code: 'Secrets of the recovery codes. They never leave the vault.',
  past_audit_key: 'Keys of the log under earlier Recovery Kits. They never leave the vault in the open.',
  audit_log: 'Exported as audit.jsonl, together with its bodies.',
  audit_who: 'Who did what in audit.jsonl, by person; triggers keep it.',
  audit_about: 'Which record of audit.jsonl is about which thing; triggers keep it.',
  audit_body: 'Exported inside audit.jsonl.',
  audit_erasure: 'Exported inside audit.jsonl.',
  foreign_audit: 'Exported as the first part of audit.jsonl: logs of the books that were brought in.',
  alert: 'What the watch noticed in this vault. The records of it are in audit.jsonl.',
  alert_event: 'What was done about alerts of this vault. The records of it are in audit.jsonl.',
  alert_open: 'Which alerts are open; triggers keep it.',
  alert_watch: 'How far the watch has read the log of this vault.',
  alert_habit: 'Running counts from which the watch tells what is usual; learned anew.',
  approval: 'Questions between the people of this vault. What came of them stands in the log and in the books.',
  approval_decision: 'Answers of the people of this vault; the log tells of each.',
  cash_month_total: 'Sums of cash-tax-by-day.jsonl per month; triggers keep them.',
  tally: 'Counts of customers and items; triggers keep them.',
  pdf_progress: 'Which documents still wait for their PDF: those without a line in pdfs.jsonl.',
  customer_fts: 'Index of the search; made anew from the customers.',
  item_fts: 'Index of the search; made anew from the items.',
  number_key: 'By which bank lines find documents; triggers keep it.',
  bank_state: 'How each bank line stands; triggers keep it from bank-events.jsonl.',
  bank_tally: 'Counts of bank lines; triggers keep them.',
  bank_fts: 'Index of the search; made anew from the bank lines.',
  backup_target: 'Where backups of this vault go: drives and folders of its computer.',
  backup_run: 'What became of each backup of this vault; the log has a record of each.',
  backup_drill: 'What became of each restore drill of this vault; the log has a record of each.',
  payment_fts: 'Index of the search; made anew from the payments.',
  document_fts: 'Index of the search; made anew from the documents.',
};
