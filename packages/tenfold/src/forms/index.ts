export type { ReadDigit, ReadString } from "../document/document.js";
export type { Reading } from "../recognize/reading.js";
export { cutFields, type FieldPicture } from "./cut/cut-fields.js";
export type { FieldReader, FieldReaderOptions } from "./cut/field-reader.js";
export { type FieldReading, type FormReading, type ReadFormOptions, readForm } from "./cut/read-form.js";
export type { ProfileOf } from "./cut/read-written.js";
export type { CellPicture } from "./cut/written-ink.js";
export {
  type Draft,
  type DraftedField,
  type DraftedPage,
  type DraftedTemplate,
  type DraftOptions,
  draftTemplate,
} from "./draft/draft-template.js";
export { type FindFieldOptions, type FoundField, type FoundFields, findableKinds, findField } from "./find/find-field.js";
export { type Registration, registerPage } from "./place/register-page.js";
export { type ParseTemplateOptions, parseTemplate } from "./template/parse-template.js";
export type * from "./template/template.js";
