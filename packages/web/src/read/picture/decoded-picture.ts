import { InputError } from "tenfold";
import type { PictureAnswer, PictureWish } from "./picture-messages.js";
import type { ReadablePage } from "./readable-page.js";

/**
 * Decodes a picture in a worker, which ends with it.
 *
 * @param isGray whether its shades of gray are all that is read of it
 * @returns its pixels, and pictures to show
 * @throws InputError when the browser cannot decode it, or it is too large
 */
export async function decodedPicture(file: Blob, name: string, isGray: boolean): Promise<ReadablePage> {
  const worker = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<PictureAnswer>) => {
        if (data.kind === "decoded") resolve(data);
        else reject(data.isOfTheFile ? new InputError(data.sentence) : new Error(data.sentence));
      };
      worker.onerror = ({ message }) =>
        reject(new InputError(`${name}: what decodes pictures could not be loaded (${message}); look at the connection and try again`));
      worker.postMessage({ file, name, isGray } satisfies PictureWish);
    });
  } finally {
    worker.terminate();
  }
}
