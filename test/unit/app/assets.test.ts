// The app:// scheme answers only for files that were listed at start, whatever the address looks like (H21).
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Assets, listAssets, lookUp } from '../../../main/app/assets.ts';

let assets: Assets;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-assets-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<html>');
  writeFileSync(join(folder, 'assets', 'app.js'), '1');
  writeFileSync(join(folder, 'secret.map'), '{}');
  writeFileSync(join(folder, '..', 'outside.html'), 'no');
  assets = listAssets(folder);
});

describe('lookUp', () => {
  it.each(['app://billfold/index.html', 'app://billfold/', 'app://billfold/assets/app.js'])('serves %s', (url) => {
    expect(lookUp(assets, 'billfold', 'GET', url).status).toBe(200);
  });
  it.each([
    'app://billfold/../../etc/passwd', 'app://billfold/%2e%2e%2foutside.html', 'app://billfold/..%5coutside.html', 'app://billfold//host/index.html', 'app://billfold/index.html%00',
    'app://billfold/index.html\0', 'app://billfold:80/index.html', 'app://evil/index.html', 'app://billfold.evil/index.html', 'app://user@billfold/index.html', 'app://billfold/index.html?x=1',
    'http://billfold/index.html', 'file:///index.html', 'app://billfold/secret.map', 'app://billfold/assets', 'app://billfold/assets/', `app://billfold/${'a'.repeat(10_000)}`, 'app:billfold', '',
  ])('has nothing at %s', (url) => {
    expect(lookUp(assets, 'billfold', 'GET', url).status).toBe(404);
  });
  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('does not know %s', (method) => {
    expect(lookUp(assets, 'billfold', method, 'app://billfold/index.html').status).toBe(405);
  });
});
