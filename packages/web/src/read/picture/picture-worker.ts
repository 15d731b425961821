import { InputError } from "tenfold";
import { decodeBlob } from "tenfold/image";
import type { PictureAnswer, PictureWish } from "./picture-messages.js";
import { readablePage } from "./readable-page.js";

// The program of the worker that decodes a picture: for a photo that takes longer than a page may stand still.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;

scope.onmessage = async ({ data: { file, name, isGray } }: MessageEvent<PictureWish>) => {
  try {
    const page = await readablePage(await decodeBlob(file, name), isGray, (await isJpeg(file)) ? file : undefined);
    scope.postMessage({ kind: "decoded", ...page } satisfies PictureAnswer, [page.picture.pixels.buffer as ArrayBuffer]);
  } catch (error) {
    const isOfTheFile = error instanceof InputError;
    if (!isOfTheFile) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message, isOfTheFile } satisfies PictureAnswer);
  }
};

/** Whether the browser shows the file as it was decoded: a JPEG, which hides nothing, and is turned as the camera says in both. */
async function isJpeg(file: Blob): Promise<boolean> {
  const [first, second, third] = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  return first === 0xff && second === 0xd8 && third === 0xff;
}
