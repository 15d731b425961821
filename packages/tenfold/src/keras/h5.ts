import type { File } from "h5wasm";
import { FormatError } from "../errors.js";
import type { StoredTensor } from "../model/stored/safetensors.js";
import { notInstalled } from "../not-installed.js";
import { KERAS_PACKAGES } from "./keras-packages.js";
import { otherFilter } from "./other-filter.js";

/** An HDF5 file in memory. */
export interface H5 {
  /** Whether there is something at a path. */
  has(path: string): boolean;
  /** The numbers at a path, or nothing when there are none. */
  tensor(path: string): StoredTensor | undefined;
  /** An attribute that is a text, or a list of texts, of the group at a path; "/" is the file's own. */
  texts(path: string, attribute: string): readonly string[] | undefined;
}

/** Numbers in one file: 256 MiB of them. A dataset that was never written takes no room in the file, however large it says it is. */
const NUMBER_LIMIT = 2 ** 26;

let opened = 0;

/**
 * Opens an HDF5 file for as long as `read` takes. It lies in a memory of its own: links to other files lead nowhere.
 *
 * @throws FormatError when it is no HDF5 file, or damaged where it is read
 */
export async function withH5<T>(bytes: Uint8Array, name: string, read: (h5: H5) => T): Promise<T> {
  const h5wasm = await import("h5wasm").catch(notInstalled(...KERAS_PACKAGES));
  const { FS, activate_throwing_error_handler } = await h5wasm.ready;
  activate_throwing_error_handler(); // or else faults are printed
  const path = `/${opened++}.h5`;
  FS.writeFile(path, bytes);
  let file: File | undefined;
  try {
    file = inWords(name, () => new h5wasm.File(path, "r"), "is no HDF5 file, or cut short; fetch or save it again");
    return read(reader(h5wasm, file, name));
  } finally {
    file?.close();
    FS.unlink(path);
  }
}

function reader({ Dataset, Group }: Pick<typeof import("h5wasm"), "Dataset" | "Group">, file: File, name: string): H5 {
  let numbers = 0;
  const damaged = "is damaged; fetch or save it again";
  return {
    has: (path) => inWords(name, () => file.get(path), damaged) !== null,
    tensor(path) {
      const found = inWords(name, () => file.get(path), damaged);
      if (!(found instanceof Dataset)) return undefined;
      const { shape, dtype } = inWords(name, () => ({ shape: found.shape, dtype: found.dtype }), damaged);
      if (!shape || (dtype !== "<f" && dtype !== "<d")) {
        throw new FormatError(`${name}: its dataset ${path} is of type ${JSON.stringify(dtype)}; float32 and float64 are read`);
      }
      numbers += shape.reduce((product, size) => product * size, 1);
      if (!(numbers <= NUMBER_LIMIT))
        throw new FormatError(`${name} holds more than ${NUMBER_LIMIT} numbers, which no model of Tenfold's takes`);
      const packed = otherFilter(found.filters);
      if (packed) {
        throw new FormatError(
          `${name}: its dataset ${path} is packed by ${packed}, which is not read; save it with gzip, or with model.save()`,
        );
      }
      const data = Float32Array.from(inWords(name, () => found.value, damaged) as Float32Array | Float64Array);
      return { shape, data };
    },
    texts(path, attribute) {
      const found = inWords(name, () => file.get(path), damaged);
      const held = found instanceof Group ? inWords(name, () => found.attrs[attribute]?.value, damaged) : undefined;
      if (typeof held === "string") return [held];
      return Array.isArray(held) && held.every((text) => typeof text === "string") ? (held as string[]) : undefined;
    },
  };
}

function inWords<T>(name: string, work: () => T, fault: string): T {
  try {
    return work();
  } catch {
    throw new FormatError(`${name} ${fault}`);
  }
}
