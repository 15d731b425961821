/** What a command sees of the world that runs it: a process, or a test. */
export interface Host {
  /** Writes a part of the result. */
  out(text: string): void;
  /** Writes progress and prose. */
  err(text: string): void;
  /** Whether a line written with `err` may be drawn over, as on a terminal. */
  readonly live: boolean;
  /** How wide the terminal is at present. */
  columns(): number | undefined;
  /** How to call this program again: "tenfold". */
  readonly program: string;
  /** Listens for the wish to stop, from now on until `end`. */
  interruption(): Interruption;
  /**
   * Opens a file in the reader's browser.
   *
   * @throws InputError when there is none
   */
  show(path: string): Promise<void>;
}

export interface Interruption {
  /** Aborted once somebody wishes to stop. */
  readonly signal: AbortSignal;
  end(): void;
}

/** What a command throws when it has stopped because somebody wished so; the message says how to go on. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** The same without progress and prose. */
export function quieted(host: Host): Host {
  return { ...host, err: () => {}, live: false };
}
