// A date as the country of the business writes it, and a calendar in the language of the screens.
import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage, setRegion } from '../../../../renderer/i18n/index.ts';
import { DateField } from '../../../../renderer/ui/DateField.tsx';
import { fakeBillfold } from '../../../fixtures/fakeBillfold.ts';
import { mount } from '../../../fixtures/mount.tsx';

afterEach(async () => {
  await act(async () => setLanguage('en'));
  setRegion('');
});

function Box() {
  const [value, setValue] = useState<string | null>('2026-08-20');
  return (
    <>
      <DateField label="Day" value={value} onChange={setValue} />
      <output>{value}</output>
    </>
  );
}

describe('the date field', () => {
  it.each([['US', '4/5/26', '2026-04-05'], ['DE', '4/5/26', '2026-05-04'], ['JP', '26/5/4', '2026-05-04'], ['US', '2026-05-04', '2026-05-04']])('reads in %s %s as %s', async (country, typed, date) => {
    setRegion(country);
    const { user } = mount(fakeBillfold(), <Box />);
    await user.clear(screen.getByLabelText('Day'));
    await user.type(screen.getByLabelText('Day'), `${typed}{Enter}`);
    expect(screen.getByRole('status').textContent).toBe(date);
  });

  it.each([['de', 'August 2026', 'Do'], ['fr', 'août 2026', 'je'], ['es', 'agosto 2026', 'ju']])('names months and days in %s', async (language, month, thursday) => {
    const { user } = mount(fakeBillfold(), <Box />);
    await act(async () => setLanguage(language));
    await user.type(screen.getByLabelText('Day'), '{Alt>}{ArrowDown}{/Alt}');
    const calendar = await screen.findByRole('dialog');
    await waitFor(() => expect(calendar.textContent?.toLowerCase()).toContain(month.toLowerCase()));
    expect([...calendar.querySelectorAll('th')].map((th) => th.textContent?.toLowerCase().replace('.', ''))).toContain(thursday.toLowerCase());
  });

  it('Escape closes the calendar and nothing else', async () => {
    const { user } = mount(fakeBillfold(), <Box />);
    let others = 0;
    const hear = (event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented) others += 1; };
    document.addEventListener('keydown', hear);
    await user.type(screen.getByLabelText('Day'), '{Alt>}{ArrowDown}{/Alt}');
    await screen.findByRole('dialog');
    await waitFor(() => expect(document.activeElement?.closest('[role="dialog"]')).toBeTruthy());
    await user.keyboard('{Escape}');
    document.removeEventListener('keydown', hear);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(others).toBe(0);
  });
});
