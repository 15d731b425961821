import { InputError, type Picture } from "tenfold";
import type { FormTemplate } from "tenfold/forms";
import { pageReader } from "../../page-reading.js";
import type { FormAnswer, FormWish, FoundForm } from "./form-messages.js";

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Finds a form in a picture and reads its fields; where it does not fit, its registration says why.
 *
 * @param page of the template, counted from 1
 * @param onField is told how many fields were read
 * @throws InputError when the picture is at fault
 */
export async function foundForm(
  picture: Picture,
  { template, page, onField }: { template: FormTemplate; page: number; onField?: (count: number) => void },
): Promise<FoundForm> {
  const { form } = await inTurn<"found">({ kind: "read", picture, template, page }, onField);
  return form;
}

/** One form at a time: who asks later waits for those before. */
function inTurn<K extends FormAnswer["kind"]>(
  wish: FormWish,
  onField?: (count: number) => void,
): Promise<FormAnswer & { readonly kind: K }> {
  const answer = last.then(() => asked<K>(wish, onField));
  last = answer.catch(() => {});
  return answer;
}

function asked<K extends FormAnswer["kind"]>(
  wish: FormWish,
  onField?: (count: number) => void,
): Promise<FormAnswer & { readonly kind: K }> {
  worker ??= new Worker(new URL("./form-worker.ts", import.meta.url), { type: "module" });
  const own = worker;
  let count = 0;
  return new Promise((resolve, reject) => {
    own.onmessage = async ({ data }: MessageEvent<FormAnswer>) => {
      if (data.kind === "read field") {
        own.postMessage(await fieldRead(data));
        onField?.(++count);
      } else if (data.kind !== "refused") resolve(data as FormAnswer & { readonly kind: K });
      else reject(data.isOfTheFile ? new InputError(data.sentence) : new Error(data.sentence));
    };
    own.onerror = ({ message }) => {
      own.terminate();
      worker = undefined; // another try loads it again
      reject(new InputError(`what finds forms could not be loaded (${message}); look at the connection and try again`));
    };
    own.postMessage(wish);
  });
}

async function fieldRead({ picture, options }: Extract<FormAnswer, { kind: "read field" }>): Promise<FormWish> {
  try {
    return { kind: "field", reading: await (await pageReader()).read(picture, options) };
  } catch (error) {
    return { kind: "unread field", sentence: (error as Error).message };
  }
}
