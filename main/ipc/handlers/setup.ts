// setup.*: first run. Everything stays in memory until setup.finish, which makes the vault and the business and opens the books.
import type { House } from '../../app/house.ts';
import type { Books } from '../../app/books.ts';
import { AppError } from '../../../contract/errors.ts';
import { saveFile } from '../../files/dialogs.ts';
import { beginCreate, checkKitGroups, confirmCreateCode, createKit, finishCreate, type Enrolment } from '../../vault/create.ts';
import { inspectVault } from '../../vault/inspect.ts';
import type { Handlers } from '../router.ts';

type Names = 'setup.begin' | 'setup.enrol' | 'setup.confirmCode' | 'setup.kit' | 'setup.printKit' | 'setup.saveKit' | 'setup.checkGroups' | 'setup.finish';

/** The phone's secret with its QR code drawn as one path, so that no image and no markup crosses the wall. */
export async function drawn(enrolment: Enrolment): Promise<{ uri: string; secret: string; qr: string; size: number }> {
  const { qrPath } = await import('../../../paper/qr.ts');
  const { path, size } = qrPath(enrolment.otpauthUri);
  return { uri: enrolment.otpauthUri, secret: enrolment.totpSecret, qr: path, size };
}

export function setupHandlers(house: House, books: Books): Pick<Handlers, Names> {
  return {
    'setup.begin': async () => {
      const state = await inspectVault(house.vault);
      if (state.kind !== 'none') throw new AppError('VAULT_EXISTS');
      return { keychain: state.keychain };
    },
    'setup.enrol': ({ business, owner }) => drawn(beginCreate(house.vault, { vaultName: business, ownerName: owner })),
    'setup.confirmCode': ({ code }) => {
      confirmCreateCode(house.vault, code);
      return {};
    },
    'setup.kit': () => {
      const { serial, madeOn, groups, check, ask } = createKit(house.vault);
      return { serial, madeOn, groups, check, ask };
    },
    'setup.printKit': async ({ business }) => {
      const { printKit } = await import('../../print/kitPdf.ts');
      return { printed: await printKit(house.printer, { business, kit: createKit(house.vault) }) };
    },
    'setup.saveKit': async ({ business }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const kit = createKit(house.vault);
      const { kitPdf } = await import('../../print/kitPdf.ts');
      const bytes = await kitPdf(house.printer, { business, kit });
      const saved = await saveFile(house.window, `Recovery Kit ${kit.serial}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], bytes, house.paths.userData);
      return { saved };
    },
    'setup.checkGroups': ({ groups }) => ({ right: checkKitGroups(house.vault, groups) }),
    'setup.finish': async ({ business, owner, pin, groups, mode }) => {
      const { session, recoveryCodes } = await finishCreate(house.vault, { ownerName: owner, pin, groups, mode: mode ?? 'keychain' }, (made) => books.open(made, business));
      return house.codes.show(session, recoveryCodes);
    },
  };
}
