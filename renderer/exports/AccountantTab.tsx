// Settings: what goes to the accountant. Shown by the settings screen only.
import { ArchiveExport } from './ArchiveExport.tsx';
import { DatevExport } from './DatevExport.tsx';
import { DatevSettings } from './DatevSettings.tsx';

export function AccountantTab() {
  return (
    <>
      <DatevExport />
      <ArchiveExport />
      <DatevSettings />
    </>
  );
}
