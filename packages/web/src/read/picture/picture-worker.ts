import { InputError } from "tenfold";
import { decodeBlob } from "tenfold/image";
import type { PictureAnswer, PictureWish } from "./picture-messages.js";
import { pngOf } from "./png-of.js";

// The program of the worker that decodes a picture: for a photo that takes longer than a page may stand still.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;

scope.onmessage = async ({ data: { file, name } }: MessageEvent<PictureWish>) => {
  try {
    const picture = await decodeBlob(file, name);
    const image = await pngOf(picture);
    scope.postMessage({ kind: "decoded", picture, image } satisfies PictureAnswer, [picture.pixels.buffer as ArrayBuffer]);
  } catch (error) {
    const isOfTheFile = error instanceof InputError;
    if (!isOfTheFile) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message, isOfTheFile } satisfies PictureAnswer);
  }
};
