export interface TransferFailure {
  /** Whether the same server may do better when it is asked again. */
  readonly again?: boolean;
  /** Whether what has arrived is of no use. */
  readonly startOver?: boolean;
  readonly cause?: unknown;
}

/** What a server did instead of sending a file, as the end of a sentence that begins with its address: "answered 404". */
export class TransferError extends Error {
  override name = "TransferError";
  readonly again: boolean;
  readonly startOver: boolean;

  constructor(message: string, { again = false, startOver = false, cause }: TransferFailure = {}) {
    super(message, { cause });
    this.again = again;
    this.startOver = startOver;
  }
}
