import { InputError, type Picture } from "tenfold";
import type { Draft, FormTemplate } from "tenfold/forms";
import type { Region } from "tenfold/recognize";
import { pageReader } from "../../page-reading.js";
import type { FormAnswer, FormWish, FoundForm } from "./form-messages.js";

/**
 * Checks a template: the text of its file, or what that holds. Kinds of fields take a while to be made, and so does this.
 *
 * @param file what to call it in a refusal
 * @throws InputError that says where something else is wanted
 */
export async function checkedTemplate(source: unknown, file: string): Promise<FormTemplate> {
  return (await checks<"checked">({ kind: "check", source, file })).template;
}

/**
 * Proposes a template for a form from the pictures of its empty pages, as `tenfold form draft` does.
 *
 * @throws InputError when they make none
 */
export async function draftedForm(pictures: readonly Picture[], { name, dpi }: { name: string; dpi: number | undefined }): Promise<Draft> {
  return (await forms<"drafted">({ kind: "draft", pictures, name, dpi })).draft;
}

/**
 * Finds a form in a picture and reads its fields; where it does not fit, its registration says why.
 *
 * @param page of the template, counted from 1
 * @param region where who wrote it learned to write, where that is known
 * @param onField is told how many fields were read
 * @throws InputError when the picture is at fault
 */
export async function foundForm(
  picture: Picture,
  {
    template,
    page,
    region,
    onField,
  }: { template: FormTemplate; page: number; region?: Region | undefined; onField?: (count: number) => void },
): Promise<FoundForm> {
  return (await forms<"found">({ kind: "read", picture, template, page, region }, onField)).form;
}

type Answer<K extends FormAnswer["kind"]> = FormAnswer & { readonly kind: K };
type Ask = <K extends FormAnswer["kind"]>(wish: FormWish, onField?: (count: number) => void) => Promise<Answer<K>>;

/** What is checked while somebody writes waits for no form that is read. */
const [checks, forms] = [formWorker(), formWorker()];

/** A worker that is started when it is first asked, and takes one wish at a time. */
function formWorker(): Ask {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function asked<K extends FormAnswer["kind"]>(wish: FormWish, onField?: (count: number) => void): Promise<Answer<K>> {
    worker ??= new Worker(new URL("./form-worker.ts", import.meta.url), { type: "module" });
    const own = worker;
    let count = 0;
    return new Promise((resolve, reject) => {
      own.onmessage = async ({ data }: MessageEvent<FormAnswer>) => {
        if (data.kind === "read field" || data.kind === "read fields") {
          own.postMessage(await fieldRead(data));
          count += data.kind === "read field" ? 1 : data.asked[0].length;
          onField?.(count);
        } else if (data.kind !== "refused") resolve(data as Answer<K>);
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

  return (wish, onField) => {
    const answer = last.then(() => asked(wish, onField));
    last = answer.catch(() => {});
    return answer as never;
  };
}

async function fieldRead(wish: Answer<"read field" | "read fields">): Promise<FormWish> {
  try {
    const reader = await pageReader();
    if (wish.kind === "read fields") return { kind: "fields", together: await reader.readTogether(...wish.asked) };
    return { kind: "field", reading: await reader.read(wish.picture, wish.options) };
  } catch (error) {
    return { kind: "unread field", sentence: (error as Error).message };
  }
}
