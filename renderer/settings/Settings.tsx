// The settings: ten short pages. What is typed on the first four is saved by the one button at the top, by Ctrl+S, and by leaving.
import { IconArrowsExchange, IconBell, IconCalendarCheck, IconBuildingBank, IconBuildingStore, IconCalculator, IconCash, IconDownload, IconListNumbers, IconMail, IconPackageExport, IconPercentage, IconPhoto, IconSun, IconUser, IconUserShield, IconUsers, type Icon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useChanged } from '../app/events.ts';
import { AccountantTab } from '../exports/AccountantTab.tsx';
import { DataTab } from '../exports/DataTab.tsx';
import { useBeforeLeave } from '../app/leave.ts';
import { replaceRoute, type SettingsTab } from '../app/navigate.ts';
import { sentence } from '../i18n/errors.ts';
import { useMay } from '../app/may.ts';
import { useMayOpen } from '../app/reach.ts';
import { RolesTab } from '../roles/RolesTab.tsx';
import { PeopleTab } from '../users/PeopleTab.tsx';
import { ProfileTab } from '../users/ProfileTab.tsx';
import { useT } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Screen } from '../ui/Screen.tsx';
import { RemindersTab } from '../reminders/RemindersTab.tsx';
import { useShortcut } from '../ui/useShortcut.ts';
import { RatesTab } from '../rates/RatesTab.tsx';
import { ClosingTab } from '../closing/ClosingTab.tsx';
import { AlertsTab } from '../alerts/AlertsTab.tsx';
import { AppearanceTab } from './AppearanceTab.tsx';
import { BankTab } from './BankTab.tsx';
import { BusinessTab } from './BusinessTab.tsx';
import { ImportsTab } from './ImportsTab.tsx';
import { LogoTab } from './LogoTab.tsx';
import { MoneyTab } from './MoneyTab.tsx';
import { NumbersTab } from './NumbersTab.tsx';
import { isDirty, loadProfile, type ProfileDraft, saveProfile, useProfile } from './profileStore.ts';
import { TaxesTab } from './TaxesTab.tsx';
import classes from './Settings.module.css';

const TABS: { tab: SettingsTab; icon: Icon }[] = [
  { tab: 'business', icon: IconBuildingStore }, { tab: 'bank', icon: IconBuildingBank }, { tab: 'logo', icon: IconPhoto }, { tab: 'money', icon: IconCash },
  { tab: 'taxes', icon: IconPercentage }, { tab: 'rates', icon: IconArrowsExchange }, { tab: 'numbers', icon: IconListNumbers }, { tab: 'reminders', icon: IconMail }, { tab: 'closing', icon: IconCalendarCheck }, { tab: 'alerts', icon: IconBell }, { tab: 'imports', icon: IconDownload }, { tab: 'data', icon: IconPackageExport }, { tab: 'accountant', icon: IconCalculator }, 
  { tab: 'people', icon: IconUsers }, { tab: 'roles', icon: IconUserShield }, { tab: 'profile', icon: IconUser }, { tab: 'appearance', icon: IconSun },
];

function Page({ tab, draft }: { tab: SettingsTab; draft: ProfileDraft | null }) {
  if (tab === 'rates') return <RatesTab />;
  if (tab === 'closing') return <ClosingTab />;
  if (tab === 'alerts') return <AlertsTab />;
  if (tab === 'imports') return <ImportsTab />;
  if (tab === 'data') return <DataTab />;
  if (tab === 'accountant') return <AccountantTab />;
  if (tab === 'people') return <PeopleTab />;
  if (tab === 'profile') return <ProfileTab />;
  if (tab === 'appearance') return <AppearanceTab />;
  if (draft === null) return null;
  switch (tab) {
    case 'business': return <BusinessTab draft={draft} />;
    case 'bank': return <BankTab draft={draft} />;
    case 'logo': return <LogoTab draft={draft} />;
    case 'money': return <MoneyTab draft={draft} />;
    case 'taxes': return <TaxesTab business={draft} />;
    case 'reminders': return <RemindersTab currency={draft.currency} language={draft.language} />;
    case 'roles': return <RolesTab currency={draft.currency} />;
    case 'numbers': return <NumbersTab fyStartMonth={draft.fyStartMonth} />;
  }
}

export default function Settings({ tab: asked = 'business' }: { tab?: SettingsTab }) {
  const mayOpen = useMayOpen();
  const maySave = useMay('business.write');
  const tabs = TABS.filter((one) => mayOpen({ screen: 'settings', tab: one.tab }));
  const tab = tabs.some((one) => one.tab === asked) ? asked : 'profile';
  const t = useT();
  const state = useProfile();
  const dirty = isDirty(state);
  useEffect(() => void loadProfile(), []);
  useChanged(['business'], () => void loadProfile());
  useBeforeLeave(saveProfile);
  useShortcut('mod+s', () => void saveProfile());
  const status = state.saving ? t('common.saving') : dirty ? t('settings.unsaved') : state.saved ? t('common.saved') : '';
  return (
    <Screen
      title={t('settings.title')} scroll keys={[{ keys: 'mod+s', does: t('common.save') }, { keys: 'mod+k', does: t('keys.find') }]}
      actions={<><span className="small q2" role="status">{status}</span>{maySave && <Button kind="primary" keys="mod+s" busy={state.saving} aria-disabled={!dirty} onClick={() => void saveProfile()}>{t('common.save')}</Button>}</>}
    >
      <div className={classes.settings}>
        <nav aria-label={t('settings.title')} className={classes.tabs}>
          {tabs.map(({ tab: one, icon: Shown }) => (
            <button key={one} type="button" aria-current={one === tab ? 'page' : undefined} onClick={() => replaceRoute({ screen: 'settings', tab: one })}>
              <Shown size={16} stroke={1.75} aria-hidden="true" />{t(`settings.tab.${one}`)}
            </button>
          ))}
        </nav>
        <div className={classes.pages}>
          {state.error !== null && <div className={classes.trouble}><Problem alert>{state.merged ? t('settings.merged') : sentence(state.error)}</Problem></div>}
          <Page tab={tab} draft={state.draft} />
        </div>
      </div>
    </Screen>
  );
}
