import { FormatError } from "../../errors.js";
import { averagePool2d } from "../../layers/average-pool2d.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { concatenate } from "../../layers/concatenate.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { depthwiseConv2d } from "../../layers/depthwise-conv2d.js";
import { dropout } from "../../layers/dropout.js";
import { elu } from "../../layers/elu.js";
import { embedding } from "../../layers/embedding.js";
import { film } from "../../layers/film.js";
import { flatten } from "../../layers/flatten.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { globalMaxPool2d } from "../../layers/global-max-pool2d.js";
import { hardSilu } from "../../layers/hard-silu.js";
import type { Layer } from "../../layers/layer.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import type { PoolOptions } from "../../layers/pool-window.js";
import { relu } from "../../layers/relu.js";
import { rescaling } from "../../layers/rescaling.js";
import { residual } from "../../layers/residual.js";
import { sigmoid } from "../../layers/sigmoid.js";
import { silu } from "../../layers/silu.js";
import { softmax } from "../../layers/softmax.js";
import { squeezeExcite } from "../../layers/squeeze-excite.js";
import { tanh } from "../../layers/tanh.js";
import { zeroPadding2d } from "../../layers/zero-padding2d.js";

/** The most layers that are read, those inside others counted, and the most that are read inside each other. */
const MOST_LAYERS = 1000;
const DEEPEST = 8;

/** A layer's options as they were read: of any type, of any value. */
type Options = Readonly<Record<string, unknown>>;

/** Layers by kind, from their kept options; `inside` reads lists of layers among these. */
const makers: Readonly<Record<string, (options: Options, inside: (entries: unknown) => Layer[]) => Layer>> = {
  average_pooling2d: ({ countPadding, ...rest }) => averagePool2d({ ...pooling(rest), countPadding: countPadding === true }),
  batch_normalization: ({ momentum, epsilon }) => batchNorm({ momentum: Number(momentum), epsilon: Number(epsilon) }),
  concatenate: ({ branch }, inside) => concatenate(inside(branch)),
  conv2d: ({ filters, kernel, ...rest }) => conv2d(Number(filters), Number(kernel), sliding(rest)),
  dense: ({ units }) => dense(Number(units)),
  depthwise_conv2d: ({ kernel, ...rest }) => depthwiseConv2d(Number(kernel), sliding(rest)),
  dropout: ({ rate }) => dropout(Number(rate)),
  embedding: ({ rows, size }) => embedding(rows as readonly number[], number(size)),
  elu: ({ alpha }) => elu({ alpha: number(alpha) }),
  film: ({ branch }, inside) => film(inside(branch)),
  flatten: () => flatten(),
  global_average_pooling2d: () => globalAveragePool2d(),
  global_max_pooling2d: () => globalMaxPool2d(),
  hard_silu: () => hardSilu(),
  max_pooling2d: (options) => maxPool2d(pooling(options)),
  relu: ({ slope = 0, limit = Number.POSITIVE_INFINITY }) => relu({ slope: number(slope), limit: number(limit) }),
  rescaling: ({ scale, offset }) => rescaling({ scale: Number(scale), offset: Number(offset) }),
  residual: ({ branch, shortcut }, inside) => residual(inside(branch), shortcut === undefined ? {} : { shortcut: inside(shortcut) }),
  sigmoid: () => sigmoid(),
  silu: () => silu(),
  softmax: () => softmax(),
  squeeze_excite: ({ channels, reduced }) => squeezeExcite(Number(channels), Number(reduced)),
  tanh: () => tanh(),
  zero_padding2d: ({ top, left, bottom, right }) =>
    zeroPadding2d({ top: number(top), left: number(left), bottom: number(bottom), right: number(right) }),
};

/**
 * Makes layers from the entries of a file: each `{ kind, …options }`, some with lists of entries among their options.
 *
 * @throws InputError when they are none, too many or too deep, or an option is impossible
 */
export function layersFrom(entries: unknown): Layer[] {
  let count = 0;

  function read(list: unknown, depth: number): Layer[] {
    if (!Array.isArray(list)) throw new FormatError("a list of layers is wanted where something else stands");
    count += list.length;
    if (count > MOST_LAYERS) throw new FormatError(`there are ${count} layers or more, at most ${MOST_LAYERS} are read`);
    if (depth > DEEPEST) throw new FormatError(`its layers lie inside each other more than ${DEEPEST} deep`);
    return list.map((entry) => {
      const { kind, ...options } = Object(entry) as Options;
      const make = typeof kind === "string" && Object.hasOwn(makers, kind) ? makers[kind] : undefined;
      if (!make) throw new FormatError(`layer "${kind}" is unknown; known are ${Object.keys(makers).join(", ")}`);
      return make(options, (inside) => read(inside, depth + 1));
    });
  }

  return read(entries, 1);
}

function sliding({ padding, stride = 1 }: Options) {
  return { padding: padding === "valid" ? "valid" : "same", stride: Number(stride) } as const;
}

/** Checked by the layer itself. */
function pooling({ size = 2, stride = size, padding = "valid" }: Options): PoolOptions {
  return { size: number(size), stride: number(stride), padding: padding as "valid" };
}

/** NaN for what is none, which every layer refuses. */
function number(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}
