// The end of a start that failed: the page that has the words is not there yet, so the system shows them. Loaded by main/index.ts only then.
import { app, dialog } from 'electron';
import { v7 as uuidv7 } from 'uuid';
import { mapDbError } from '../db/open.ts';
import { openLog } from './log.ts';
import { pathsIn } from './paths.ts';
import { startFailure } from './startFailure.ts';

/** Notes why, says it in the system's own message box, and ends the program. */
export async function giveUp(error: unknown): Promise<void> {
  const known = mapDbError(error);
  openLog(pathsIn(app.getPath('userData')).logs, uuidv7).failure('start', known);
  await dialog.showMessageBox({ type: 'error', title: 'Billfold', ...startFailure(known), buttons: ['Close Billfold'], noLink: true });
  app.exit(1);
}
