import { sizeOf } from "../engine/tensor.js";
import { FormatError } from "../errors.js";
import { averagePool2d } from "../layers/average-pool2d.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { depthwiseConv2d } from "../layers/depthwise-conv2d.js";
import { dropout } from "../layers/dropout.js";
import { elu } from "../layers/elu.js";
import { flatten } from "../layers/flatten.js";
import { globalAveragePool2d } from "../layers/global-average-pool2d.js";
import { globalMaxPool2d } from "../layers/global-max-pool2d.js";
import { hardSilu } from "../layers/hard-silu.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import type { PoolOptions } from "../layers/pool-window.js";
import { relu } from "../layers/relu.js";
import { rescaling } from "../layers/rescaling.js";
import { sameMargins } from "../layers/same-margins.js";
import { sigmoid } from "../layers/sigmoid.js";
import { silu } from "../layers/silu.js";
import type { SlidingWindowOptions } from "../layers/sliding-window.js";
import { softmax } from "../layers/softmax.js";
import { tanh } from "../layers/tanh.js";
import { zeroPadding2d } from "../layers/zero-padding2d.js";
import type { WeightedLayer } from "../model/imported.js";
import { shown } from "../model/shown.js";
import type { StoredTensor } from "../model/stored/safetensors.js";
import { asSamePadding, type Slid } from "./same-padding.js";

/** A Keras layer about to become one or more of Tenfold's. */
export interface KerasSite {
  /** As in `f.keras: its Conv2D "conv2d"`, to begin an error with. */
  readonly who: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Of one image, as it comes to the layer. */
  readonly input: readonly number[];
  /** Whether the model has the channels of images first; `input` has them last in any case. */
  readonly channelsFirst: boolean;
  /** Its arrays in Keras's order, so many as wanted. */
  arrays(count: number): readonly StoredTensor[];
}

/** Keras's layers by class name. What one does is spread over several of Tenfold's where it has an activation. */
export const kerasLayers: Readonly<Record<string, (site: KerasSite) => readonly WeightedLayer[]>> = {
  Activation: (site) => activation(site),
  AveragePooling2D: (site) => [plain(averagePool2d(poolingOf(site)))],
  BatchNormalization: (site) => {
    const { epsilon, momentum, axis = -1, center = true, scale = true } = site.config;
    const isFirst = site.channelsFirst && site.input.length === 3;
    const channels = isFirst ? [1, -3] : [-1, site.input.length];
    const own = [axis].flat().every((one) => channels.includes(Number(one)));
    want(site, own, `normalizes another axis than the channels, the ${isFirst ? "first" : "last"}`);
    const [moving, extra] = [2, Number(center === true) + Number(scale === true)];
    const arrays = [...site.arrays(moving + extra)];
    const shape = [site.input.at(-1) as number];
    const gamma = scale ? (arrays.shift() as StoredTensor) : filled(shape, 1);
    const beta = center ? (arrays.shift() as StoredTensor) : filled(shape, 0);
    const [mean, variance] = arrays as [StoredTensor, StoredTensor];
    const running = { shape: [2, ...shape], data: new Float32Array(mean.data.length + variance.data.length) };
    running.data.set(mean.data);
    running.data.set(variance.data, mean.data.length);
    return [{ layer: batchNorm({ epsilon: Number(epsilon), momentum: Number(momentum) }), weights: { gamma, beta, running } }];
  },
  Conv2D: (site) => {
    wantOf(site, "groups", (groups) => groups === 1, "groups");
    const filters = Number(site.config.filters);
    return [slid(site, (side, options) => conv2d(filters, side, options), filters), ...activation(site)];
  },
  DepthwiseConv2D: (site) => {
    wantOf(site, "depth_multiplier", (multiplier) => multiplier === 1, "more than one kernel a channel");
    return [slid(site, depthwiseConv2d, site.input.at(-1) as number), ...activation(site)];
  },
  Dense: (site) => [withBias(site, dense(Number(site.config.units)), Number(site.config.units)), ...activation(site)],
  Dropout: ({ config }) => [plain(dropout(Number(config.rate)))],
  ELU: ({ config }) => [plain(elu({ alpha: Number(config.alpha ?? 1) }))],
  Flatten: () => [plain(flatten())],
  GlobalAveragePooling2D: (site) => {
    wantOf(site, "keepdims", (keeps) => keeps !== true, "keepdims");
    wantOwnFormat(site);
    return [plain(globalAveragePool2d())];
  },
  GlobalMaxPooling2D: (site) => {
    wantOf(site, "keepdims", (keeps) => keeps !== true, "keepdims");
    wantOwnFormat(site);
    return [plain(globalMaxPool2d())];
  },
  LeakyReLU: ({ config }) => [plain(relu({ slope: Number(config.negative_slope ?? config.alpha ?? 0.3) }))], // alpha in Keras 2
  MaxPooling2D: (site) => [plain(maxPool2d(poolingOf(site)))],
  ReLU: (site) => {
    const { max_value: limit, negative_slope: slope = 0, threshold = 0 } = site.config;
    want(site, Number(threshold) === 0, "has a threshold; Tenfold's ReLU has none");
    return [plain(relu({ slope: Number(slope), limit: Number(limit ?? Number.POSITIVE_INFINITY) }))];
  },
  Rescaling: ({ config }) => [plain(rescaling({ scale: Number(config.scale), offset: Number(config.offset ?? 0) }))],
  Reshape: (site) => {
    // Sizes of 1 come and go without a number moving: [28, 28] to [28, 28, 1].
    const target = [site.config.target_shape].flat().map(Number);
    const kept = (sides: readonly number[]) => sides.filter((side) => side !== 1).join();
    want(
      site,
      sizeOf(target) === sizeOf(site.input) && kept(target) === kept(site.input),
      "gives images another shape; Tenfold has no such layer",
    );
    return [];
  },
  SeparableConv2D: (site) => {
    wantOf(site, "depth_multiplier", (multiplier) => multiplier === 1, "more than one kernel a channel");
    const [filters, channels] = [Number(site.config.filters), site.input.at(-1) as number];
    const biased = site.config.use_bias !== false;
    const [kernel, pointwise, bias = filled([filters], 0)] = site.arrays(biased ? 3 : 2) as [StoredTensor, StoredTensor, StoredTensor?];
    const { side, options, embed } = slidingOf(site);
    return [
      { layer: depthwiseConv2d(side, options), weights: { kernel: embed(kernel), bias: filled([channels], 0) } },
      { layer: conv2d(filters, 1), weights: { kernel: pointwise, bias } },
      ...activation(site),
    ];
  },
  Softmax: (site) => {
    wantOf(site, "axis", (axis) => axis === -1, "another axis than the last");
    return [plain(softmax())];
  },
  ZeroPadding2D: (site) => {
    wantOwnFormat(site);
    const directions = [site.config.padding ?? 1].flat(); // a number for all, one a direction, or one an edge
    const edges = (direction: unknown) => [direction].flat().map(Number);
    const [top = 0, bottom = top] = edges(directions[0]);
    const [left = 0, right = left] = edges(directions.at(-1));
    return [plain(zeroPadding2d({ top, left, bottom, right }))];
  },
};

/** Layers that act in training only. */
export const trainingOnly: readonly string[] = [
  ...["ActivityRegularization", "AlphaDropout", "GaussianDropout", "GaussianNoise", "SpatialDropout2D"],
  ...["RandomBrightness", "RandomContrast", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomInvert"],
  ...["RandomRotation", "RandomShear", "RandomTranslation", "RandomZoom"],
];

const activations: Readonly<Record<string, readonly WeightedLayer[]>> = {
  elu: [plain(elu())],
  hard_silu: [plain(hardSilu())],
  hard_swish: [plain(hardSilu())],
  leaky_relu: [plain(relu({ slope: 0.2 }))],
  linear: [],
  relu: [plain(relu())],
  relu6: [plain(relu({ limit: 6 }))],
  sigmoid: [plain(sigmoid())],
  silu: [plain(silu())],
  softmax: [plain(softmax())],
  swish: [plain(silu())],
  tanh: [plain(tanh())],
};

const activationLayers: ReadonlySet<string> = new Set(["ELU", "LeakyReLU", "ReLU", "Softmax"]);

/** By its name, or the layer that a model was given in its place. */
function activation(site: KerasSite): readonly WeightedLayer[] {
  const { activation: name = "linear" } = site.config;
  const { class_name: kind, config } = Object(name) as Readonly<Record<string, unknown>>;
  if (typeof kind === "string" && activationLayers.has(kind)) {
    return (kerasLayers[kind] as (site: KerasSite) => readonly WeightedLayer[])({ ...site, config: Object(config) });
  }
  const known = typeof name === "string" && Object.hasOwn(activations, name) ? activations[name] : undefined;
  const called = typeof name === "string" ? shown(name) : "of its own";
  if (!known)
    throw new FormatError(
      `${site.who} has the activation ${called}, which Tenfold does not have; it has ${Object.keys(activations).join(", ")}`,
    );
  return known;
}

/** How a kernel slides, and what of it is stored for that. */
interface Sliding {
  readonly side: number;
  readonly options: SlidingWindowOptions;
  readonly embed: Slid["embed"];
}

function slidingOf(site: KerasSite): Sliding {
  const { kernel_size: sizes, strides, padding } = site.config;
  wantOf(site, "dilation_rate", (rate) => every(rate, 1), "dilation");
  wantOwnFormat(site);
  const [kernel = 0, across] = [sizes].flat().map(Number);
  const [stride = 1, sideways = stride] = [strides ?? 1].flat().map(Number);
  want(site, kernel === (across ?? kernel) && stride === sideways, "has a kernel or strides that are not the same both ways");
  want(site, padding === "same" || padding === "valid", `has the padding ${shown(JSON.stringify(padding ?? null))}`);
  if (padding === "valid") return { side: kernel, options: { padding, stride }, embed: (tensor) => tensor };
  const possible = [kernel, stride].every((size) => Number.isInteger(size) && size >= 1 && size <= LARGEST);
  want(site, possible, `has a kernel of ${kernel} and strides of ${stride}; wanted are whole numbers from 1 to ${LARGEST}`);
  return { ...asSamePadding(kernel, stride, site.input.slice(0, 2)), options: { padding: "same", stride } };
}

/** Windows beside each other unless told otherwise. */
function poolingOf(site: KerasSite): PoolOptions {
  const { pool_size: sizes, strides, padding = "valid" } = site.config;
  wantOwnFormat(site);
  const [size = 2, across = size] = [sizes ?? 2].flat().map(Number);
  const [stride = 1, sideways = stride] = [strides ?? size].flat().map(Number);
  want(site, size === across && stride === sideways, "has windows or strides that are not the same both ways");
  want(site, padding === "same" || padding === "valid", `has the padding ${shown(JSON.stringify(padding))}`);
  return { size, stride, padding: padding === "same" ? sameMargins(site.input, size, stride) : "valid" };
}

/** The largest kernel that is taken, which bounds what a file's numbers can make of memory. */
const LARGEST = 256;

/** A convolution with the kernel that its padding asks for. */
function slid(site: KerasSite, make: (side: number, options: SlidingWindowOptions) => Layer, outputs: number): WeightedLayer {
  const { side, options, embed } = slidingOf(site);
  const { layer, weights } = withBias(site, make(side, options), outputs);
  return { layer, weights: { ...weights, kernel: embed(weights.kernel as StoredTensor) } };
}

function plain(layer: Layer): WeightedLayer {
  return { layer, weights: {} };
}

function withBias(site: KerasSite, layer: Layer, units: number): WeightedLayer {
  const biased = site.config.use_bias !== false;
  const [kernel, bias = filled([units], 0)] = site.arrays(biased ? 2 : 1);
  return { layer, weights: { kernel: kernel as StoredTensor, bias } };
}

function filled(shape: readonly number[], value: number): StoredTensor {
  return { shape, data: new Float32Array(sizeOf(shape)).fill(value) };
}

function every(value: unknown, wanted: number): boolean {
  return [value].flat().every((one) => one === wanted);
}

/** Refuses what an option says, where it is there. */
function wantOf(site: KerasSite, option: string, holds: (value: unknown) => boolean, what: string): void {
  const value = site.config[option];
  want(site, value === undefined || holds(value), `has ${what}; Tenfold has no such layer`);
}

/** One model has its channels in one place. */
function wantOwnFormat(site: KerasSite): void {
  const own = site.channelsFirst ? "channels_first" : "channels_last";
  wantOf(site, "data_format", (format) => format === own || format === null, "its channels elsewhere than the layers around it");
}

function want({ who }: KerasSite, holds: boolean, fault: string): void {
  if (!holds) throw new FormatError(`${who} ${fault}`);
}
