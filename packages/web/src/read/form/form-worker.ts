import { InputError, type Picture } from "tenfold";
import {
  draftTemplate,
  type FieldReaderOptions,
  type FormPage,
  type FormTemplate,
  parseTemplate,
  type Reading,
  readForm,
  registerPage,
} from "tenfold/forms";
import type { FieldRead, FormAnswer, FormWish, FoundForm } from "./form-messages.js";

// The program of the worker that checks and drafts templates and finds forms. Fields are read by the page's own reader, so that its networks are loaded once.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;

/** Who waits for the field that is being read. */
let waiting: ((read: FieldRead) => void) | undefined;

scope.onmessage = async ({ data: wish }: MessageEvent<FormWish>) => {
  if (wish.kind === "field" || wish.kind === "unread field") return waiting?.(wish);
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
  return { kind: "found", form: await found(wish.picture, wish.template, wish.page) };
}

async function found(picture: Picture, template: FormTemplate, page: number): Promise<FoundForm> {
  try {
    return await readForm(picture, template, { reader: { read: readByPage }, page });
  } catch (error) {
    const registration = error instanceof InputError && registerPage(picture, template.pages[page - 1] as FormPage);
    if (!registration || registration.refusal === undefined) throw error;
    return { registration, fields: [] }; // refused: with what was seen, to be shown
  }
}

async function readByPage(picture: Picture, options: FieldReaderOptions): Promise<Reading> {
  const read = await new Promise<FieldRead>((resolve) => {
    waiting = resolve;
    scope.postMessage({ kind: "read field", picture, options } satisfies FormAnswer);
  });
  if (read.kind === "unread field") throw new Error(read.sentence);
  return read.reading;
}
