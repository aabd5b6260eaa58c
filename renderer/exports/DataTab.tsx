// Settings: taking the books out. Shown by the settings screen only.
import { BusinessExport } from './BusinessExport.tsx';

export function DataTab() {
  return <BusinessExport />;
}
