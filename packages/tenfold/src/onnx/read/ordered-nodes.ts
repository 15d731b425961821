import type { NodeProto } from "onnx-buf";
import { FormatError } from "../../errors.js";
import { shown } from "../../model/shown.js";
import type { OnnxGraph } from "./graph.js";

/**
 * The nodes that the output depends on, each behind those that make what it reads, in whatever order the file has them.
 *
 * @throws FormatError when a value is made twice, or nodes wait for each other in a circle
 */
export function orderedNodes({ nodes, output }: Pick<OnnxGraph, "nodes" | "output">, name: string): readonly NodeProto[] {
  const makers = new Map<string, NodeProto>();
  for (const node of nodes) {
    for (const made of node.output.filter(Boolean)) {
      if (makers.has(made)) throw new FormatError(`${name} makes "${shown(made)}" twice; the file is damaged`);
      makers.set(made, node);
    }
  }
  const begun = new Set<NodeProto>();
  const done = new Set<NodeProto>();
  const open = [makers.get(output)];
  while (open.length > 0) {
    const node = open.at(-1);
    if (!node || done.has(node)) {
      open.pop();
      continue;
    }
    const waited = node.input.map((input) => makers.get(input)).filter((maker) => maker !== undefined && !done.has(maker));
    if (waited.length === 0) {
      open.pop();
      done.add(node);
      continue;
    }
    if (begun.has(node)) {
      throw new FormatError(`${name}: its ${node.opType} "${shown(node.name)}" waits for what is made of it; the file is damaged`);
    }
    begun.add(node);
    open.push(...waited);
  }
  return [...done];
}
