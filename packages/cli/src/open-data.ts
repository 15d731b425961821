import type { Dataset } from "tenfold";
import { mnist } from "tenfold/node";

/** The images to train on and to test with: MNIST, or what the four IDX files of a folder hold. */
export function openData(folder?: string): Promise<{ train: Dataset; test: Dataset }> {
  return mnist(folder === undefined ? {} : { from: folder });
}
