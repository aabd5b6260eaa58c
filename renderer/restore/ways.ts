// The two ways to a backup: from open books, and with the kit where none open. The screens are the same; what they call differs.
import { FAULTS, type Fault } from '../../contract/backup.ts';
import type { BackupsFound, RestoreLook } from '../../contract/restore.ts';
import { type ApiError, api, asApiError, call } from '../app/api.ts';
import { faultDo, faultWhat } from '../backup/faultText.ts';
import { sentence } from '../i18n/errors.ts';

export interface Way {
  pick(): Promise<BackupsFound | null>;
  look(input: { token: string; name: string; job: string }): Promise<RestoreLook>;
  cancel(job: string): void;
}

/** A cancel that comes too late changes nothing: the work is over. */
const late = (error: unknown): void => void asApiError(error);

export const OPEN_BOOKS: Way = {
  pick: () => call(api().restore.pick()),
  look: (input) => call(api().restore.look(input)),
  cancel: (job) => void call(api().restore.cancel({ job })).catch(late),
};
export const WITH_KIT: Way = {
  pick: () => call(api().rescue.pick()),
  look: (input) => call(api().rescue.look(input)),
  cancel: (job) => void call(api().rescue.cancel({ job })).catch(late),
};

function isFault(text: unknown): text is Fault {
  return FAULTS.some((fault) => fault === text);
}

/** What a refused backup has, and what to do; any other error in its own sentence. */
export function restoreError(error: ApiError): string {
  const fault = error.params?.['fault'];
  return error.code === 'RESTORE_REFUSED' && isFault(fault) ? `${faultWhat(fault)} ${faultDo(fault)}` : sentence(error);
}
