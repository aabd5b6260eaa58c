// The log keeps what helps to find a fault and nothing about the person or the secrets (H66).
import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../main/app/log.ts';
import { redact } from '../../../main/app/redact.ts';

describe('redact', () => {
  it.each([
    ['card 4111 1111 1111 1111 end', '4111'],
    ['4111111111111111', '4111'],
    [`key ${'ab'.repeat(32)}`, 'abab'],
    ['secret JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'JBSW'],
    ['kit K7QM-4DXR-9HTA-WN2C-E6VP', 'K7QM'],
    ['at /home/maeve/books/vault.db', 'maeve'],
    ['at C:\\Users\\Maeve\\AppData', 'Maeve'],
    ['at /Users/maeve/Library', 'maeve'],
    ['mail maeve.corcoran@harbourlane.example', 'maeve'],
    ['call +353 91 555 0148', '555'],
    [`bytes ${Buffer.from('some long secret that was base64 encoded').toString('base64')}`, 'c29tZS'],
  ])('hides the private part of "%s"', (line, part) => {
    expect(redact(line)).not.toContain(part);
  });
  it('keeps dates, counts and codes readable', () => {
    const line = '{"at":"2026-11-22T16:50:09.123Z","event":"unlocked","count":1284,"code":"DB_BUSY"}';
    expect(redact(line)).toBe(line);
  });
});

describe('openLog', () => {
  const make = () => {
    const folder = mkdtempSync(join(tmpdir(), 'billfold-log-'));
    return { folder, log: openLog(folder, () => '0190a0a0-0000-7000-8000-0123456789ab') };
  };
  it('writes what failed and where, but never the message', () => {
    const { folder, log } = make();
    const incident = log.failure('call x', Object.assign(new RangeError('CANARY secret text'), { code: 'ENOSPC' }));
    const text = readFileSync(join(folder, 'billfold.log'), 'utf8');
    expect(incident).toBe('0123456789ab');
    expect(text).toContain('RangeError');
    expect(text).toContain('ENOSPC');
    expect(text).toContain('log.test.ts');
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain(process.cwd());
  });
  it('is readable by nobody else and keeps five files of a mebibyte', () => {
    const { folder, log } = make();
    for (let n = 0; n < 1400; n++) log.info('x', { filler: 'lorem ipsum '.repeat(500) });
    const files = readdirSync(folder);
    expect(files).toHaveLength(5);
    for (const file of files) {
      const stat = statSync(join(folder, file));
      expect(stat.size).toBeLessThan(1_100_000);
      expect(stat.mode & 0o077).toBe(0);
    }
  });
  it('stays silent where it cannot write', () => {
    expect(() => openLog('/dev/null/nowhere', () => 'x').info('x')).not.toThrow();
  });
});
