import type { Picture } from "../../image/basics/picture.js";
import type { ErrorMessage } from "../../pool/error-message.js";
import type { Page } from "../page.js";

/** What a decoder's process is asked: to open a file, whose bytes come beside, or for the next of its pages. */
export type Request = OpenRequest | { readonly ask: "next" };

export interface OpenRequest {
  readonly ask: "open";
  readonly name: string;
  readonly dpi?: number | undefined;
  readonly gray?: boolean | undefined;
  readonly pixelLimit?: number | undefined;
  readonly only?: number | undefined;
  readonly from?: number | undefined;
}

/** What it says: once that it is ready, then to each request which pages cannot be drawn, and a page, whose pixels come beside; that there are no more; or why there is none. */
export type Answer =
  | { readonly is: "ready" }
  | Undrawn
  | PageAnswer
  | { readonly is: "end" }
  | { readonly is: "error"; readonly error: ErrorMessage };

/** A page without its pixels. */
export interface PageAnswer extends Omit<Page, "picture"> {
  readonly is: "page";
  readonly picture: Omit<Picture, "pixels">;
  /** So many bytes of pixels lie in the file that both have open; absent: they come beside. */
  readonly shared?: number;
  /** Bytes a number: 1 or 2. */
  readonly wide: 1 | 2;
}

export interface Undrawn {
  readonly is: "undrawn";
  readonly number: number;
  readonly of: number;
  readonly error: string;
}
