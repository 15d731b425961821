import * as errors from "../errors.js";

/** An error on its way between threads, which know no classes of each other's. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

const classes: Readonly<Record<string, typeof errors.InputError>> = { ...errors };

export function errorMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack };
}

/** The same error again: of its class where that is one of Tenfold's, with the stack of the thread that it comes from. */
export function errorOf({ name, message, stack }: ErrorMessage): Error {
  const error = new (Object.hasOwn(classes, name) ? (classes[name] as typeof errors.InputError) : Error)(message);
  if (error.name !== name) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
