import { idSchema } from "./request-validators.js";

/** Where a field stands: its document, the page, and its name in a form. */
export const fieldPlace = {
  document: idSchema,
  documentName: { type: "string" },
  page: { type: "integer" },
  name: { type: ["string", "null"] },
} as const;
