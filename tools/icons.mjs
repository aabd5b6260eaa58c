// Draws build/icon.svg in every size and kind the three platforms want: PNGs, .ico and .icns. Run it after changing the drawing:
//   npm run with -- electron --no-sandbox tools/icons.mjs      (with the fallback runtime: a folder with a package.json naming this file as main)
import { app, BrowserWindow } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'build');
const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
// Apple's four-letter names of PNG entries by pixel size.
const ICNS_TYPES = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };

async function draw(svg, size) {
  const window = new BrowserWindow({ width: size, height: size, show: false, frame: false, transparent: true, useContentSize: true, webPreferences: { offscreen: true } });
  const page = `<style>body{margin:0;overflow:hidden}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`;
  await window.loadURL(`data:text/html;base64,${Buffer.from(page).toString('base64')}`);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const image = await window.webContents.capturePage({ x: 0, y: 0, width: size, height: size });
  window.destroy();
  return image.resize({ width: size, height: size, quality: 'best' }).toPNG();
}

function ico(pngs) {
  const head = Buffer.alloc(6 + 16 * pngs.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pngs.length, 4);
  let offset = head.length;
  pngs.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pngs.map(({ png }) => png)]);
}

function icns(entries) {
  const chunks = entries.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return Buffer.concat([head, ...chunks]);
}

app.commandLine.appendSwitch('force-device-scale-factor', '1');
app.on('window-all-closed', () => {});
await app.whenReady();
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const drawn = new Map();
for (const size of PNG_SIZES) drawn.set(size, await draw(svg, size));
mkdirSync(join(folder, 'icons'), { recursive: true });
for (const [size, png] of drawn) writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png);
writeFileSync(join(folder, 'icon.png'), drawn.get(512));
writeFileSync(join(folder, 'icon.ico'), ico(ICO_SIZES.map((size) => ({ size, png: drawn.get(size) }))));
writeFileSync(join(folder, 'icon.icns'), icns(Object.entries(ICNS_TYPES).map(([type, size]) => ({ type, png: drawn.get(size) }))));
app.exit(0);
