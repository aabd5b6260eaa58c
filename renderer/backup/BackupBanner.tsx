// Above every screen, for those who may do something about it: the last good backup is too old, or a place keeps failing. Shown by the shell.
import { IconAlertTriangle } from '@tabler/icons-react';
import { go, useRoute } from '../app/navigate.ts';
import { useT } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { Button } from '../ui/Button.tsx';
import { backUpNow, useBackups } from './backupStore.ts';
import { faultDo } from './faultText.ts';
import classes from './backup.module.css';

export function BackupBanner() {
  const t = useT();
  const { state, running } = useBackups();
  const there = useRoute((s) => s.route.screen === 'backups');
  if (state === null || running !== null || (!state.tooOld && state.failing === 0)) return null;
  const failing = state.targets.find(({ fails, enabled }) => enabled && fails >= 2);
  const none = state.lastGoodAt === null;
  const what = state.tooOld ? (none ? t('backup.banner.none') : t('backup.banner.old', { when: momentText(state.lastGoodAt ?? '') })) : t('backup.banner.failing', { label: failing?.label ?? '' });
  const why = state.tooOld ? t(`backup.banner.${none ? 'noneText' : state.since === 0 ? 'oldSame' : 'oldText'}`) : faultDo(failing?.last?.code ?? 'UNKNOWN');
  const empty = state.targets.length === 0;
  return (
    <div className={classes.banner} role="status">
      <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
      <span className="grow"><strong>{what}</strong> {why}</span>
      {!empty && !there && <Button size="dense" onClick={() => void backUpNow()}>{t('backup.now')}</Button>}
      {!there && <Button size="dense" onClick={() => go(empty ? { screen: 'backups', add: true } : { screen: 'backups' })}>{t(empty ? 'backup.banner.add' : 'backup.banner.see')}</Button>}
    </div>
  );
}
