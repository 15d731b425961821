import type { Shape } from "../../engine/tensor.js";
import type { Layer, WeightSpec } from "../../layers/layer.js";

/** A layer with its place in a network. */
export interface PlacedLayer {
  /** Unique in the network, in Keras's way: "conv2d", "conv2d_1", …; inside another layer by its path, "residual_3.conv2d_1". */
  readonly name: string;
  /** Counts all layers of the network, those inside others too, in the order of `everyLayer`. */
  readonly number: number;
  readonly layer: Layer;
  readonly input: Shape;
  readonly output: Shape;
  /** Its own, without those of the layers inside it. */
  readonly weights: readonly WeightSpec[];
  /** Its own, for one example. */
  readonly multiplyAdds: number;
  /** The layers inside it, a list a part; none for most. */
  readonly parts: readonly (readonly PlacedLayer[])[];
}

/**
 * Gives layers that follow each other, and those inside them, their names and shapes.
 *
 * @param context shape of the network's second input, where it has one
 * @param prefix before each name, "residual_3." inside that layer
 * @param count how many layers of the network have a number already; counted on
 * @throws ShapeError when a layer cannot take what the one before makes
 */
export function place(
  layers: readonly Layer[],
  input: Shape,
  context?: Shape,
  prefix = "",
  count = { layers: 0 },
  seen = new Map<string, number>(),
): PlacedLayer[] {
  let shape = input;
  return layers.map((layer) => {
    const before = shape;
    shape = layer.outputShape(before, context);
    const name = prefix + uniqueName(layer.kind, seen);
    const number = count.layers++;
    const inside = new Map<string, number>();
    return {
      name,
      number,
      layer,
      input: before,
      output: shape,
      weights: layer.weights?.(before) ?? [],
      multiplyAdds: layer.multiplyAdds?.(before) ?? 0,
      parts: (layer.parts?.(before, context) ?? []).map((part) => place(part.layers, part.input, context, `${name}.`, count, inside)),
    };
  });
}

/** All layers, each followed by those inside it. */
export function everyLayer(layers: readonly PlacedLayer[]): readonly PlacedLayer[] {
  return layers.flatMap((layer) => [layer, ...layer.parts.flatMap(everyLayer)]);
}

function uniqueName(kind: string, seen: Map<string, number>): string {
  const number = seen.get(kind) ?? 0;
  seen.set(kind, number + 1);
  return number === 0 ? kind : `${kind}_${number}`;
}
