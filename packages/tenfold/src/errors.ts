/** What came is not what was wanted, and the caller can mend it: printed without a stack by the command line. */
export class InputError extends Error {
  override name = "InputError";
}

/** An array or image has another shape than the operation takes. */
export class ShapeError extends InputError {
  override name = "ShapeError";
}

/** The bytes of a file are not what its format asks for. */
export class FormatError extends InputError {
  override name = "FormatError";
}

/** What shall be held at a time does not fit into the engine's memory. */
export class MemoryError extends InputError {
  override name = "MemoryError";
}

/** An option or a command is unknown or has an impossible value. */
export class UsageError extends InputError {
  override name = "UsageError";
}

/** As much waits as may wait: nothing was begun, and the same call may do well a little later. */
export class BusyError extends InputError {
  override name = "BusyError";
}

/** A call took longer than it may take, and was ended. */
export class TimeoutError extends InputError {
  override name = "TimeoutError";
}

/** Why decoding a page was given up: it took too long, too much memory, or its decoder broke off. */
export type DecodingCause = "time" | "memory" | "decoder";

/** A page could not be decoded within its limits, or its decoder broke off; another try with the same limits ends alike. */
export class DecodingError extends InputError {
  override name = "DecodingError";
  readonly exceeded: DecodingCause;

  constructor(message?: string, { exceeded = "decoder", ...options }: ErrorOptions & { readonly exceeded?: DecodingCause } = {}) {
    super(message, options);
    this.exceeded = exceeded;
  }
}
