import { type Shape, sizeOf } from "../../engine/tensor.js";
import { everyLayer, type PlacedLayer } from "./place.js";
import { multiplyAdds, type Network, needNetwork, parameterCounts } from "./sequential.js";

/** What a network is made of, in numbers. */
export interface Summary {
  readonly name: string;
  /** Shape of one image, `[height, width, channels]`. */
  readonly input: Shape;
  /** `[numbers]` of what is known beside it; only where the network takes such a context. */
  readonly context?: Shape;
  /** Each followed by those inside it. */
  readonly layers: readonly LayerSummary[];
  /** Numbers that make up the network: those that train, and those that only move along. */
  readonly parameters: { readonly total: number; readonly trainable: number; readonly nonTrainable: number };
  /** For one example, forward. */
  readonly multiplyAdds: number;
}

export interface LayerSummary {
  /** "batch_normalization_1" */
  readonly name: string;
  /** As Keras calls the class, "BatchNormalization". */
  readonly type: string;
  /** Of one example. */
  readonly outputShape: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** A network's layers, shapes and costs as data. */
export function summarize(network: Network): Summary {
  needNetwork("summarize", network);
  const { trainable, fixed } = parameterCounts(network);
  return {
    name: network.name,
    input: network.input,
    ...(network.context && { context: network.context }),
    layers: everyLayer(network.layers).map(layerSummary),
    parameters: { total: trainable + fixed, trainable, nonTrainable: fixed },
    multiplyAdds: multiplyAdds(network),
  };
}

/**
 * A network's layers, shapes and parameters as a table in the look of Keras's `model.summary()`, 4 bytes a parameter, and the
 * multiply-adds of one image. Ends with a line feed.
 */
export function summary(network: Network): string {
  const { name, context, layers, parameters, multiplyAdds: work } = summarize(network);
  const rows = layers.map(
    (layer): Row => [
      `${layer.name} (${layer.type})`,
      shapeWithBatch(layer.outputShape),
      whole(layer.parameters),
      whole(layer.multiplyAdds),
    ],
  );
  return `Model: "${name}"
${table(["Layer (type)", "Output Shape", "Param #", "Multiply-adds"], rows)}
 Total params: ${withSize(parameters.total)}
 Trainable params: ${withSize(parameters.trainable)}
 Non-trainable params: ${withSize(parameters.nonTrainable)}
 Multiply-adds: ${whole(work)} per image
${context ? ` Inputs: image ${shapeWithBatch(network.input)}, context ${shapeWithBatch(context)}\n` : ""}`;
}

function layerSummary({ name, layer, output, weights, multiplyAdds }: PlacedLayer): LayerSummary {
  const parameters = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { name, type: typeName(layer.kind), outputShape: output, parameters, multiplyAdds };
}

const spelled: Readonly<Record<string, string>> = { elu: "ELU", film: "FiLM", relu: "ReLU", silu: "SiLU" };

/** "max_pooling2d" -> "MaxPooling2D" */
function typeName(kind: string): string {
  const words = kind.split("_").map((word) => spelled[word] ?? word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("").replace(/(\d)d$/, "$1D");
}

type Row = readonly [layer: string, shape: string, parameters: string, multiplyAdds: string];

function table(header: Row, rows: readonly Row[]): string {
  const widths = header.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] as string)].map(({ length }) => length)),
  );
  const rule = (left: string, line: string, cross: string, right: string) =>
    left + widths.map((width) => line.repeat(width + 2)).join(cross) + right;
  const line = (row: Row, side: string) => {
    const cells = row.map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)));
    return `${side} ${cells.join(` ${side} `)} ${side}`;
  };
  const between = `\n${rule("├", "─", "┼", "┤")}\n`;
  return `${rule("┏", "━", "┳", "┓")}
${line(header, "┃")}
${rule("┡", "━", "╇", "┩")}
${rows.map((row) => line(row, "│")).join(between)}
${rule("└", "─", "┴", "┘")}`;
}

function shapeWithBatch(shape: Shape): string {
  return `(None, ${shape.join(", ")})`;
}

function whole(value: number): string {
  return value.toLocaleString("en-US");
}

/** "288,618 (1.10 MB)" */
function withSize(parameters: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let size = parameters * 4;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${whole(parameters)} (${size.toFixed(2)} ${units[unit]})`;
}
