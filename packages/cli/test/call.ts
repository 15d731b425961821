import { main } from "../src/main.js";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The file that was shown in a browser. */
  readonly shown?: string;
}

export interface CallOptions {
  /** Wishes to stop as soon as this has been printed. */
  readonly stopAt?: string;
  /** What is piped in. */
  readonly piped?: Uint8Array;
}

/** Runs the program within this process, what it prints caught. */
export async function call(args: readonly string[], { stopAt, piped }: CallOptions = {}): Promise<Outcome> {
  const controller = new AbortController();
  let out = "";
  let err = "";
  let shown: string | undefined;
  const code = await main(args, {
    out(text) {
      out += text;
    },
    err(text) {
      err += text;
      if (stopAt !== undefined && err.includes(stopAt)) controller.abort();
    },
    live: false,
    columns: () => undefined,
    program: "tenfold",
    input: async () => piped ?? new Uint8Array(),
    interruption: () => ({ signal: controller.signal, end() {} }),
    async show(path) {
      shown = path;
    },
  });
  return { code, out, err, ...(shown !== undefined && { shown }) };
}

/** Runs the program within this process, and fails unless it ends well. */
export async function callWell(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await call(args);
  if (code !== 0) throw new Error(`tenfold ${args.join(" ")} ended with ${code}: ${err}`);
  return out;
}
