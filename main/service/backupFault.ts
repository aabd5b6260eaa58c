// A stored reason of a failed backup as the screens know it. Called by the services of backups and their handlers.
import { type Fault, FAULTS } from '../../contract/backup.ts';

/** A code that this program does not know (of a later version) is still a failure. */
export function faultOf(code: string): Fault | '' {
  return code === '' ? '' : (FAULTS.find((one) => one === code) ?? 'UNKNOWN');
}
