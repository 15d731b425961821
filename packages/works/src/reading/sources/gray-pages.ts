import type { PageDecoder } from "tenfold/node";

/** Pages in shades of gray, where nobody looks at their colors. */
export function grayPages(decoder: PageDecoder): PageDecoder["pages"] {
  return (bytes, name, options) => decoder.pages(bytes, name, { ...options, gray: true });
}
