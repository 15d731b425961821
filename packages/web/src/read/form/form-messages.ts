import type { Picture } from "tenfold";
import type { Draft, FieldReader, FieldReaderOptions, FieldReading, FormTemplate, Reading, Registration } from "tenfold/forms";
import type { ReadContext, ReadTogether, Region } from "tenfold/recognize";

/** What the page asks of the worker that finds forms. */
export type FormWish =
  | { readonly kind: "check"; readonly source: unknown; readonly file: string }
  | { readonly kind: "draft"; readonly pictures: readonly Picture[]; readonly name: string; readonly dpi: number | undefined }
  | {
      readonly kind: "read";
      readonly picture: Picture;
      readonly template: FormTemplate;
      readonly page: number;
      readonly region: Region | undefined;
    }
  | FieldRead;

/** What the page's reader made of a field that the worker had it read. */
export type FieldRead =
  | { readonly kind: "field"; readonly reading: Reading }
  | { readonly kind: "fields"; readonly together: ReadTogether }
  | { readonly kind: "unread field"; readonly sentence: string };

/** What it answers; between a form and its answer it asks for its fields, one by one, or all together where something is known of who wrote them. */
export type FormAnswer =
  | { readonly kind: "checked"; readonly template: FormTemplate }
  | { readonly kind: "drafted"; readonly draft: Draft }
  | { readonly kind: "found"; readonly form: FoundForm }
  | { readonly kind: "read field"; readonly picture: Picture; readonly options: FieldReaderOptions }
  | { readonly kind: "read fields"; readonly asked: FieldsAsked }
  | { readonly kind: "refused"; readonly sentence: string; readonly isOfTheFile: boolean };

/** Several fields, and how they are read. */
export type FieldsAsked = Parameters<NonNullable<FieldReader["readTogether"]>>;

/** Where a form lies in a picture, and what was read of its fields: nothing where it was refused. */
export interface FoundForm {
  readonly registration: Registration;
  readonly fields: readonly FieldReading[];
  /** What is known of who wrote them, and what that did. */
  readonly context?: ReadContext | undefined;
}
