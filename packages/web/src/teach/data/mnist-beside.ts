import { InputError } from "tenfold";
import type { ChosenFile, TrainAndTest } from "../training-order.js";
import { idxFiles } from "./idx-files.js";

/** Below the page, where Tenfold's server has them and `npm run site` puts them. */
const FOLDER = "data/mnist/";
const FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/**
 * MNIST, as it lies beside the page.
 *
 * @param base the page's address
 * @throws InputError when it does not
 */
export async function mnistBeside(base: string): Promise<TrainAndTest> {
  const { train, test } = await idxFiles("MNIST", await Promise.all(FILES.map((name) => fetched(new URL(`${FOLDER}${name}.gz`, base)))));
  return { train: { ...train, name: "mnist train" }, test: { ...test, name: "mnist test" } };
}

async function fetched(url: URL): Promise<ChosenFile> {
  const answer = await fetch(url).catch(() => undefined);
  const isThere = answer?.ok && !answer.headers.get("content-type")?.includes("html"); // some hosts answer everything with their first page
  if (isThere) return { path: url.pathname, file: await answer.blob() };
  throw new InputError(`MNIST does not lie beside this page, at ${FOLDER}; drop its four IDX files here, or start tenfold serve`);
}
