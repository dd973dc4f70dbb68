/** The little of the zip format that backups use (PKWARE's APPNOTE 6.3): stored and deflated members, zip64. */
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END = 0x06054b50;
export const END_64 = 0x06064b50;
export const END_64_LOCATOR = 0x07064b50;

export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const END_SIZE = 22;
export const END_64_SIZE = 56;
export const LOCATOR_SIZE = 20;

export const STORED = 0;
export const DEFLATED = 8;

/** A value of 32 or 16 bits that says: look into the zip64 part. */
export const IN_ZIP64_32 = 0xffff_ffff;
export const IN_ZIP64_16 = 0xffff;
export const ZIP64_EXTRA = 0x0001;

/** One file in a zip. */
export interface ZipMember {
  name: string;
  method: number;
  crc: number;
  /** Bytes as they lie in the zip. */
  packed: number;
  /** Bytes when unpacked. */
  size: number;
  /** Of its local header, from the beginning of the zip. */
  offset: number;
}
