import { FormatError } from "../errors.js";
import type { StoredTensor } from "../model/safetensors.js";
import { shown } from "../model/shown.js";
import type { KerasLayer } from "./config.js";
import type { H5 } from "./h5.js";

/** Finds the arrays of a model's layers: layer `at` has `count` of them, in Keras's own order. */
export type Arrays = (at: number, count: number) => readonly StoredTensor[];

/**
 * In a `.keras` file arrays are numbered below their layer, and layers are named for their class, whatever their own names:
 *
 *   layers/conv2d/vars/0   layers/conv2d/vars/1   layers/conv2d_1/vars/0   …
 *
 * Keras 2.13 wrote `_layer_checkpoint_dependencies` for `layers`. Source: keras/src/saving/saving_lib.py
 */
export function numberedArrays(h5: H5, layers: readonly KerasLayer[], name: string): Arrays {
  const seen = new Map<string, number>();
  const folders = layers.map(({ kind }) => {
    const base = snakeCase(kind);
    const number = seen.get(base) ?? 0;
    seen.set(base, number + 1);
    return number === 0 ? base : `${base}_${number}`;
  });
  return (at, count) => {
    const roots = ["layers", "_layer_checkpoint_dependencies"].map((root) => `${root}/${folders[at]}/vars`);
    const root = roots.find((path) => h5.has(path)) ?? (roots[0] as string);
    return all(count, (number) => h5.tensor(`${root}/${number}`), `${name} has no ${root}`);
  };
}

/**
 * In an `.h5` file each layer names its arrays in an attribute:
 *
 *   model_weights/conv2d   weight_names = ["conv2d/kernel:0", "conv2d/bias:0"]   model_weights/conv2d/conv2d/kernel:0   …
 *
 * Source: keras/src/legacy/saving/legacy_h5_format.py
 */
export function namedArrays(h5: H5, layers: readonly KerasLayer[], name: string): Arrays {
  return (at, count) => {
    const layer = String(layers[at]?.config.name);
    const names = h5.texts(`model_weights/${layer}`, "weight_names") ?? [];
    const fetch = (number: number) => (names[number] === undefined ? undefined : h5.tensor(`model_weights/${layer}/${names[number]}`));
    return all(count, fetch, `${name} has no model_weights/${shown(layer)}`);
  };
}

function all(count: number, fetch: (number: number) => StoredTensor | undefined, missing: string): readonly StoredTensor[] {
  return Array.from({ length: count }, (_, number) => {
    const tensor = fetch(number);
    if (!tensor)
      throw new FormatError(`${missing} array ${number}, which its config asks for; it is damaged, or was saved without weights`);
    return tensor;
  });
}

/** "MaxPooling2D" -> "max_pooling2d", as Keras does it. */
function snakeCase(kind: string): string {
  return kind
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
