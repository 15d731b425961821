import type { UnzipFileInfo, unzipSync } from "fflate";
import { FormatError } from "../errors.js";
import { shown } from "../model/shown.js";
import { notInstalled } from "../not-installed.js";
import { KERAS_PACKAGES } from "./keras-packages.js";

/** What a `.keras` file holds, as far as it is read. */
export interface KerasArchive {
  /** The text of `config.json`. */
  readonly config: string;
  /** The bytes of `model.weights.h5`. */
  readonly weights: Uint8Array;
  /** The text of `metadata.json`; empty when there is none. */
  readonly metadata: string;
}

/** Bytes, unpacked. A classifier of small images stays far below; a zip bomb does not. */
const LIMITS: Readonly<Record<string, number>> = {
  "config.json": 16 * 2 ** 20,
  "metadata.json": 2 ** 20,
  "model.weights.h5": 256 * 2 ** 20,
};

/**
 * Unpacks a `.keras` file, in memory and only the three parts that are read.
 *
 * @throws FormatError when it is no zip, parts are missing or come twice, unpack to more than they may, or names lead out of it
 */
export async function openArchive(bytes: Uint8Array, name: string): Promise<KerasArchive> {
  const { unzipSync } = await import("fflate").catch(notInstalled(...KERAS_PACKAGES));
  const parts = unpacked(unzipSync, bytes, name);
  const config = parts["config.json"];
  const weights = parts["model.weights.h5"];
  if (!config || !weights) {
    throw new FormatError(
      `${name} is no .keras file: it has no ${config ? "model.weights.h5" : "config.json"}; save the model with model.save("model.keras")`,
    );
  }
  const text = (part: Uint8Array | undefined) => new TextDecoder().decode(part);
  return { config: text(config), weights, metadata: text(parts["metadata.json"]) };
}

function unpacked(unzip: typeof unzipSync, bytes: Uint8Array, name: string): Record<string, Uint8Array> {
  const seen = new Set<string>();
  const filter = ({ name: part, originalSize }: UnzipFileInfo): boolean => {
    if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(part)) {
      throw new FormatError(`${name} holds a file whose name leads out of the archive; it is not to be trusted`);
    }
    if (seen.has(part)) throw new FormatError(`${name} holds "${shown(part)}" twice; it is damaged, or not to be trusted`);
    seen.add(part);
    const limit = Object.hasOwn(LIMITS, part) ? LIMITS[part] : undefined;
    if (limit !== undefined && originalSize > limit) {
      throw new FormatError(`${name}: its ${part} unpacks to ${originalSize} bytes, at most ${limit} are read`);
    }
    return limit !== undefined;
  };
  try {
    return unzip(bytes, { filter });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`${name} is no .keras file: it cannot be unpacked; fetch or save it again`);
  }
}
