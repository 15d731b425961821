import type { Interruption } from "tenfold-works";

/** Where the program is called: a process with its terminal, or a test. */
export interface Terminal {
  /** Writes a part of the result. */
  out(text: string): void;
  /**
   * All that is piped into the program, however often it is asked for.
   *
   * @throws InputError when that is a person at a keyboard
   */
  input(): Promise<Uint8Array>;
  /** Writes progress and prose. */
  err(text: string): void;
  /** Whether a line written with `err` may be drawn over. */
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
