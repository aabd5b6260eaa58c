// A packaged app refuses every switch that would hand it to somebody else (H13).
import { describe, expect, it } from 'vitest';
import { forbiddenSwitch } from '../../../main/app/switches.ts';

describe('forbiddenSwitch', () => {
  it.each([
    '--inspect', '--inspect=0', '--inspect-brk=127.0.0.1:9229', '--remote-debugging-port=0', '--remote-debugging-pipe', '--js-flags=--expose-gc', '--load-extension=/x',
    '--renderer-cmd-prefix=gdb', '--gpu-launcher=x', '--no-sandbox', '--disable-web-security', '--host-rules=MAP * evil', '--user-data-dir=/tmp/x', '-inspect', '--INSPECT', '/inspect',
    '--log-net-log=x', '--enable-logging',
  ])('finds %s', (word) => {
    expect(forbiddenSwitch(['--ozone-platform=wayland', word])).not.toBeNull();
  });
  it.each([[[]], [['.']], [['--ozone-platform=wayland']], [['/home/me/file.csv']], [['--inspector-is-not-this']]])('lets %j start', (argv) => {
    expect(forbiddenSwitch(argv)).toBeNull();
  });
});
