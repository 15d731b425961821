import { startEngine } from "../src/engine/engine.js";
import { rng } from "../src/engine/rng.js";
import type { ModelFile } from "../src/model/files/model-file.js";
import { classCount, type Network } from "../src/model/network/sequential.js";
import { allocateWeights, type WeightValues } from "../src/model/network/weights.js";

/**
 * A network with weights as after a training: biases that are not 0, scales that are not 1, running statistics that have moved. So no part
 * of it can be left out without a trace.
 */
export async function trainedLooking(network: Network): Promise<Omit<ModelFile, "metadata">> {
  const engine = await startEngine({ threads: 1 });
  const fresh = allocateWeights(engine, network, 1, false).copy();
  await engine.dispose();
  const random = rng(7);
  const weights: WeightValues = Object.fromEntries(
    Object.entries(fresh).map(([name, { shape, data }]) => {
      const moved = data.map((value) => value * (0.8 + 0.4 * random.uniform()) + (name.endsWith("kernel") ? 0 : 0.2 * random.uniform()));
      return [name, { shape, data: moved }];
    }),
  );
  const classNames = Array.from({ length: classCount(network) }, (_, index) => String(index));
  return { network, weights, classNames };
}
