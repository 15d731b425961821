import { Ajv, type Options } from "ajv";
import type { FastifyInstance } from "fastify";

const options: Options = { strict: false, useDefaults: true, allErrors: false, verbose: true };

/** What is in an address is text, and numbers are read from it; what is in a body is what it is. */
export function validateRequests(app: FastifyInstance): void {
  const [ofText, ofValues] = [new Ajv({ ...options, coerceTypes: true }), new Ajv(options)];
  app.setValidatorCompiler<Schema>(({ schema, httpPart }) => {
    if (httpPart === "body" && isFile(schema)) return () => true;
    return (httpPart === "body" ? ofValues : ofText).compile(schema);
  });
}

interface Schema {
  readonly format?: string;
  readonly properties?: { readonly file?: object };
}

/** Files are looked at by those who decode them. */
function isFile({ format, properties }: Schema): boolean {
  return format === "binary" || properties?.file !== undefined;
}

/** An id: a UUID as it is printed. `format: "uuid"` also admits "urn:uuid:…", which databases do not. */
export const idSchema = {
  type: "string",
  pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
  description: "An id as this server gives them: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.",
} as const;

/** So many of a list are given at once. */
export const limitSchema = { type: "integer", minimum: 1, maximum: 500, default: 50 } as const;

/** Where in a list to begin, and how many to give. */
export const listProperties = { limit: limitSchema, before: { ...idSchema, description: "The last id of the page before." } } as const;
