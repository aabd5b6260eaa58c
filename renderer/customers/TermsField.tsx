// Within how many days a customer pays: as the business says, or terms of their own. Customer form only.
import type { PaymentTerms } from '../../domain/date.ts';
import { useT } from '../i18n/index.ts';
import { TermsEditor } from '../ui/TermsEditor.tsx';

export function TermsField({ value, onChange }: { value: PaymentTerms | null; onChange: (value: PaymentTerms | null) => void }) {
  const t = useT();
  return <TermsEditor label={t('customers.terms')} usual={t('customers.term.usual')} value={value} onChange={onChange} />;
}
