// Opens the statement of one customer for this financial year. Called by the customer's page and others that know a customer.
import { todayLocal } from '../app/clock.ts';
import { go } from '../app/navigate.ts';
import { useBooks } from '../editor/books.ts';
import { firstAsk } from './catalogue.ts';

export function openStatement(customerId: string): void {
  const fyStartMonth = useBooks.getState().books?.business.fyStartMonth ?? 1;
  go({ screen: 'report', report: 'statement', ask: { ...firstAsk('statement', todayLocal(), fyStartMonth), customerId } });
}
