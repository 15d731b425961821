import { FormatError } from "../errors.js";
import { shown } from "../model/shown.js";
import type { StoredTensor } from "../model/stored/safetensors.js";
import type { KerasLayer } from "./config.js";
import type { H5 } from "./h5.js";

/** Finds the arrays of a layer: so many as are asked for, in Keras's own order. */
export type Arrays = (layer: KerasLayer, count: number) => readonly StoredTensor[];

/**
 * In a `.keras` file arrays are numbered below their layer, and layers are named for their class, whatever their own names:
 *
 *   layers/conv2d/vars/0   layers/conv2d/vars/1   layers/sequential/layers/conv2d/vars/0   …
 *
 * Keras 2.13 wrote `_layer_checkpoint_dependencies` for `layers`. Source: keras/src/saving/saving_lib.py
 */
export function numberedArrays(h5: H5, name: string): Arrays {
  return ({ folders }, count) => {
    const roots = ["layers", "_layer_checkpoint_dependencies"].map(
      (root) => `${folders.map((folder) => `${root}/${folder}`).join("/")}/vars`,
    );
    const root = roots.find((path) => h5.has(path)) ?? (roots[0] as string);
    return all(count, (number) => h5.tensor(`${root}/${number}`), `${name} has no ${root}`);
  };
}

/**
 * In an `.h5` file each layer of the model names its arrays in an attribute; a model inside it names those of its layers:
 *
 *   model_weights/conv2d       weight_names = ["conv2d/kernel:0", "conv2d/bias:0"]   model_weights/conv2d/conv2d/kernel:0   …
 *   model_weights/sequential   weight_names = ["sequential/conv2d_1/kernel", …]
 *
 * Files that name Theano as the backend hold the kernels of Conv2D turned by 180 degrees, and of no other layer.
 * Source: keras/src/legacy/saving/legacy_h5_format.py
 */
export function namedArrays(h5: H5, name: string): Arrays {
  const isTurned = h5.texts("/", "backend")?.[0] === "theano";
  return ({ kind, names }, count) => {
    const [group = "", own] = [names[0], names.at(-1)];
    const listed = h5.texts(`model_weights/${group}`, "weight_names") ?? [];
    const arrays = names.length === 1 ? listed : listed.filter((array) => array.split("/").at(-2) === own);
    const fetch = (number: number) => {
      const tensor = arrays[number] === undefined ? undefined : h5.tensor(`model_weights/${group}/${arrays[number]}`);
      return tensor && isTurned && kind === "Conv2D" && tensor.shape.length === 4 ? turned(tensor) : tensor;
    };
    return all(count, fetch, `${name} has no model_weights/${names.map(shown).join("/")}`);
  };
}

/** A kernel `[height, width, inputs, outputs]` turned by 180 degrees. */
function turned({ shape, data }: StoredTensor): StoredTensor {
  const [height = 0, width = 0] = shape;
  const inner = data.length / (height * width);
  const back = new Float32Array(data.length);
  for (let at = 0; at < height * width; at++) back.set(data.subarray(at * inner, (at + 1) * inner), (height * width - 1 - at) * inner);
  return { shape, data: back };
}

function all(count: number, fetch: (number: number) => StoredTensor | undefined, missing: string): readonly StoredTensor[] {
  return Array.from({ length: count }, (_, number) => {
    const tensor = fetch(number);
    if (!tensor)
      throw new FormatError(`${missing} array ${number}, which its config asks for; it is damaged, or was saved without weights`);
    return tensor;
  });
}
