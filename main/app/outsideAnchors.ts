// What backups within reach know of the log: the anchors in their manifests. Asked by the proof and, after login, by the watch over the chain.
import { listBackups } from '../backup/list.ts';
import { realDisk } from '../backup/disk.ts';
import { listTargets } from '../repo/backup.ts';
import type { OutsideAnchor } from '../service/proof.ts';
import { zero } from '../vault/crypto.ts';
import type { Session } from '../vault/session.ts';
import { findPlace } from './backupPlaces.ts';
import { deviceId } from './deviceId.ts';
import type { House } from './house.ts';

/** The newest of each place: older ones know less of the same chain. A second one, should the newest be the one somebody prepared. */
const OF_EACH_PLACE = 2;

/** Only what is sealed with our backup key and was made by this computer: another one may have gone on in its own copy of the books. Places that do not answer are left out. */
export async function outsideAnchors(house: Pick<House, 'paths' | 'drives'>, session: Session): Promise<OutsideAnchor[]> {
  const targets = listTargets(session.db);
  if (targets.length === 0) return [];
  const bk = Buffer.from(session.bk); // the session's is wiped when the books close meanwhile
  try {
    const roots = targets.some(({ kind }) => kind === 'stick') ? await house.drives.roots() : [];
    const mine = deviceId(house.paths.userData);
    const places = await Promise.all(targets.map((target) => findPlace(target, roots, house.paths.userData)));
    return places.flatMap(({ folder }) => (folder === null ? [] : anchorsIn(folder, { vaultId: session.vaultId, kitSerial: session.kit.serial, bk }, mine)));
  } finally {
    zero(bk);
  }
}

/** Of one folder. */
export function anchorsIn(folder: string, whose: Parameters<typeof listBackups>[1], mine: string): OutsideAnchor[] {
  try {
    const known = listBackups(folder, whose, realDisk).filter(({ proved, manifest }) => proved && manifest?.deviceId === mine);
    return known.slice(0, OF_EACH_PLACE).flatMap(({ name, manifest }) => (manifest === null ? [] : [{ name, ...manifest.audit }]));
  } catch {
    return []; // pulled out while it was read
  }
}
