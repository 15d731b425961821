import { decodeModel, type ModelFile } from "../model/files/model-file.js";
import { type ShippedFile, type ShippedOptions, shippedFile } from "./shipped-file.js";

/**
 * A network that comes with the package.
 *
 * @throws InputError when it is not there
 * @throws FormatError when what is there is no network of Tenfold's
 * @throws UsageError when `base` is no address
 */
export async function shippedNetwork(network: Omit<ShippedFile, "holds">, options: ShippedOptions = {}): Promise<ModelFile> {
  const { bytes, place } = await shippedFile({ ...network, holds: "a network" }, options);
  return decodeModel(bytes, place);
}
