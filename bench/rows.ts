// The rows in the order of the list of goals.
import type { Row } from './harness/row.ts';
import { row as issue } from './rows/01-issue.ts';
import { row as fsyncs } from './rows/02-fsyncs.ts';
import { row as pages } from './rows/03-pages.ts';
import { row as tail } from './rows/04-tail.ts';
import { row as growth } from './rows/05-growth.ts';
import { row as queries } from './rows/06-queries.ts';
import { row as paymentTimes } from './rows/06b-payments.ts';
import { row as cipherQueries } from './rows/07-cipherQueries.ts';
import { row as slowest } from './rows/08-slowest.ts';
import { row as ageing } from './rows/09-ageing.ts';
import { row as page50 } from './rows/10-page50.ts';
import { row as page200 } from './rows/11-page200.ts';
import { row as stall } from './rows/12-stall.ts';
import { row as cancel } from './rows/12b-cancel.ts';
import { row as backupBeside } from './rows/12c-backupBeside.ts';
import { row as exported } from './rows/12d-exports.ts';
import { row as ready } from './rows/13-ready.ts';
import { row as firstRows } from './rows/14-rows.ts';
import { row as memory } from './rows/15-memory.ts';
import { row as open } from './rows/16-open.ts';
import { row as unlock } from './rows/17-unlock.ts';
import { row as kdf } from './rows/18-kdf.ts';
import { row as size } from './rows/19-size.ts';
import { row as bytes } from './rows/19b-bytes.ts';
import { row as copy } from './rows/20-copy.ts';
import { row as newKey } from './rows/20b-newKey.ts';
import { row as auditChain } from './rows/21-audit.ts';
import { row as auditSlices } from './rows/21b-slices.ts';
import { row as auditPages } from './rows/21c-log.ts';
import { row as leaks } from './rows/22-leaks.ts';
import { row as interop } from './rows/23-interop.ts';
import { row as watchLog } from './rows/24b-watch.ts';
import { row as rights } from './rows/24c-rights.ts';
import { row as csvImport } from './rows/25-import.ts';
import { row as backup } from './rows/26-backup.ts';
import { row as restore } from './rows/27-restore.ts';

/** Start-up and memory first, while no other window of this run is open: windows share the program's own pages, which makes an empty one look smaller than it is alone. */
export const ROWS: readonly Row[] = [
  ready, firstRows, memory, issue, fsyncs, pages, tail, growth, queries, paymentTimes, cipherQueries, slowest, ageing, page50, page200, stall, cancel, backupBeside, exported,
  open, unlock, kdf, size, bytes, copy, newKey, auditChain, auditSlices, auditPages, leaks, interop, watchLog, rights, csvImport, backup, restore,
];
