import { softmax } from "../engine/ops/softmax.js";
import type { Loss } from "./loss.js";

/**
 * -Σ target log(probability), in nats, for one-hot or soft targets: how surprised the network is by the true class. Softmax is
 * part of it: together they are stable, and their gradient is simply probability - target.
 */
export function categoricalCrossentropy(): Loss {
  return { kind: "categorical_crossentropy", evaluate: softmax };
}
