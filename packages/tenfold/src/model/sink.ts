/** A place that bytes go to as a whole: a file, a browser's download, a store. */
export interface Sink {
  /** Where the bytes end up, for messages: a path or an address. */
  readonly where: string;
  /** Keeps these bytes, all or none, in place of what was there before. */
  write(bytes: Uint8Array): Promise<void>;
}
