import { UsageError } from "../errors.js";
import { dropout } from "../layers/dropout.js";
import { inputsOf, type Network, sequential } from "./network/sequential.js";

/**
 * A network like another, all its dropout layers at another rate.
 *
 * @throws UsageError when it has none, or the rate is not in 0 <= rate < 1
 */
export function withDropout(network: Network, rate: number): Network {
  const { name, layers } = network;
  if (!layers.some(({ layer }) => layer.kind === "dropout"))
    throw new UsageError(`"${name}" has no dropout; quick, classic and efficientnet have it`);
  return sequential(
    { name, input: inputsOf(network) },
    layers.map(({ layer }) => (layer.kind === "dropout" ? dropout(rate) : layer)),
  );
}
