// Settings: taking the books out, and bringing them into a new Billfold. Shown by the settings screen only.
import { KeepingPart } from '../keeping/KeepingPart.tsx';
import { BringIn } from './BringIn.tsx';
import { BusinessExport } from './BusinessExport.tsx';

export function DataTab() {
  return (
    <>
      <BusinessExport />
      <BringIn />
      <KeepingPart />
    </>
  );
}
