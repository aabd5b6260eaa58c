// Customers: list, form, page; changed in place, put away with undo.
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import Customer from '../../../../renderer/customers/Customer.tsx';
import { customerProblems, emptyCustomer } from '../../../../renderer/customers/customerDraft.ts';
import Customers from '../../../../renderer/customers/Customers.tsx';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { customers, uuid } from '../../../fixtures/fakeData.ts';
import { openScreen, whereTo } from '../open.tsx';

describe('what is wrong with a customer', () => {
  test('a name is needed, VAT numbers are checked for their country, card numbers are refused in free text', () => {
    expect(customerProblems(emptyCustomer())).toEqual({ name: 'REQUIRED' });
    expect(customerProblems({ ...emptyCustomer('A', 'IE'), vatId: 'DE123' }).vatId).toBeDefined();
    expect(customerProblems({ ...emptyCustomer('A', 'DE'), vatId: 'DE 123 456 789' })).toEqual({});
    expect(customerProblems({ ...emptyCustomer('A'), notes: 'card 4111 1111 1111 1111' })).toEqual({ notes: 'CARD_NUMBER' });
  });
});

describe('the list', () => {
  test('a new customer is made beside the list and opened', async () => {
    const { fake, user } = openScreen(<Customers />);
    await screen.findByText('Corrib Bakery');
    await user.click(screen.getByRole('button', { name: 'New customer' }));
    const panel = await screen.findByRole('region', { name: 'New customer' });
    await user.type(await within(panel).findByLabelText('Name'), 'Zeta Books{Enter}');
    await waitFor(() => expect(whereTo().screen).toBe('customer'));
    expect(fake.inputs('customers.save')[0]).toMatchObject({ name: 'Zeta Books', country: 'IE' });
  });

  test('saving without a name stores nothing and goes to the field', async () => {
    const { fake, user } = openScreen(<Customers />);
    await screen.findByText('Corrib Bakery');
    await user.click(screen.getByRole('button', { name: 'New customer' }));
    await user.click(await screen.findByRole('button', { name: 'Save customer' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
    expect(fake.inputs('customers.save')).toHaveLength(0);
  });

  test('an empty list teaches both ways in', async () => {
    const { user } = openScreen(<Customers />, undefined, { filled: false });
    await screen.findByText('Your first customer');
    await user.click(screen.getByRole('button', { name: 'Import from a file' }));
    expect(whereTo()).toEqual({ screen: 'import', kind: 'customers' });
  });
});

describe('the page', () => {
  test('shows what they were invoiced and their documents, and starts an invoice for them', async () => {
    const { user } = openScreen(<Customer id={uuid(1, 1)} />);
    await screen.findByRole('heading', { level: 1, name: 'Keane Family Clinic' });
    expect(screen.getByText(/€.4,226.87/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /New invoice/ }));
    expect(whereTo()).toEqual({ screen: 'editor', customerId: uuid(1, 1) });
  });

  test('is changed in place with E, sends the version it was made from, and shows main’s word at the field', async () => {
    const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />, (f) => f.answer('customers.save', () => {
      throw new Refusal('DUPLICATE', { fields: [{ path: 'code', code: 'DUPLICATE' }] });
    }));
    await screen.findByRole('heading', { level: 1, name: 'Keane Family Clinic' });
    await user.keyboard('e');
    const form = await screen.findByRole('form', { name: 'Save changes' });
    await user.type(within(form).getByLabelText('Contact'), 'Dr Nuala Keane');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('There is one like this already.');
    expect(fake.inputs('customers.save')[0]).toMatchObject({ id: uuid(1, 1), version: 1, contact: 'Dr Nuala Keane' });
  });

  test('putting away can be undone', async () => {
    const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />);
    await user.click(await screen.findByRole('button', { name: 'Put away' }));
    await user.click(await screen.findByRole('button', { name: /Undo/ }));
    await waitFor(() => expect(fake.inputs('customers.archive').map(({ archived }) => archived)).toEqual([true, false]));
  });
});

test('a customer’s quotes and what follows them stand beside the invoices, and a new one is for this customer', async () => {
  const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />);
  await user.click(await screen.findByRole('tab', { name: 'Quotes' }));
  await waitFor(() => expect(fake.inputs('documents.list').at(-1)).toMatchObject({ kind: 'quote', customerId: uuid(1, 1), state: null }));
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('tab', { name: 'Order confirmations', selected: true })).toBeTruthy();
});

describe('T83 a person’s rights over their data', () => {
  test('erasing says what goes, what stays and until when, before it is done', async () => {
    const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />);
    await user.click(await screen.findByRole('button', { name: 'Erase customer' }));
    const ask = await screen.findByRole('group', { name: /^Erase .+\?$/ });
    await within(ask).findByText(/What stays: 3 issued documents/);
    expect(within(ask).getByText(/31 Dec(ember)? 2032/)).toBeTruthy();
    expect(fake.inputs('erasure.erase')).toHaveLength(0);
    await user.click(within(ask).getByRole('button', { name: 'Erase for good' }));
    await waitFor(() => expect(fake.inputs('erasure.erase')).toMatchObject([{ id: uuid(1, 1) }]));
  });

  test('erasing many documents shows how far it is, and is neither closed nor cancelled meanwhile', async () => {
    let finish: () => void = () => undefined;
    const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />, (f) => f.answer('erasure.erase', async () => {
      await new Promise<void>((done) => { finish = done; });
      return { documents: 0, keptUntil: null, name: 'Erased customer 0001', past: 4000 };
    }));
    await user.click(await screen.findByRole('button', { name: 'Erase customer' }));
    await user.click(await screen.findByRole('button', { name: 'Erase for good' }));
    await waitFor(() => expect(fake.inputs('erasure.erase')).toHaveLength(1));
    act(() => fake.emit({ type: 'progress', job: fake.inputs('erasure.erase')[0]?.job ?? '', stage: 'saving', done: 1000, total: 4000 }));
    const bar = await screen.findByRole('progressbar', { name: /^Erasing what names them/ });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('progressbar')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    act(() => finish());
    await screen.findByText('The customer is erased. What the law asks for is kept.');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  test('while something is open it says what, and offers no way to do it', async () => {
    const { user } = openScreen(<Customer id={uuid(1, 1)} />, (f) => f.answer('erasure.look', () => ({ past: 0, erased: null, blocks: [{ what: 'owed', count: 2 }, { what: 'recurring', count: 1 }], documents: 3, keptUntil: '2032-12-31', records: 4 })));
    await user.click(await screen.findByRole('button', { name: 'Erase customer' }));
    await screen.findByText('2 invoices are not paid');
    await screen.findByText('1 recurring invoice goes on');
    expect(screen.queryByRole('button', { name: 'Erase for good' })).toBeNull();
  });

  test('the copy is written with one press', async () => {
    const { fake, user } = openScreen(<Customer id={uuid(1, 1)} />);
    await user.click(await screen.findByRole('button', { name: 'Copy of their data' }));
    await waitFor(() => expect(fake.inputs('erasure.export')).toMatchObject([{ id: uuid(1, 1) }]));
  });
});

test('T83 nothing new is offered for somebody who was erased', async () => {
  openScreen(<Customer id={uuid(1, 1)} />, (f) => {
    f.answer('customers.get', ({ id }) => ({ customer: { ...customers()[0]!, id, name: 'Erased customer 0001' }, erased: true, invoiced: [], drafts: 0 }));
    f.answer('erasure.look', () => ({ past: 0, erased: { at: '2026-11-20T09:00:00.000Z', by: 'Maeve Corcoran' }, blocks: [], documents: 2, keptUntil: '2032-12-31', records: 0 }));
    f.answer('invoices.list', () => ({ rows: '[[]]', next: null }));
  });
  await screen.findByText(/^Erased on 20 Nov 2026 by Maeve Corcoran/);
  await screen.findByText('2 issued documents are kept until 31 Dec 2032.');
  await screen.findByText('No invoice yet');
  for (const name of [/New invoice/, /Put away/, /Edit/, /Record payment/, /^Erase/]) expect(screen.queryByRole('button', { name })).toBeNull();
});
