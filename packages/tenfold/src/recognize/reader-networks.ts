import { decodeModel, type ModelFile } from "../model/files/model-file.js";
import { linesFile } from "../pretrained/lines-file.js";
import { readerFile } from "../pretrained/reader-file.js";
import type { ShippedOptions } from "../pretrained/shipped-file.js";
import { shippedNetwork } from "../pretrained/shipped-network.js";
import { signsFile } from "../pretrained/signs-file.js";
import { refuseOtherLineNetwork, refuseOtherNetwork } from "./looks/refuse-network.js";

/** Which networks a reader looks with. */
export interface ReaderNetworks extends ShippedOptions {
  /** A network trained on the data set "reading", or the bytes of its file, in place of the one that comes with the package. */
  readonly model?: ModelFile | Uint8Array | ArrayBuffer | undefined;
  /**
   * A network that reads lines whole, or the bytes of its file, in place of the one that comes with the package, as a second opinion on what is cut
   * into digits; false for none. Beside a `model` of your own there is none unless you give it.
   */
  readonly lines?: ModelFile | Uint8Array | ArrayBuffer | false | undefined;
  /**
   * A second network that reads lines whole, one that knows signs, in the same way. Beside a `model` or `lines` of your own there is none unless you
   * give it.
   */
  readonly signs?: ModelFile | Uint8Array | ArrayBuffer | false | undefined;
}

/** The networks that a reader looks with: of single digits, and of lines. */
export interface LoadedNetworks {
  readonly network: ModelFile;
  readonly lines: ModelFile | false;
  readonly signs: ModelFile | false;
}

/**
 * The networks of a reader: those given, else those that come with the package.
 *
 * @throws UsageError when one is no reader's
 * @throws InputError when one that comes with the package is not where it is looked for
 * @throws FormatError when bytes are no network of Tenfold's
 */
export async function readerNetworks({
  model,
  lines = model === undefined ? undefined : false,
  signs = lines === undefined ? undefined : false,
  base,
}: ReaderNetworks): Promise<LoadedNetworks> {
  const [first, second, third] = await Promise.allSettled([
    model !== undefined ? decoded(model, "model") : shippedNetwork({ name: "reader", file: readerFile }, { base }),
    lines === undefined ? shippedNetwork({ name: "lines", file: linesFile }, { base }) : lines && decoded(lines, "lines"),
    signs === undefined ? shippedNetwork({ name: "signs", file: signsFile }, { base }) : signs && decoded(signs, "signs"),
  ]);
  // Where several fail, always the first is told of.
  return checkedNetworks({ network: resultOf(first), lines: resultOf(second), signs: resultOf(third) });
}

/** @throws UsageError when one is no reader's */
export function checkedNetworks(networks: LoadedNetworks): LoadedNetworks {
  refuseOtherNetwork(networks.network);
  for (const file of [networks.lines, networks.signs]) if (file) refuseOtherLineNetwork(file);
  return networks;
}

/** What came of it; throws what it failed with. */
export function resultOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

async function decoded(given: ModelFile | Uint8Array | ArrayBuffer, option: string): Promise<ModelFile> {
  if (given instanceof ArrayBuffer) return decodeModel(new Uint8Array(given), `loadReader: ${option}`);
  return given instanceof Uint8Array ? decodeModel(given, `loadReader: ${option}`) : given;
}
