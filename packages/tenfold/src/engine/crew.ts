import { UsageError } from "../errors.js";
import type { KernelArguments } from "./kernel-signatures.generated.js";
import { nodeProcess } from "./node-process.js";
import { browserCores, startBrowserThread, whyNoThreads } from "./threads-browser.js";
import { defaultNodeThreads, MOST_BY_DEFAULT, startNodeThread, type Thread } from "./threads-node.js";

/**
 * Threads that work by fork and join over shared memory, without a message a step.
 *
 * An operation is cut into items, numbered from 0. The caller writes which kernel and which arguments, then opens the ticket;
 * every thread, the caller's included, takes the next item from the ticket until none is left, and the caller waits until all
 * taken items are done. Who computes an item changes nothing in it, and where items leave partial sums, their number depends
 * on the shapes alone; so results do not depend on the number of threads.
 *
 *   word 0  ticket: (fork number << 13) | next item     taken by compare-and-exchange: a late thread cannot take from
 *   word 1  items done in this fork                     a fork whose arguments it has not read
 *   word 2  kernel, by its place among the exports
 *   word 3  number of arguments
 *   word 4  items in this fork
 *   word 5  1 when a kernel has trapped on another thread in this fork
 *   word 6  pages that the memory has
 *   byte 64 the arguments, 32 doubles
 *   byte 512 what the other thread caught, in words, up to a zero
 *
 * A thread may hear late that another has made the memory grow: V8 tells it where it next looks for interrupts, or where it grows the
 * memory itself, and until then `memory.fill` and `memory.copy` past the old end may trap. So a thread that finds another number in
 * word 6 than the last time first grows the memory by nothing, which tells it.
 */
export interface Crew {
  /** Threads at work, starting or to be started, this one included. */
  readonly threads: number;
  /** Why fewer threads than asked for, in words. */
  readonly notice: string | undefined;
  /** Done when every thread runs or is known not to; not before they are wanted. */
  readonly settled: Promise<void>;
  /** Runs `kernel(...args, item)` for each item 0 .. items - 1, and returns when all are done. */
  fork<K extends keyof KernelArguments>(kernel: K, items: number, args: KernelArguments[K]): void;
  dispose(): Promise<void>;
}

export interface CrewSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where each thread's scratch begins, the caller's first; as many as there shall be threads. */
  readonly scratch: readonly number[];
  /** Whether other threads are started only once there is work for them. */
  readonly isLazy: boolean;
}

/** What whoever uses an engine hears after its end. */
export const DISPOSED = "the engine was disposed; compile or load the model again";

const TICKET = 0;
const DONE = 1;
const KERNEL = 2;
const COUNT = 3;
const ITEMS = 4;
const FAILED = 5;
const PAGES = 6;
const PAGE = 65536;
const ITEM_BITS = 13;
const MOST_ITEMS = (1 << ITEM_BITS) - 1;
/**
 * So many operations a lazy crew does by itself before it starts other threads: a program that asks one thing is through by then, for which their
 * start would take a third of the processor time again, and what takes long has hardly begun.
 */
const BY_ITSELF = 64;
/** Rounds of looking before a thread sleeps: some tens of microseconds, longer than the gap between two operations. */
const SPINS = 4000;

/**
 * How many threads to run when `asked` are wanted (all cores, at most 16, when undefined; in Node what `TENFOLD_THREADS` says), and why not more.
 */
export function threadsToRun(asked: number | undefined): { threads: number; notice: string | undefined } {
  const wanted = asked ?? (nodeProcess ? defaultNodeThreads() : Math.min(browserCores(), MOST_BY_DEFAULT));
  const reason = nodeProcess ? undefined : whyNoThreads();
  if (reason === undefined || wanted === 1) return { threads: wanted, notice: undefined };
  return { threads: 1, notice: `Tenfold runs on one thread: ${reason}` };
}

/**
 * Returns the crew. In Node the other threads are not waited for, and a lazy crew's not even started: whoever comes late takes what is left. A browser starts
 * workers only while the one that wants them does nothing, so there they are started and waited for.
 */
export async function startCrew({ module, memory, scratch, isLazy }: CrewSetup, notice?: string): Promise<Crew> {
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, (...args: number[]) => void>;
  exports.setScratch?.(scratch[0] as number);
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  const kernels = new Map(names.map((name, number) => [name, kernelOf(exports[name] as (...args: number[]) => void, number)]));
  let whenSettled = (_: Promise<void>): void => {};
  const settled = new Promise<void>((resolve) => (whenSettled = resolve));
  let others: Others | undefined;
  const started = (): Others => {
    others = startOthers(module, memory, scratch.slice(1));
    whenSettled(others.settled);
    return others;
  };
  if (!nodeProcess) await started().settled;
  else if (!isLazy) started();
  const words = new Int32Array(memory.buffer, 0, 8);
  const slots = new Float64Array(memory.buffer, 64, 32);
  const caught = new Uint8Array(memory.buffer, 512, 256);
  let forks = 0;
  let alone = 0;
  let ended = false;

  /** Those that help with an operation of several items. */
  const helpers = () => {
    if (others === undefined && scratch.length > 1 && ++alone > BY_ITSELF) started();
    return others?.threads.length ?? 0;
  };

  function share(number: number, items: number, args: readonly number[]): void {
    forks = (forks + 1) & 0x3ffff;
    Atomics.store(words, TICKET, (forks << ITEM_BITS) | MOST_ITEMS); // closed: nobody takes while the arguments change
    slots.set(args);
    Atomics.store(words, KERNEL, number);
    Atomics.store(words, COUNT, args.length);
    Atomics.store(words, ITEMS, items);
    Atomics.store(words, PAGES, memory.buffer.byteLength / PAGE);
    Atomics.store(words, DONE, 0);
    Atomics.store(words, TICKET, forks << ITEM_BITS);
    Atomics.notify(words, TICKET);
  }

  /** Returns what a kernel threw, if any: the others are to be waited for all the same. */
  function takeItems(kernel: (...args: number[]) => void, items: number, args: readonly number[]): unknown {
    let failure: unknown;
    for (;;) {
      const ticket = Atomics.load(words, TICKET);
      const item = ticket & MOST_ITEMS;
      if (item >= items) return failure;
      if (Atomics.compareExchange(words, TICKET, ticket, ticket + 1) !== ticket) continue;
      try {
        kernel(...args, item);
      } catch (error) {
        failure = error;
      }
      Atomics.add(words, DONE, 1);
    }
  }

  function join(items: number): void {
    for (let spins = 0; ; spins++) {
      const done = Atomics.load(words, DONE);
      if (done === items) return;
      if (spins > SPINS) Atomics.wait(words, DONE, done, 100);
    }
  }

  return {
    get threads() {
      return 1 + (others?.threads.length ?? scratch.length - 1);
    },
    get notice() {
      const { threads = [], failure } = others ?? {};
      if (failure === undefined) return notice;
      return `Tenfold runs on ${1 + threads.length} of ${scratch.length} threads: another could not be started (${failure})`;
    },
    settled,
    fork(name, items, args) {
      if (ended) throw new UsageError(DISPOSED);
      const kernel = kernels.get(name);
      if (!kernel) throw new Error(`there is no kernel "${name}"`);
      const { run, number, takes } = kernel;
      if (args.length !== takes) throw new Error(`${name} takes ${takes} arguments, got ${args.length}; see KernelArguments.${name}`);
      if (!Number.isInteger(items) || items < 0) throw new Error(`${name}: ${items} items cannot be shared`);
      if (items >= MOST_ITEMS) throw new Error(`${name}: ${items} items, at most ${MOST_ITEMS - 1} can be shared`);
      if (items <= 1 || helpers() === 0) {
        for (let item = 0; item < items; item++) run(...args, item);
        return;
      }
      share(number, items, args);
      const failure = takeItems(run, items, args);
      join(items);
      const elsewhere = Atomics.load(words, FAILED) === 0 ? undefined : textOf(caught);
      Atomics.store(words, FAILED, 0);
      if (failure) throw failure;
      if (elsewhere !== undefined) throw new Error(`${name} trapped on another thread: ${elsewhere}`);
    },
    async dispose() {
      ended = true; // before the others end: a fork begun now would wait for one that takes an item and dies
      await Promise.all((others?.threads ?? []).map((thread) => thread.terminate()));
    },
  };
}

/** The words that another thread left there. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(bytes.slice(0, end < 0 ? bytes.length : end)); // a copy: decoders refuse shared memory
}

/** What runs here, what the other threads know it by, and how many arguments stand before its item. */
function kernelOf(run: (...args: number[]) => void, number: number) {
  return { run, number, takes: run.length - 1 };
}

/** The other threads of a crew. */
interface Others {
  /** Those that run or are starting; the work gets done with fewer, too, and comes to the same. */
  threads: readonly Thread[];
  /** Why one could not be started. */
  failure: string | undefined;
  readonly settled: Promise<void>;
}

function startOthers(module: WebAssembly.Module, memory: WebAssembly.Memory, scratch: readonly number[]): Others {
  const source = crewMember.toString();
  const start = nodeProcess ? startNodeThread : startBrowserThread;
  const began = scratch.map((base) => begun(() => start(source, { module, memory, scratch: base, spins: SPINS, itemBits: ITEM_BITS })));
  const threads = began.flatMap(({ thread }) => thread ?? []);
  const settled = Promise.all(
    began.map(({ thread, started }) =>
      started.catch((error) => {
        others.threads = others.threads.filter((one) => one !== thread);
        others.failure ??= String(error?.message ?? error);
      }),
    ),
  ).then(() => undefined);
  const others: Others = { threads, failure: undefined, settled };
  return others;
}

/** A thread that is starting, or why there is none. */
function begun(start: () => Thread): { readonly thread?: Thread; readonly started: Promise<void> } {
  try {
    const thread = start();
    return { thread, started: thread.started };
  } catch (error) {
    return { started: Promise.reject(error) };
  }
}

/**
 * The life of another thread. It is sent there as text, so it may use nothing but its argument and what every thread has.
 * The words are those drawn above.
 */
function crewMember(data: { module: WebAssembly.Module; memory: WebAssembly.Memory; scratch: number; spins: number; itemBits: number }) {
  const { module, memory, scratch, spins, itemBits } = data;
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, (...args: number[]) => void>;
  exports.setScratch?.(scratch);
  const kernels = WebAssembly.Module.exports(module).map(({ name }) => exports[name]);
  const words = new Int32Array(memory.buffer, 0, 8);
  const slots = new Float64Array(memory.buffer, 64, 32);
  const caught = new Uint8Array(memory.buffer, 512, 256);
  const mask = (1 << itemBits) - 1;
  let fork = -1;
  let kernel: ((...args: number[]) => void) | undefined;
  let args: number[] = [];
  let pages = 0;
  let idle = 0;
  for (;;) {
    const ticket = Atomics.load(words, 0);
    const item = ticket & mask;
    if (item === mask || item >= Atomics.load(words, 4)) {
      if (++idle > spins) Atomics.wait(words, 0, ticket);
      fork = -1; // fork numbers come again
      continue;
    }
    if (ticket >> itemBits !== fork) {
      // Read before the exchange below, which fails if a new fork has begun meanwhile.
      args = Array.from(slots.subarray(0, Atomics.load(words, 3)));
      kernel = kernels[Atomics.load(words, 2)];
      const now = Atomics.load(words, 6);
      if (pages !== now) memory.grow(0);
      pages = now;
    }
    fork = -1;
    if (Atomics.compareExchange(words, 0, ticket, ticket + 1) !== ticket) continue;
    fork = ticket >> itemBits;
    idle = 0;
    try {
      kernel?.(...args, item);
    } catch (error) {
      if (Atomics.compareExchange(words, 5, 0, 1) === 0) {
        caught.fill(0).set(new TextEncoder().encode(String(error)).subarray(0, caught.length - 1));
      }
    }
    const items = Atomics.load(words, 4);
    if (Atomics.add(words, 1, 1) + 1 === items) Atomics.notify(words, 1);
  }
}
