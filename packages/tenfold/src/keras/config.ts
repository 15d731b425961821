import { FormatError } from "../errors.js";
import { shown } from "../model/shown.js";

/** A layer as Keras describes it. */
export interface KerasLayer {
  /** "Conv2D" */
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A Sequential model as Keras describes it. */
export interface KerasModel {
  readonly name: string;
  /** Of one image, `[28, 28, 1]`, `[28, 28]` or `[784]`. */
  readonly input: readonly number[];
  /** Without the input layer. */
  readonly layers: readonly KerasLayer[];
}

type Json = Readonly<Record<string, unknown>>;

const LAYER_LIMIT = 1000;

/**
 * Reads the JSON in which Keras describes a model.
 *
 * @throws FormatError when it is no JSON, no Sequential model, or tells no input of fixed size
 */
export function parseConfig(text: string, name: string): KerasModel {
  const model = asObject(parsed(text, name));
  if (model.class_name !== "Sequential") {
    throw new FormatError(`${name} holds a ${shown(String(model.class_name))} model; Sequential ones are read, export others to ONNX`);
  }
  const config = asObject(model.config);
  const entries = Array.isArray(model.config) ? (model.config as unknown[]) : config.layers; // a list alone before Keras 2.2.3
  if (!Array.isArray(entries) || entries.length > LAYER_LIMIT)
    throw new FormatError(`${name}: its config has no list of up to ${LAYER_LIMIT} layers; it is damaged`);
  const all = entries.map((entry): KerasLayer => ({ kind: String(asObject(entry).class_name), config: asObject(asObject(entry).config) }));
  const layers = all.filter(({ kind }) => kind !== "InputLayer");
  return { name: typeof config.name === "string" ? config.name : "sequential", input: inputOf(all, config, name), layers };
}

function inputOf([first]: readonly KerasLayer[], config: Json, name: string): readonly number[] {
  const shape = first?.config.batch_shape ?? first?.config.batch_input_shape ?? config.build_input_shape;
  const [, ...sides] = Array.isArray(shape) ? (shape as unknown[]) : [];
  if (sides.length < 1 || sides.length > 3 || !sides.every(isSide)) {
    throw new FormatError(
      `${name}: its config tells no input of [height, width, channels] in fixed numbers up to 4096; give the model an Input layer`,
    );
  }
  return sides;
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= 4096;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError(`${name}: its config is not JSON; it is damaged`);
  }
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
