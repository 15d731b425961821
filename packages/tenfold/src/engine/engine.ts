import { UsageError } from "../errors.js";
import { type Build, bestBuild, compileKernels } from "./build.js";
import { type Crew, startCrew, threadsToRun } from "./crew.js";
import type { KernelArguments } from "./kernel-signatures.generated.js";
import type { Pointer } from "./kernel-types.js";
import { heap } from "./memory.js";
import { SCRATCH_BYTES } from "./scratch.js";
import { type Shape, sizeOf, type Tensor, tensorAt } from "./tensor.js";

/** One shared WebAssembly memory, the kernels over it, and the threads that run them. */
export interface Engine {
  readonly build: Build;
  /** Those at work, starting, or, in Node and where nobody said how many, to be started when there is more to do than one prediction. */
  readonly threads: number;
  /** Why it runs on fewer threads than asked for, in words; undefined when it does not, or does not know yet: in Node threads start meanwhile. */
  readonly notice: string | undefined;
  /** A window of zeros, until `free` or `dispose`. */
  tensor(shape: Shape): Tensor;
  /** Room for `bytes` bytes, zeros; `bytesAt` shows them. */
  allocate(bytes: number): Pointer;
  bytesAt(pointer: number, length: number): Uint8Array;
  free(...what: readonly (Tensor | number)[]): void;
  /** Runs `kernel(...args, item)` for each item, on all threads; items must write to places of their own. */
  fork<K extends keyof KernelArguments>(kernel: K, items: number, ...args: KernelArguments[K]): void;
  /** Bytes of memory in use. */
  readonly used: number;
  /** Ends the threads. The memory goes when nothing refers to the engine. */
  dispose(): Promise<void>;
}

export interface EngineOptions {
  /**
   * 1 .. 64; by default as many as the environment variable TENFOLD_THREADS says (Node), else all cores, at most 16. The number changes the speed and
   * nothing else.
   */
  readonly threads?: number | undefined;
  /** The best this machine runs by default. Results of the two builds differ in the last bits. */
  readonly build?: Build | undefined;
}

/** The crew's words at 0 and 64, the kernels' constants from 1024 on. */
const RESERVED = 65536;

/**
 * Starts an engine.
 *
 * @throws UsageError when `threads`, or TENFOLD_THREADS, is not a whole number from 1 to 64
 */
export async function startEngine({ threads: asked, build }: EngineOptions = {}): Promise<Engine> {
  if (asked !== undefined && (!Number.isInteger(asked) || asked < 1 || asked > 64)) {
    throw new UsageError(`threads: ${asked} came, a whole number from 1 to 64 is wanted`);
  }
  if (build !== undefined && build !== "plain" && build !== "relaxed") {
    throw new UsageError(`build: "${build}" came, "plain" or "relaxed" is wanted`);
  }
  const { threads, notice } = threadsToRun(asked);
  const chosen = build ?? bestBuild();
  const module = await compileKernels(chosen);
  const store = heap(RESERVED);
  const { memory, allocate, free } = store;
  const scratch = Array.from({ length: threads }, () => allocate(SCRATCH_BYTES));
  const crew: Crew = await startCrew({ module, memory, scratch, isLazy: asked === undefined }, notice);
  void crew.settled.then(() => crew.notice && console.warn(crew.notice));
  return {
    build: chosen,
    get threads() {
      return crew.threads;
    },
    get notice() {
      return crew.notice;
    },
    tensor: (shape) => tensorAt(memory, allocate(sizeOf(shape) * 4), shape),
    allocate,
    bytesAt: (pointer, length) => new Uint8Array(memory.buffer, pointer, length),
    free(...what) {
      for (const piece of what) free(typeof piece === "number" ? piece : piece.pointer);
    },
    fork: (kernel, items, ...args) => crew.fork(kernel, items, args),
    get used() {
      return store.used;
    },
    dispose: () => crew.dispose(),
  };
}
