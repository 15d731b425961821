import type { Picture } from "tenfold";
import type { Draft, FieldReaderOptions, FieldReading, FormTemplate, Reading, Registration } from "tenfold/forms";

/** What the page asks of the worker that finds forms. */
export type FormWish =
  | { readonly kind: "check"; readonly source: unknown; readonly file: string }
  | { readonly kind: "draft"; readonly pictures: readonly Picture[]; readonly name: string; readonly dpi: number | undefined }
  | { readonly kind: "read"; readonly picture: Picture; readonly template: FormTemplate; readonly page: number }
  | FieldRead;

/** What the page's reader made of a field that the worker had it read. */
export type FieldRead =
  | { readonly kind: "field"; readonly reading: Reading }
  | { readonly kind: "unread field"; readonly sentence: string };

/** What it answers; between a form and its answer it asks for its fields, one by one. */
export type FormAnswer =
  | { readonly kind: "checked"; readonly template: FormTemplate }
  | { readonly kind: "drafted"; readonly draft: Draft }
  | { readonly kind: "found"; readonly form: FoundForm }
  | { readonly kind: "read field"; readonly picture: Picture; readonly options: FieldReaderOptions }
  | { readonly kind: "refused"; readonly sentence: string; readonly isOfTheFile: boolean };

/** Where a form lies in a picture, and what was read of its fields: nothing where it was refused. */
export interface FoundForm {
  readonly registration: Registration;
  readonly fields: readonly FieldReading[];
}
