import { InputError } from "../errors.js";
import type { Metrics } from "./callback.js";

/** Reads a metric so that lower is better, whatever it measures: losses and error rates as they are, everything else negated. */
export function scoreOf(who: string, watch: string, metrics: Metrics): number {
  const value = metrics[watch];
  if (value === undefined) {
    const missing = watch.startsWith("val_") ? "; give fit() validation data" : "";
    throw new InputError(`${who} watches "${watch}", but this run reports ${Object.keys(metrics).join(", ")}${missing}`);
  }
  return watch.endsWith("loss") || watch.endsWith("error_rate") ? value : -value;
}
