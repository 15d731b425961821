import { InputError } from "tenfold";
import { draftTemplate, type FieldReader, type FormPage, parseTemplate, readForm, registerPage } from "tenfold/forms";
import type { FieldRead, FormAnswer, FormWish, FoundForm } from "./form-messages.js";

// The program of the worker that checks and drafts templates and finds forms. Fields are read by the page's own reader, so that its networks are loaded once.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;

/** Who waits for the field that is being read. */
let waiting: ((read: FieldRead) => void) | undefined;

scope.onmessage = async ({ data: wish }: MessageEvent<FormWish>) => {
  if (wish.kind === "field" || wish.kind === "fields" || wish.kind === "unread field") return waiting?.(wish);
  try {
    scope.postMessage(await answered(wish));
  } catch (error) {
    const isOfTheFile = error instanceof InputError;
    if (!isOfTheFile) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message, isOfTheFile } satisfies FormAnswer);
  }
};

async function answered(wish: Exclude<FormWish, FieldRead>): Promise<FormAnswer> {
  if (wish.kind === "check") return { kind: "checked", template: parseTemplate(wish.source, { file: wish.file }) };
  if (wish.kind === "draft") return { kind: "drafted", draft: draftTemplate(wish.pictures, { name: wish.name, dpi: wish.dpi }) };
  return { kind: "found", form: await found(wish) };
}

async function found({ picture, template, page, region }: Extract<FormWish, { kind: "read" }>): Promise<FoundForm> {
  try {
    return await readForm(picture, template, { reader: byPage, page, ...(region && { writer: { region } }) });
  } catch (error) {
    const registration = error instanceof InputError && registerPage(picture, template.pages[page - 1] as FormPage);
    if (!registration || registration.refusal === undefined) throw error;
    return { registration, fields: [] }; // refused: with what was seen, to be shown
  }
}

/** The page's reader. */
const byPage: FieldReader = {
  async read(picture, options) {
    const read = await asked({ kind: "read field", picture, options });
    if (read.kind !== "field") throw new Error("another answer was wanted");
    return read.reading;
  },
  async readTogether(...fields) {
    const read = await asked({ kind: "read fields", asked: fields });
    if (read.kind !== "fields") throw new Error("another answer was wanted");
    return read.together;
  },
};

async function asked(wish: FormAnswer): Promise<Exclude<FieldRead, { kind: "unread field" }>> {
  const read = await new Promise<FieldRead>((resolve) => {
    waiting = resolve;
    scope.postMessage(wish);
  });
  if (read.kind === "unread field") throw new Error(read.sentence);
  return read;
}
