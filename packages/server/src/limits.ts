/** What one request may ask for. */
export interface Limits {
  /** Bytes of an upload, of all its files together. */
  readonly bytes: number;
  /** Pages that are read while somebody waits; more go through `POST /v1/documents`. */
  readonly pages: number;
  /** Parts of a multipart upload. */
  readonly parts: number;
  /** Pictures of 28 x 28 at a time. */
  readonly pictures: number;
  /** Seconds until a request has to be there as a whole. */
  readonly seconds: number;
  /** Requests a minute from one address, and with one key. */
  readonly perAddress: number;
  readonly perKey: number;
}

export const usualLimits: Limits = {
  bytes: 64_000_000,
  pages: 20,
  parts: 20,
  pictures: 4096,
  seconds: 60,
  perAddress: 6000,
  perKey: 6000,
};
