import { decodeModel } from "../../model/files/model-file.js";
import { linesFile } from "../../pretrained/lines-file.js";
import { readerFile } from "../../pretrained/reader-file.js";
import { type ShippedOptions, shippedFile } from "../../pretrained/shipped-file.js";
import { signsFile } from "../../pretrained/signs-file.js";
import { checkedNetworks, type LoadedNetworks, resultOf } from "../reader-networks.js";

/** A file as it was found, and where. */
type Found = Awaited<ReturnType<typeof shippedFile>>;

/** The files of the networks that come with the package, for workers to decode: that takes longer than a page may stand still. */
export interface ShippedFiles {
  readonly network: Found;
  readonly lines: Found;
  readonly signs: Found;
}

/** @throws InputError when one is not where it is looked for */
export async function shippedFiles({ base }: ShippedOptions): Promise<ShippedFiles> {
  const found = (name: string, file: () => URL) => shippedFile({ name, file, holds: "a network" }, { base });
  const [network, lines, signs] = await Promise.allSettled([
    found("reader", readerFile),
    found("lines", linesFile),
    found("signs", signsFile),
  ]);
  return { network: resultOf(network), lines: resultOf(lines), signs: resultOf(signs) }; // where several are missing, always the first is told of
}

/** The same for as many workers as there may be: in memory that all see, where there is some, as to copy them would hold a page up for 30 ms. */
export function inSharedMemory({ network, lines, signs }: ShippedFiles): ShippedFiles {
  return { network: shared(network), lines: shared(lines), signs: shared(signs) };
}

function shared({ bytes, place }: Found): Found {
  if (typeof SharedArrayBuffer === "undefined") return { bytes, place }; // a page without isolation
  const own = new Uint8Array(new SharedArrayBuffer(bytes.length));
  own.set(bytes);
  return { bytes: own, place };
}

/**
 * @throws FormatError when one is no network of Tenfold's
 * @throws UsageError when one is no reader's
 */
export function decodedFiles(files: ShippedFiles): LoadedNetworks {
  const decoded = ({ bytes, place }: Found) => decodeModel(bytes.slice(), place); // texts are decoded from memory of one's own
  return checkedNetworks({ network: decoded(files.network), lines: decoded(files.lines), signs: decoded(files.signs) });
}
