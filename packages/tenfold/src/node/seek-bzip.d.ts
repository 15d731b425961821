declare module "seek-bzip" {
  /** The part of the package that is used. It checks the checksum of every block and of the whole. */
  const seekBzip: {
    decode(input: { readByte(): number }, output: { writeByte(byte: number): void }): void;
  };
  export = seekBzip;
}
