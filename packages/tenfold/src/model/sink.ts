import { refuseCame } from "../what-came.js";

/** A place that bytes go to as a whole: a file, a browser's download, a store. */
export interface Sink {
  /** Where the bytes end up, for messages: a path or an address. */
  readonly where: string;
  /** Keeps these bytes, all or none, in place of what was there before. */
  write(bytes: Uint8Array): Promise<void>;
}

/** @throws UsageError when it is none */
export function needSink(who: string, came: Sink): Sink {
  if (typeof came?.write === "function") return came;
  return refuseCame(`${who}: where to`, came, 'a place, as saveTo("model.safetensors") from tenfold/node,');
}
