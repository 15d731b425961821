import { InputError } from "tenfold";
import type { SaveAnswer, SaveWish } from "./save-messages.js";

/**
 * What was read, as a file of a format. What writes it is fetched then, and not before.
 *
 * @throws InputError when the format cannot hold it, or what writes it cannot be loaded
 */
export async function writtenFile(wish: SaveWish): Promise<Extract<SaveAnswer, { kind: "written" }>> {
  const worker = new Worker(new URL("./save-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<SaveAnswer>) =>
        data.kind === "written" ? resolve(data) : reject(new InputError(data.sentence));
      worker.onerror = ({ message }) =>
        reject(new InputError(`what writes files could not be loaded (${message}); look at the connection and try again`));
      worker.postMessage(wish);
    });
  } finally {
    worker.terminate();
  }
}
