import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { type DecodingCause, DecodingError } from "../../errors.js";
import type { Answer, Request } from "./decoder-messages.js";
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

/** A process that decodes one file at a time. */
export interface DecoderProcess {
  /**
   * Asks, and waits for the answer.
   *
   * @param who what is being decoded, for a sentence
   * @throws DecodingError when the process came to its limits, or broke off: it is gone then
   */
  ask(who: string, request: Request, body?: Uint8Array): Promise<Frame<Answer>>;
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
    async ask(who, request, body) {
      for (const one of holding) one.ref();
      await ready;
      const timer = setTimeout(() => {
        cause = "time";
        child.kill("SIGKILL");
      }, timeoutMs);
      try {
        void sendFrame(requests, request, body).catch(() => {});
        const next = await frames.next().catch(() => undefined);
        if (next && !next.done) return await withShared(next.value);
        child.kill("SIGKILL");
        await over;
        throw new DecodingError(sentence(who, cause), { exceeded: cause });
      } finally {
        clearTimeout(timer);
        for (const one of holding) one.unref();
      }
    },
    isAlive: () => !isOver && cause === "decoder" && child.exitCode === null && child.signalCode === null,
    end: () => void child.kill("SIGKILL"),
  };

  async function withShared(answer: Frame<Answer>): Promise<Frame<Answer>> {
    if (answer.words.is !== "page" || answer.words.shared === undefined || !shared) return answer;
    return { ...answer, body: await shared.take(answer.words.shared) };
  }

  function sentence(who: string, why: DecodingCause): string {
    const remedy = "open it elsewhere and save it as PNG";
    if (why === "time") return `${who} was not decoded within ${timeoutMs / 1000} s and was given up; ${remedy}, or allow more time`;
    if (why === "memory")
      return `${who} wants more than ${memoryMB} MB to be decoded and was given up; save it smaller, or allow more memory`;
    return `the decoder broke off at ${who} (${how}); ${remedy}`;
  }
}
