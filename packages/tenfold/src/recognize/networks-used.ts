import { contentHash } from "../content-hash.js";
import type { ModelUsed, NetworkUsed } from "../document/document.js";
import { fileContent } from "../model/files/file-content.js";
import type { ModelFile } from "../model/files/model-file.js";
import type { LoadedNetworks, ReaderNetworks } from "./reader-networks.js";
import type { OwnCalibration } from "./trust/own/own-calibration.js";

/** The networks of a reader, as documents name them: those that come with the package by its names, others by their architectures'. */
export function networksUsed({ network, lines, signs }: LoadedNetworks, given: ReaderNetworks): ModelUsed {
  return {
    ...named(network, given.model ? undefined : "reader"),
    ...(lines && { lines: named(lines, given.lines ? undefined : "lines") }),
    ...(signs && { signs: named(signs, given.signs ? undefined : "signs") }),
  };
}

/** The same with the own calibration by which their confidences are corrected. */
export function withCalibration(model: ModelUsed, own: OwnCalibration | undefined): ModelUsed {
  if (!own) return model;
  return { ...model, calibration: { name: "own", content: contentHash(new TextEncoder().encode(JSON.stringify(own))) } };
}

function named(file: ModelFile, name = file.network.name): NetworkUsed {
  return { name, content: fileContent(file) };
}
