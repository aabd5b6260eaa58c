// Home.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import Home, { partOfDay } from '../../../../renderer/home/Home.tsx';
import { layOut, niceStep, shortNumber } from '../../../../renderer/home/chart.ts';
import { missingDetails } from '../../../../renderer/home/FirstSteps.tsx';
import { shares } from '../../../../renderer/home/MoneyBand.tsx';
import { useRoute } from '../../../../renderer/app/navigate.ts';
import { fakeBillfold, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { profile } from '../../../fixtures/fakeData.ts';
import { axeProblems, mount } from '../../../fixtures/mount.tsx';

describe('home with invoices', () => {
  it('never adds up different currencies', async () => {
    mount(fakeBillfold(), <Home />);
    const band = await screen.findByRole('region', { name: 'Money today' });
    expect(within(band).getByText('€ 9,872.40')).toBeTruthy();
    expect(band.textContent).toMatch(/plus GBP\u00a01,030.50/);
    expect(band.textContent).toMatch(/plus BHD\u00a0642.375/);
    expect(band.textContent).toMatch(/What is still open/);
  });

  it('each row has its next act, and the arrow keys walk through them', async () => {
    const { user } = mount(fakeBillfold(), <Home />);
    const first = (await screen.findAllByRole('button', { name: /^Open:/ }))[0];
    first?.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    expect(useRoute.getState().route).toMatchObject({ screen: 'editor' });
  });

  it('shows evidence for what protects the books', async () => {
    mount(fakeBillfold(), <Home />);
    expect(await screen.findByText('4,812 records sealed')).toBeTruthy();
    expect(screen.getByText('made on 3 Nov 2026')).toBeTruthy();
    expect(screen.getByText('9 of 10 left')).toBeTruthy();
    expect(screen.getByText('A thief would read nothing')).toBeTruthy();
  });

  it('claims nothing when the chain of records is broken', async () => {
    const fake = fakeBillfold();
    const good = await fake.api.home.summary({ today: '2026-11-20' });
    if (!good.ok) throw new Error('fixture');
    fake.answer('home.summary', () => ({ ...good.value, security: { ...good.value.security, chain: 'broken' } }));
    mount(fake, <Home />);
    expect(await screen.findByText('One thing to look at')).toBeTruthy();
    expect(screen.queryByText('A thief would read nothing')).toBeNull();
    expect(screen.getByText('the chain is broken')).toBeTruthy();
  });

  it('shows no turnover where main gives none: neither band nor chart, what is to do stays', async () => {
    const fake = fakeBillfold();
    const good = await fake.api.home.summary({ today: '2026-11-20' });
    if (!good.ok) throw new Error('fixture');
    fake.answer('home.summary', () => ({ ...good.value, months: [], thisMonth: [], outstanding: [] }));
    mount(fake, <Home />);
    expect((await screen.findAllByRole('button', { name: /^Open:/ })).length).toBeGreaterThan(0);
    expect(screen.queryByLabelText('Money today')).toBeNull();
    expect(screen.queryByRole('table', { name: 'Issued, last 12 months' })).toBeNull();
  });

  it('shows who reminds what is owed and no turnover', async () => {
    const fake = fakeBillfold();
    const good = await fake.api.home.summary({ today: '2026-11-20' });
    if (!good.ok) throw new Error('fixture');
    fake.answer('home.summary', () => ({ ...good.value, months: [], thisMonth: [] }));
    mount(fake, <Home />);
    const band = await screen.findByLabelText('Money today');
    expect(within(band).getByText('Due later')).toBeTruthy();
    expect(within(band).queryByText(/^Issued in/)).toBeNull();
  });

  it('the chart can be read by a screen reader', async () => {
    mount(fakeBillfold(), <Home />);
    const table = await screen.findByRole('table', { name: 'Issued, last 12 months' });
    expect(within(table).getAllByRole('row')).toHaveLength(13);
  });

  it('a failing question offers to try again and then shows the answer', async () => {
    const fake = fakeBillfold();
    const good = await fake.api.home.summary({ today: '2026-11-20' });
    if (!good.ok) throw new Error('fixture');
    let broken = true;
    fake.answer('home.summary', () => {
      if (broken) throw new Refusal('DB_BUSY');
      return good.value;
    });
    const { user } = mount(fake, <Home />);
    expect(await screen.findByText(/Another program holds the books/)).toBeTruthy();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('What needs you today')).toBeTruthy();
  });

  it('axe finds nothing, filled or new', async () => {
    for (const filled of [true, false]) {
      const { unmount } = mount(fakeBillfold({ filled }), <Home />);
      await screen.findByText('If this laptop were stolen');
      expect(await axeProblems()).toEqual([]);
      unmount();
    }
  });
});

describe('home before the first invoice', () => {
  it('teaches four steps and ticks off what is done', async () => {
    const fake = fakeBillfold({ filled: false });
    const { user } = mount(fake, <Home />);
    expect(await screen.findByText('Four steps to your first invoice')).toBeTruthy();
    expect(screen.getByText('Still missing on your invoices: your IBAN, your VAT or tax number.')).toBeTruthy();
    await user.click(screen.getAllByRole('button', { name: 'Import a CSV file' })[0] as HTMLElement);
    expect(useRoute.getState().route).toEqual({ screen: 'import', kind: 'customers' });
  });

  it('knows which details an invoice still lacks', () => {
    const p = profile();
    expect(missingDetails(p)).toEqual(['bank', 'taxId']);
    expect(missingDetails({ ...p, street: '', bank: { ...p.bank, other: 'cash' }, taxNumber: '1' })).toEqual(['address']);
  });
});

describe('the chart', () => {
  it('has round steps', () => {
    expect([niceStep(14_300), niceStep(0), niceStep(7), niceStep(2_500_000)]).toEqual([5000, 1, 5, 1_000_000]);
    expect([shortNumber(15_000), shortNumber(0), shortNumber(2_000_000), shortNumber(500)]).toEqual(['15k', '0', '2M', '500']);
  });

  it('draws nothing above its frame and nothing below zero', () => {
    const months = [{ month: '2026-10', amount: 0, before: 10 }, { month: '2026-11', amount: 1_437_700, before: 0 }];
    const { bars, lines } = layOut(months, 'EUR', '2026-11');
    for (const bar of bars) {
      expect(bar.y).toBeGreaterThanOrEqual(0);
      expect(bar.height).toBeGreaterThanOrEqual(0);
    }
    expect(bars.map((bar) => bar.now)).toEqual([false, true]);
    expect(bars[1]?.markY).toBeNull();
    expect(lines[0]?.label).toBe('0');
  });

  it('shares of nothing are nothing', () => {
    expect(shares([0, 0, 0])).toEqual([0, 0, 0]);
    expect(shares([1, 1, 2])).toEqual([25, 25, 50]);
  });

  it('greets by the hour', () => {
    expect([3, 4, 11, 12, 17, 18, 23].map(partOfDay)).toEqual(['evening', 'morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening']);
  });
});
