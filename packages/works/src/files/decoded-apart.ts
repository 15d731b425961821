import { type DecodeOptions, type Page, type PageDecoder, pageDecoder } from "tenfold/node";

let decoder: PageDecoder | undefined;

/** Starts that process now, for a file that is sure to come. */
export function startDecoding(): void {
  decoder ??= pageDecoder();
  decoder.start();
}

/** The pages of a file, decoded by a process beside this one under the usual limits of time and memory; it ends with this one. */
export function decodedApart(bytes: Uint8Array, name: string, options?: DecodeOptions): AsyncGenerator<Page> {
  decoder ??= pageDecoder();
  return decoder.pages(bytes, name, options);
}
