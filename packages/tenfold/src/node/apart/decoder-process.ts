import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { type DecodingCause, DecodingError } from "../../errors.js";
import type { Answer, Request, Undrawn } from "./decoder-messages.js";
import { decoderProgram } from "./decoder-program.js";
import { TOO_MUCH } from "./descriptors.js";
import { type Frame, framesFrom, sendFrame } from "./frames.js";
import { sharedFile } from "./shared-file.js";

export interface DecoderLimits {
  /** How long a page may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How much memory the process may take, in MB. */
  readonly memoryMB: number;
}

export interface AskOptions {
  /** A file's bytes. */
  readonly body?: Uint8Array | undefined;
  /** Is told pages that cannot be drawn, each of which has the time of a page. */
  readonly onUndrawn?: ((page: Undrawn) => void) | undefined;
}

/** The last answer to a request. */
export type Final = Exclude<Answer, Undrawn>;

/** A process that decodes one file at a time. */
export interface DecoderProcess {
  /**
   * Asks, and waits for the answer.
   *
   * @param who what is being decoded, for a sentence
   * @throws DecodingError when the process came to its limits, or broke off: it is gone then
   */
  ask(who: string, request: Request, more?: AskOptions): Promise<Frame<Final>>;
  /** Whether it was asked once at most: what it takes, this file takes. */
  isFresh(): boolean;
  /** Whether it can be asked. */
  isAlive(): boolean;
  end(): void;
}

/** It holds no program back from ending unless it is at work. */
export function startDecoder({ timeoutMs, memoryMB }: DecoderLimits, program = decoderProgram): DecoderProcess {
  const shared = sharedFile();
  const words = [fileURLToPath(program), String(memoryMB * 1e6), ...(shared ? ["shared"] : [])];
  const child = spawn(process.execPath, words, {
    stdio: ["pipe", "ignore", "ignore", "pipe", "pipe", shared?.descriptor ?? "ignore"],
    windowsHide: true,
  });
  const [requests, , , answers, reports] = child.stdio as unknown as readonly [Socket, null, null, Socket, Socket];
  const frames = framesFrom<Answer>(answers);
  const holding = [child, requests, answers, reports];
  for (const one of holding) one.unref();
  requests.on("error", () => {}); // it is gone, which the answer tells
  let cause: DecodingCause = "decoder";
  reports.on("data", (data: Buffer) => {
    if (data.toString() === TOO_MUCH) cause = "memory";
  });
  let isOver = false;
  let asks = 0;
  let how = "";
  const over = new Promise<void>((resolve) => {
    child.on("error", (error) => {
      how = error.message;
      resolve();
    });
    child.on("close", (code, signal) => {
      how ||= signal ?? `exit code ${code}`;
      resolve();
    });
  }).then(() => {
    isOver = true;
    shared?.close();
  });

  const ready = frames.next().catch(() => {}); // where it never is, the answer fails

  return {
    async ask(who, request, { body, onUndrawn = () => {} } = {}) {
      for (const one of holding) one.ref();
      await ready;
      asks++;
      void sendFrame(requests, request, body).catch(() => {});
      try {
        for (;;) {
          const next = await inTime(frames.next().catch(() => undefined));
          if (!next || next.done) break;
          const { words } = next.value;
          if (words.is !== "undrawn") return await withShared(next.value);
          try {
            onUndrawn(words);
          } catch (error) {
            child.kill("SIGKILL"); // what it goes on to say would be taken for the answer to the next request
            throw error;
          }
        }
        child.kill("SIGKILL");
        await over;
        throw new DecodingError(sentence(who, cause), { exceeded: cause });
      } finally {
        for (const one of holding) one.unref();
      }
    },
    isFresh: () => asks <= 1,
    isAlive: () => !isOver && !child.killed && cause === "decoder" && child.exitCode === null && child.signalCode === null,
    end: () => void child.kill("SIGKILL"),
  };

  /** Ends the process where what it is to say takes longer than a page may take. */
  async function inTime<T>(saying: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      cause = "time";
      child.kill("SIGKILL");
    }, timeoutMs);
    return saying.finally(() => clearTimeout(timer));
  }

  async function withShared({ words, body }: Frame<Answer>): Promise<Frame<Final>> {
    const own = words as Final;
    if (own.is !== "page" || own.shared === undefined || !shared) return { words: own, body };
    return { words: own, body: await shared.take(own.shared) };
  }

  function sentence(who: string, why: DecodingCause): string {
    const remedy = "open it elsewhere and save it as PNG";
    if (why === "time") return `${who} was not decoded within ${timeoutMs / 1000} s and was given up; ${remedy}, or allow more time`;
    if (why === "memory")
      return `${who} wants more than ${memoryMB} MB to be decoded and was given up; save it smaller, or allow more memory`;
    return `the decoder broke off at ${who} (${how}); ${remedy}`;
  }
}
