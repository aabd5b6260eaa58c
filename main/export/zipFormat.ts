// The parts of the ZIP format (PKWARE APPNOTE 6.3) that our archives use. Shared by the writer and the reader.

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
export const END64 = 0x06064b50;
export const LOCATOR64 = 0x07064b50;
export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const END_SIZE = 22;
export const END64_SIZE = 56;
export const LOCATOR64_SIZE = 20;
/** Stands in a 32-bit field whose real value is in the zip64 part. */
export const IN_ZIP64 = 0xffff_ffff;
export const COUNT_IN_ZIP64 = 0xffff;
export const ZIP64_EXTRA = 0x0001;
/** An extra field that says nothing: it keeps room in the local header for sizes that turn out to need 64 bits. */
export const PADDING_EXTRA = 0xa220;
/** Room in each local header: two bytes id, two of length, two sizes of eight. */
export const EXTRA_SIZE = 20;
export const STORED = 0;
export const DEFLATED = 8;
/** Names are UTF-8. */
export const UTF8_FLAG = 0x0800;
export const ENCRYPTED_FLAG = 0x0001;
/** Version needed to extract: 4.5, the first with zip64. */
export const NEEDS = 45;
/** 1 January 1980, midnight: the same bytes whenever the archive is made. */
export const NO_DATE = 0x0021;

const MOST_NAME = 200;

/**
 * True for a name that no program can be talked into unpacking elsewhere: relative, forward slashes, no dots as a folder, no drive, no controls, nothing
 * that Windows takes for a device.
 */
export function isSafeName(name: string): boolean {
  if (name === '' || name.length > MOST_NAME || /[\\:*?"<>|\p{Cc}\p{Cf}]/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part) && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part));
}
