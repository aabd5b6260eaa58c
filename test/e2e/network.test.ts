// H11: whatever a page tries, not one byte leaves for the network. A server on this machine counts what arrives.
import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '../fixtures/app.ts';

/** Counts connections over TCP and packets over UDP. */
async function listeners() {
  const visits: string[] = [];
  const server = createServer((socket) => {
    visits.push('tcp');
    socket.destroy();
  });
  const socket = createSocket('udp4');
  socket.on('message', () => visits.push('udp'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
  const tcp = (server.address() as AddressInfo).port;
  return { visits, tcp, udp: socket.address().port, close: () => (server.close(), socket.close()) };
}

test('H11 fetch, sockets, pictures, styles, scripts, beacons and imports reach nobody', async ({ empty }) => {
  const page = await empty.window();
  const { visits, tcp, close } = await listeners();
  const reached = await page.evaluate(async (port) => {
    const url = `http://127.0.0.1:${port}/`;
    const outcome = (act: () => Promise<unknown>) => Promise.resolve().then(act).then(() => 'reached', () => 'refused');
    const load = (tag: string, about: object) => () =>
      new Promise((resolve, reject) => {
        document.body.append(Object.assign(document.createElement(tag), { onload: resolve, onerror: reject, ...about }));
        setTimeout(reject, 800);
      });
    const open = (make: () => EventTarget) => () =>
      new Promise((resolve, reject) => {
        const one = make();
        one.addEventListener('open', resolve);
        one.addEventListener('error', reject);
      });
    const tries: Record<string, () => Promise<unknown>> = {
      fetch: () => fetch(url), noCors: () => fetch(url, { mode: 'no-cors' }), socket: open(() => new WebSocket(`ws://127.0.0.1:${port}`)), events: open(() => new EventSource(url)),
      img: load('img', { src: url }), sheet: load('link', { href: url, rel: 'stylesheet' }), prefetch: load('link', { href: url, rel: 'prefetch' }), preconnect: load('link', { href: url, rel: 'preconnect' }),
      icon: load('link', { href: url, rel: 'icon' }), script: load('script', { src: url }), video: load('video', { src: url }), object: load('object', { data: url }), frame: load('iframe', { src: url }),
      module: () => import(/* @vite-ignore */ `${url}module.js`),
    };
    navigator.sendBeacon(`${url}beacon`, 'x');
    const outcomes = await Promise.all(Object.entries(tries).map(async ([name, act]) => [name, await outcome(act)] as const));
    return outcomes.filter(([name, said]) => said === 'reached' && name !== 'frame').map(([name]) => name); // a refused frame loads an empty page
  }, tcp);
  await page.waitForTimeout(300);
  close();
  expect(reached).toEqual([]);
  expect(visits).toEqual([]);
});

test('H11 WebRTC reaches nobody and learns no address', async ({ empty }) => {
  const page = await empty.window();
  const { visits, tcp, udp, close } = await listeners();
  const candidates = await page.evaluate(
    async (ports) => {
      const found: string[] = [];
      const servers = [{ urls: `stun:127.0.0.1:${ports.udp}` }, { urls: `turn:127.0.0.1:${ports.tcp}?transport=tcp`, username: 'x', credential: 'x' }];
      try {
        const peer = new RTCPeerConnection({ iceServers: servers });
        peer.onicecandidate = (event) => event.candidate && found.push(event.candidate.candidate);
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((resolve) => setTimeout(resolve, 1500));
        peer.close();
      } catch {
        // no WebRTC at all: best
      }
      return found;
    },
    { tcp, udp },
  );
  close();
  expect(visits).toEqual([]);
  expect(candidates).toEqual([]);
});
