import { checkOptions } from "../known-options.js";
import { handsFile } from "../pretrained/hands-file.js";
import { type ShippedOptions, shippedFile } from "../pretrained/shipped-file.js";
import { decodeHandParameters, type HandParameters } from "./hand-parameters.js";

/**
 * What is known of how people write digits, for `adaptToHand`: 27 kB that come with the package.
 *
 * @throws InputError when the file is not where it is looked for: beside the package's code, or in the folder `base`
 * @throws FormatError when what is there is something else
 */
export async function loadHands(options: ShippedOptions = {}): Promise<HandParameters> {
  checkOptions("loadHands", options, ["base"]);
  const { bytes, place } = await shippedFile({ name: "hands", file: handsFile, holds: "a file on hands" }, options);
  return decodeHandParameters(bytes, place);
}
