// The shared parts: table, date and decimal fields, amounts, confirm.
import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Amount } from '../../../../renderer/ui/Amount.tsx';
import { Confirm } from '../../../../renderer/ui/Confirm.tsx';
import { DateField } from '../../../../renderer/ui/DateField.tsx';
import { DecimalField } from '../../../../renderer/ui/DecimalField.tsx';
import { type Column, VirtualTable } from '../../../../renderer/ui/VirtualTable.tsx';
import { usePages } from '../../../../renderer/app/usePages.ts';
import { fakeBillfold } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, mount } from '../../../fixtures/mount.tsx';

interface Row {
  id: string;
  name: string;
}
const COLUMNS: Column<Row>[] = [{ id: 'name', header: 'Name', width: '1fr', cell: (row) => row.name }];
const rows = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ id: String(i), name: `Row ${i}` }));

describe('VirtualTable', () => {
  it('draws a few rows of very many and says how many there are', async () => {
    mount(fakeBillfold(), <VirtualTable label="Things" rows={rows(100_000)} columns={COLUMNS} rowKey={(row) => row.id} />);
    const grid = screen.getByRole('grid', { name: 'Things' });
    expect(grid.getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getAllByRole('row').length).toBeLessThan(80);
    expect(await axeProblems()).toEqual([]);
  });

  it('moves with the keys, opens with Enter, chooses with Space', async () => {
    const opened: string[] = [];
    const chosen: string[] = [];
    const { user } = mount(fakeBillfold(), <VirtualTable label="Things" rows={rows(50)} columns={COLUMNS} rowKey={(row) => row.id} onOpen={(row) => opened.push(row.id)} onChoose={(row) => chosen.push(row.id)} />);
    act(() => screen.getByRole('grid').focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter} {Home}{Enter}{End}');
    expect(opened).toEqual(['1', '0']);
    expect(chosen).toEqual(['1']);
  });

  it('a button inside a row does its own thing and does not open the row', async () => {
    const opened = vi.fn();
    const pressed = vi.fn();
    const columns: Column<Row>[] = [...COLUMNS, { id: 'act', header: '', width: '80px', cell: () => <button type="button" onClick={pressed}>Act</button> }];
    const { user } = mount(fakeBillfold(), <VirtualTable label="Things" rows={rows(1)} columns={columns} rowKey={(row) => row.id} onOpen={opened} />);
    await user.click(screen.getByRole('button', { name: 'Act' }));
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(opened).not.toHaveBeenCalled();
  });

  it('asks for the next page before the end is reached, once at a time', async () => {
    const asked: (string | null)[] = [];
    function List() {
      const pages = usePages<Row>(async (after) => {
        asked.push(after);
        const from = after === null ? 0 : Number(after);
        return { rows: rows(from + 20).slice(from), next: from < 40 ? String(from + 20) : null, total: 60 };
      }, 'key');
      return <VirtualTable label="Things" rows={pages.rows} columns={COLUMNS} rowKey={(row) => row.id} hasMore={pages.hasMore} loading={pages.loading} onMore={pages.more} total={pages.total} />;
    }
    mount(fakeBillfold(), <List />);
    await screen.findByText('Row 0');
    await vi.waitFor(() => expect(asked).toEqual([null, '20', '40']));
  });
});

describe('DateField', () => {
  function Field({ start = '2026-11-20' as string | null, from }: { start?: string | null; from?: string }) {
    const [value, setValue] = useState(start);
    return <><DateField label="Day" value={value} onChange={setValue} {...(from !== undefined && { from })} clearable /><output>{value ?? 'none'}</output></>;
  }

  it('shows the day in words and reads what is typed on leaving', async () => {
    const { user } = mount(fakeBillfold(), <Field from="2026-11-20" />);
    const field = screen.getByLabelText('Day');
    expect(field).toHaveProperty('value', '20 Nov 2026');
    await user.clear(field);
    await user.type(field, '+14');
    await user.tab();
    expect(screen.getByText('2026-12-04')).toBeTruthy();
    expect(field).toHaveProperty('value', '4 Dec 2026');
  });

  it('keeps what is no date, with a problem under it, and the old value stays', async () => {
    const { user } = mount(fakeBillfold(), <Field />);
    const field = screen.getByLabelText('Day');
    await user.clear(field);
    await user.type(field, '31 feb');
    await user.tab();
    expect(screen.getByText(/This is not a date/)).toBeTruthy();
    expect(screen.getByText('2026-11-20')).toBeTruthy();
  });

  it('arrows move by a day; emptied it is nothing', async () => {
    const { user } = mount(fakeBillfold(), <Field />);
    const field = screen.getByLabelText('Day');
    await user.click(field);
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    expect(screen.getByText('2026-11-21')).toBeTruthy();
    await user.clear(field);
    await user.tab();
    expect(screen.getByText('none')).toBeTruthy();
  });
});

describe('DecimalField', () => {
  function Field() {
    const [value, setValue] = useState('');
    return <><DecimalField label="Price" value={value} onChange={setValue} decimals={2} /><output>{value === '' ? 'none' : value}</output></>;
  }

  it('hands over canonical decimals while typing and tidies up on leaving', async () => {
    const { user } = mount(fakeBillfold(), <Field />);
    const field = screen.getByLabelText('Price');
    await user.type(field, '1,234.50');
    expect(screen.getByText('1234.5')).toBeTruthy();
    await user.tab();
    expect(field).toHaveProperty('value', '1234.5');
  });

  it('says what is wrong and keeps what was typed', async () => {
    const { user } = mount(fakeBillfold(), <Field />);
    const field = screen.getByLabelText('Price');
    await user.type(field, '1.239x');
    await user.tab();
    expect(screen.getByText(/This is not a number/)).toBeTruthy();
    expect(field).toHaveProperty('value', '1.239x');
  });
});

describe('Amount and Confirm', () => {
  it('aligns on the decimal point, with a true minus and a quiet zero', () => {
    mount(fakeBillfold(), <><Amount minor={-8607} currency="EUR" /><Amount minor={486000} currency="JPY" /><Amount minor={null} currency="EUR" /></>);
    expect(screen.getByText('\u221286')).toBeTruthy();
    expect(screen.getByText('.07')).toBeTruthy();
    expect(screen.getByText('486,000')).toBeTruthy();
    expect(screen.getByText('–')).toBeTruthy();
  });

  it('the safe answer has the focus, Esc is the safe answer', () => {
    const [yes, no] = [vi.fn(), vi.fn()];
    mount(fakeBillfold(), <Confirm title="Really?" yes="Do it" no="Keep it" onYes={yes} onNo={no} />);
    expect(screen.getByRole('button', { name: 'Keep it' }) === document.activeElement).toBe(true);
    fireEvent.keyDown(screen.getByRole('alertdialog'), { key: 'Escape' });
    expect(no).toHaveBeenCalledTimes(1);
    expect(yes).not.toHaveBeenCalled();
  });
});
