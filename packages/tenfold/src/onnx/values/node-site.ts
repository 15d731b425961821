import type { AttributeProto, NodeProto } from "onnx-buf";
import type { Shape } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import { type KnownNumbers, type KnownTest, layersOfKnown } from "../../model/known-numbers.js";
import { shown } from "../../model/shown.js";
import { type Constant, constantOf } from "./constant.js";
import type { Flow } from "./flow.js";

/** A size that the graph works out while it runs; the batch is not known before. */
export type PlaneSize = number | "batch";

/** What a name in an ONNX graph stands for. */
export type Value =
  | { readonly kind: "flow"; readonly flow: Flow }
  | { readonly kind: "constant"; readonly constant: Constant }
  | { readonly kind: "known"; readonly known: KnownNumbers }
  | { readonly kind: "test"; readonly test: KnownTest }
  | { readonly kind: "sizes"; readonly sizes: readonly PlaneSize[]; readonly scalar: boolean };

/** A node of the graph with what it reads. */
export interface NodeSite {
  readonly op: string;
  /** As in `net.onnx: its Conv "/conv1/Conv"`, to begin an error with. */
  readonly who: string;
  readonly opset: number;
  /** The size that the file fixes for the batch, if it does. */
  readonly batch: number | undefined;
  readonly inputs: readonly (Value | undefined)[];
  /** Shape of one image, as it comes to the network. */
  readonly images: Shape;
  /** Shape of the numbers that come beside it, of all inputs that hold some; undefined where there are none. */
  readonly context: Shape | undefined;
  /** How many values it makes. */
  readonly outputs: number;
  /** What comes from the images. */
  flow(at: number): Flow;
  constant(at: number): Constant;
  /** The same, for an input that may be left out. */
  optional(at: number): Constant | undefined;
  sizes(at: number): { readonly sizes: readonly PlaneSize[]; readonly scalar: boolean };
  int(name: string, otherwise: number): number;
  ints(name: string): readonly number[] | undefined;
  float(name: string, otherwise: number): number;
  text(name: string, otherwise: string): string;
  tensor(name: string): Constant | undefined;
  /** Counts numbers that are worked out to weights, and refuses too many for the file. */
  spend(numbers: number): void;
  /** Says what the user should know of how the node was taken. */
  tell(notice: string): void;
  /** Refuses the node unless it is as Tenfold has it. */
  want(holds: boolean, fault: string): void;
}

export function nodeSite(
  node: NodeProto,
  inputs: readonly (Value | undefined)[],
  { file, ...world }: { readonly file: string } & Pick<NodeSite, "opset" | "batch" | "images" | "context" | "spend" | "tell">,
): NodeSite {
  const who = `${file}: its ${node.opType}${node.name ? ` "${shown(node.name)}"` : ""}`;
  const refuse = (fault: string): never => {
    throw new FormatError(`${who} ${fault}`);
  };
  const attribute = (name: string): AttributeProto | undefined => node.attribute.find((one) => one.name === name);
  const site: NodeSite = {
    op: node.opType,
    who,
    ...world,
    inputs,
    outputs: node.output.length,
    flow(at) {
      const value = inputs[at];
      if (value?.kind === "known") {
        const { layers, width } = layersOfKnown(value.known, site);
        return { layers, sides: [width], order: [0], dims: value.known.dims, flat: true, of: "context" };
      }
      return value?.kind === "flow" ? value.flow : refuse(`does not get the images, or what was made of them, as input ${at + 1}`);
    },
    constant: (at) => site.optional(at) ?? refuse(`wants weights as input ${at + 1}`),
    optional(at) {
      const value = inputs[at];
      if (value === undefined) return undefined;
      return value.kind === "constant" ? value.constant : refuse(`gets input ${at + 1} from the images, where weights are wanted`);
    },
    sizes(at) {
      const value = inputs[at];
      if (value?.kind === "sizes") return value;
      if (value?.kind === "flow") {
        return at === 0 || node.opType === "Concat"
          ? refuse("takes or joins parts of images; Tenfold has it for shapes only, as exporters work them out")
          : refuse(`gets input ${at + 1} from the images, where whole numbers are wanted`);
      }
      const integers = value?.kind === "constant" ? value.constant.integers : undefined;
      if (!integers || value?.kind !== "constant") return refuse(`wants whole numbers as input ${at + 1}`);
      return { sizes: integers, scalar: value.constant.shape.length === 0 };
    },
    int: (name, otherwise) => Number(attribute(name)?.i ?? otherwise),
    ints: (name) => attribute(name)?.ints.map(Number),
    float: (name, otherwise) => attribute(name)?.f ?? otherwise,
    text: (name, otherwise) => (attribute(name) ? new TextDecoder().decode(attribute(name)?.s) : otherwise),
    tensor(name) {
      const tensor = attribute(name)?.t;
      return tensor && constantOf(tensor, file);
    },
    want(holds, fault) {
      if (!holds) refuse(fault);
    },
  };
  return site;
}
