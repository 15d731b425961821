export type { ReadDigit, Reading, ReadString } from "../recognize/reading.js";
export { type CellPicture, cutFields, type FieldPicture } from "./cut-fields.js";
export {
  type Draft,
  type DraftedField,
  type DraftedPage,
  type DraftedTemplate,
  type DraftOptions,
  draftTemplate,
} from "./draft-template.js";
export { type ParseTemplateOptions, parseTemplate } from "./parse-template.js";
export {
  type FieldReader,
  type FieldReaderOptions,
  type FieldReading,
  type FormReading,
  type ReadFormOptions,
  readForm,
} from "./read-form.js";
export { type Registration, registerPage } from "./register-page.js";
export type * from "./template.js";
