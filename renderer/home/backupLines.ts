// The lines of the safety card that speak of backups: where the last good one is, and whether a restore was tried. Pure but for the words.
import { IconDeviceFloppy, IconRestore } from '@tabler/icons-react';
import type { BackupState } from '../../contract/backup.ts';
import { placeIcon } from '../backup/PlaceIcon.tsx';
import { t } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import type { SafetyLine } from './SafetyCard.tsx';

/** The card has room for two places: those with the newest backups. */
const MOST = 2;

export function backupLines({ targets, tooOld, drill, lastGoodAt }: BackupState): SafetyLine[] {
  if (targets.length === 0) return [{ icon: IconDeviceFloppy, words: t('backup.home.label'), evidence: t('backup.home.none'), bad: tooOld }];
  const newest = targets.toSorted((a, b) => (b.lastGood?.at ?? '').localeCompare(a.lastGood?.at ?? '')).slice(0, MOST);
  const places = newest.map((target): SafetyLine => ({
    icon: placeIcon(target), words: target.label, evidence: target.lastGood === null ? t('backup.home.noneYet') : t('backup.home.tested', { when: momentText(target.lastGood.at) }), bad: tooOld || (target.enabled && target.fails >= 2),
  }));
  if (lastGoodAt === null) return places;
  const evidence = drill === null ? t('backup.home.drillNone') : t(drill.ok ? 'backup.home.drillGood' : 'backup.home.drillBad', { when: momentText(drill.at) });
  return [...places, { icon: IconRestore, words: t('backup.home.drill'), evidence, bad: drill !== null && !drill.ok }];
}
