// The lines of the security screen: what is checked, whether it is good, and the evidence with its date. Only what exists is claimed.
import { formatDay } from '../../domain/date.ts';
import type { SecurityStatus } from '../app/session.ts';
import { language, t } from '../i18n/index.ts';
import { momentText } from '../ui/agoText.ts';
import { countText } from '../ui/amountText.ts';

export type CheckId = 'encrypted' | 'pin' | 'phone' | 'codes' | 'kit' | 'idle' | 'log';
export type Act = 'pin' | 'phone' | 'codes' | 'idle';
export interface Check {
  id: CheckId;
  state: 'good' | 'look' | 'bad';
  title: string;
  text: string;
  evidence: string;
  /** What can be done in place. */
  act?: Act;
}

/** So few that the next lost phone may lock somebody out. */
const FEW_CODES = 2;
/** Longer than this an open laptop is an open book (PCI DSS 8.2.8). */
const LONG_IDLE = 15;

function log(s: SecurityStatus): Check {
  const good = s.chain === 'ok' || s.chain === 'checking';
  const n = countText(s.records);
  return {
    id: 'log', state: good ? 'good' : 'bad', title: t(`security.check.log.${s.chain}`), text: good ? t('security.check.log.text', { count: s.records, n }) : t(`security.check.log.${s.chain}Text`),
    evidence: s.chainCheckedAt === null ? t('security.notYet') : t('security.check.log.walked', { when: momentText(s.chainCheckedAt) }),
  };
}

/** The worst first, else in this order. */
export function checksOf(s: SecurityStatus): Check[] {
  const passphrase = s.mode === 'passphrase';
  const set = (instant: string) => t('security.setOn', { when: momentText(instant) });
  const checks: Check[] = [
    { id: 'encrypted', state: passphrase ? 'look' : 'good', title: t('security.check.encrypted.title'), text: t(`security.check.encrypted.${s.mode}`), evidence: passphrase ? t('security.check.encrypted.noKeyring') : t(`security.keychain.${s.keychain}`) },
    { id: 'pin', state: 'good', title: t(passphrase ? 'security.check.pin.passphrase' : 'security.check.pin.title'), text: t('security.check.pin.text'), evidence: set(s.pinSetAt), act: 'pin' },
    { id: 'phone', state: 'good', title: t('security.check.phone.title'), text: t('security.check.phone.text'), evidence: set(s.totpSetAt), act: 'phone' },
    { id: 'codes', state: s.recoveryCodesLeft === 0 ? 'bad' : s.recoveryCodesLeft <= FEW_CODES ? 'look' : 'good', title: t('security.check.codes.title'), text: t('security.check.codes.text'), evidence: t('security.check.codes.left', { count: s.recoveryCodesLeft }), act: 'codes' },
    { id: 'kit', state: 'good', title: t('security.check.kit.title'), text: t('security.check.kit.text'), evidence: t('security.check.kit.made', { day: formatDay(s.kit.madeOn, language()), serial: s.kit.serial }) },
    { id: 'idle', state: s.idleMinutes > LONG_IDLE ? 'look' : 'good', title: t('security.check.idle.title'), text: t('security.check.idle.text'), evidence: t('security.check.idle.after', { count: s.idleMinutes }), act: 'idle' },
    log(s),
  ];
  const rank = { bad: 0, look: 1, good: 2 };
  return checks.toSorted((a, b) => rank[a.state] - rank[b.state]);
}
