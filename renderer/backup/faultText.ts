// What went wrong with a backup, in words: in short for a chip, what happened, and what to do. Screens never show the code.
import type { Fault } from '../../contract/backup.ts';
import { t } from '../i18n/index.ts';

type Code = Fault | '';

export function faultShort(code: Code): string {
  return t(`backup.fault.${code === '' ? 'UNKNOWN' : code}.short`);
}
export function faultWhat(code: Code): string {
  return t(`backup.fault.${code === '' ? 'UNKNOWN' : code}.what`);
}
export function faultDo(code: Code): string {
  return t(`backup.fault.${code === '' ? 'UNKNOWN' : code}.do`);
}
