// What the Recovery Kit sheet shows on screen and on paper.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { KitSheet, type KitSheetProps } from '../../../paper/KitSheet.tsx';

const kit = { serial: 'ABCD-EFGH', madeOn: '2026-11-03', groups: 'K7QM 4DXR 9HTA WN2C E6VP 3JY8 ZG8F M5SK Q0TR 7CXA HB2W D94N VK1E'.split(' '), check: 'R8' };
const expert = { vaultId: 'vault-1', keyHex: 'ab'.repeat(32), commands: ['sqlcipher BACKUP-FILE', `PRAGMA key = "x'${'ab'.repeat(32)}'";`] };

function draw(more: Partial<KitSheetProps>): HTMLElement {
  return new DOMParser().parseFromString(renderToStaticMarkup(<KitSheet business="Harbour <b>Lane</b>" kit={kit} {...more} />), 'text/html').body;
}
const groups = (page: HTMLElement): string[] => [...page.querySelectorAll('li')].map((li) => li.textContent ?? '');

describe('the Recovery Kit sheet', () => {
  it('shows thirteen numbered groups and the check group', () => {
    expect(groups(draw({}))).toEqual([...kit.groups.map((group, i) => `${i + 1}${group}`), 'checkR8']);
  });

  it('hides exactly the two groups that are typed back, and says so', () => {
    const page = draw({ hidden: [3, 6] });
    expect(groups(page).filter((text) => text.includes('•'))).toEqual(['3••••', '6••••']);
    expect(page.innerHTML).not.toMatch(/9HTA|3JY8/);
    expect(page.textContent).toContain('Groups 3 and 6 are hidden');
  });

  it('keeps the backup key off the screen and puts it on paper with the literal commands', () => {
    expect(draw({}).textContent).not.toContain('abab');
    const page = draw({ medium: 'print', expert });
    expect(page.querySelector('pre')?.textContent).toBe(expert.commands.join('\n'));
    expect(page.textContent).toContain(`abababab abababab`);
    expect(page.textContent).toContain('vault-1');
  });

  it('has a place to write where it is kept, and its number', () => {
    const page = draw({});
    expect(page.querySelector('.paper-kit-place')?.textContent).toBe('Kept at (write the place here)');
    expect(page.textContent).toContain('ABCD-EFGH');
  });

  it('takes a business name as text', () => {
    const page = draw({});
    expect(page.querySelector('b')).toBeNull();
    expect(page.textContent).toContain('Harbour <b>Lane</b>, made on 3 Nov 2026');
  });

  it('speaks the four languages', () => {
    const titles = (['en', 'de', 'fr', 'es'] as const).map((lang) => draw({ lang }).querySelector('h2')?.textContent);
    expect(titles).toEqual(['Recovery Kit', 'Recovery Kit', 'Kit de secours', 'Kit de recuperación']);
  });
});
