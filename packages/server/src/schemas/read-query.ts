import { regionNames } from "tenfold/recognize";

/** Options of reading, as query parameters; of a multipart request they may be parts as well. */
export const readQuery = {
  type: "object",
  additionalProperties: false,
  properties: {
    field: {
      type: "string",
      description: 'What is written there: the name of a kind, as us-zip, or JSON as {"kind":"digits","length":6}. Any digits unless told.',
    },
    template: { type: "string", description: "A form template's JSON, best sent as a part." },
    maxError: { type: "number", description: "The share of accepted strings that may be wrong, above 0 and below 1. 0.005 unless told." },
    layout: { type: "string", description: 'How what is written lies: "auto", "lines" or "grid".' },
    effort: { type: "string", description: 'How often it is looked at: "fast", "usual" or "thorough".' },
    hand: {
      type: "string",
      description:
        'Whether "one" person wrote it all, "many" did, or the digits are to tell, "auto". "many" unless told; "auto" with a writer.',
    },
    writer: {
      type: "string",
      description: `Who wrote it: the name of one of /v1/writers, or what is known as JSON: {"region":"CH"}, {"region":"CH","profile":"anna"}; regions are ${regionNames.join(", ")}.`,
    },
    name: {
      type: "string",
      maxLength: 300,
      pattern: "^[^\\u0000-\\u001f\\u007f]*$",
      description: "What to call the file, in one line of at most 300 signs, where the request's body is the file.",
    },
  },
} as const;

/** The names of those that a multipart request may send as parts. */
export const optionNames = ["field", "template", "maxError", "layout", "effort", "hand", "writer"] as const;

/** A body that is a file, or has one among its parts. */
export const fileContent = {
  "application/octet-stream": { schema: { type: "string", format: "binary" } },
  "application/pdf": { schema: { type: "string", format: "binary" } },
  "image/png": { schema: { type: "string", format: "binary" } },
  "image/jpeg": { schema: { type: "string", format: "binary" } },
  "multipart/form-data": {
    schema: {
      type: "object",
      properties: { file: { type: "string", format: "binary" }, field: { type: "string" }, template: { type: "string" } },
      required: ["file"],
    },
  },
} as const;
