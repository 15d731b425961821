import type { MessageInitShape } from "@bufbuild/protobuf";
import type { GraphProtoSchema } from "onnx-buf";
import { attributeTypes, tensorTypes } from "../tensor-types.js";

type GraphInit = MessageInitShape<typeof GraphProtoSchema>;
type NodeInit = NonNullable<GraphInit["node"]>[number];
type TensorInit = NonNullable<GraphInit["initializer"]>[number];
type AttributeInit = Exclude<NonNullable<Extract<NodeInit, { $typeName?: never }>["attribute"]>[number], undefined>;

/** Whole numbers, lists of them, and `{ float }`. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** An ONNX graph as it grows: nodes in the order they run, and the constants they read. */
export interface GraphWriter {
  readonly nodes: NodeInit[];
  readonly constants: TensorInit[];
  /** Adds a node with one output, and returns the name of the value it makes. */
  node(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** Adds floats, and returns the name to read them by. */
  floats(name: string, shape: readonly number[], data: Float32Array): string;
  /** The same for whole numbers. */
  integers(name: string, values: readonly number[]): string;
}

export function graphWriter(): GraphWriter {
  const nodes: NodeInit[] = [];
  const constants: TensorInit[] = [];
  const keep = (tensor: TensorInit & { readonly name: string }) => {
    constants.push(tensor);
    return tensor.name;
  };
  return {
    nodes,
    constants,
    node(opType, inputs, attributes = {}) {
      const name = `${opType}_${nodes.length}`;
      const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
      nodes.push({ opType, name, input: [...inputs], output: [name], attribute });
      return name;
    },
    floats: (name, shape, data) => keep({ name, dims: shape.map(BigInt), dataType: tensorTypes.FLOAT, rawData: bytesOf(data) }),
    integers: (name, values) => keep({ name, dims: [BigInt(values.length)], dataType: tensorTypes.INT64, int64Data: values.map(BigInt) }),
  };
}

function attributeOf(name: string, value: Attribute): AttributeInit {
  if (typeof value === "number") return { name, type: attributeTypes.INT, i: BigInt(value) };
  if ("float" in value) return { name, type: attributeTypes.FLOAT, f: value.float };
  return { name, type: attributeTypes.INTS, ints: value.map(BigInt) };
}

/** Low byte first, as ONNX wants it, on machines of either byte order. */
function bytesOf(data: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * data.length));
  data.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return new Uint8Array(view.buffer);
}
