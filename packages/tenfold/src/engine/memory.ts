import { MemoryError } from "../errors.js";

/** Hands out pieces of the one WebAssembly memory, and takes them back. */
export interface Heap {
  readonly memory: WebAssembly.Memory;
  /** `bytes` of zeros at an address divisible by 64, a cache line. */
  allocate(bytes: number): number;
  /** Gives back what `allocate` returned. */
  free(pointer: number): void;
  /** Bytes handed out at present. */
  readonly used: number;
}

const PAGE = 65536;
const LINE = 64;
/** 4 GiB, all that 32 bits can address, less a page so that no end wraps to 0. */
const MOST_PAGES = 65535;

interface Piece {
  readonly pointer: number;
  readonly bytes: number;
}

/**
 * First fit over a list of free pieces in order of address, neighbors joined.
 *
 * @param reserved bytes at the beginning that are never handed out: the crew's words and the kernels' constants
 */
export function heap(reserved: number): Heap {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(reserved / PAGE), maximum: 65536, shared: true });
  let pages = memory.buffer.byteLength / PAGE;
  let free: Piece[] = [{ pointer: reserved, bytes: pages * PAGE - reserved }].filter(({ bytes }) => bytes > 0);
  const taken = new Map<number, number>();
  /** Nothing was written from here on: pages as they came, zero and not yet backed by memory. */
  let untouched = reserved;

  function grow(bytes: number): void {
    const last = free.at(-1);
    const atEnd = last && last.pointer + last.bytes === pages * PAGE ? last.bytes : 0;
    const more = Math.ceil((bytes - atEnd) / PAGE);
    const full = () =>
      new MemoryError(`the engine's memory is full: ${bytes} bytes more do not fit; make the network, the batch or the dataset smaller`);
    if (pages + more > MOST_PAGES) throw full();
    try {
      memory.grow(more);
    } catch {
      throw full(); // the machine has less than the 4 GiB that addresses reach
    }
    release({ pointer: pages * PAGE, bytes: more * PAGE });
    pages += more;
  }

  function release(piece: Piece): void {
    const after = free.findIndex(({ pointer }) => pointer > piece.pointer);
    free.splice(after < 0 ? free.length : after, 0, piece);
    free = free.reduce<Piece[]>((joined, next) => {
      const last = joined.at(-1);
      if (last && last.pointer + last.bytes === next.pointer) {
        joined[joined.length - 1] = { pointer: last.pointer, bytes: last.bytes + next.bytes };
      } else joined.push(next);
      return joined;
    }, []);
  }

  function take(bytes: number): number | undefined {
    const index = free.findIndex((piece) => piece.bytes >= bytes);
    if (index < 0) return undefined;
    const piece = free[index] as Piece;
    const rest = { pointer: piece.pointer + bytes, bytes: piece.bytes - bytes };
    free.splice(index, 1, ...(rest.bytes > 0 ? [rest] : []));
    return piece.pointer;
  }

  return {
    memory,
    allocate(wanted) {
      const bytes = Math.max(LINE, Math.ceil(wanted / LINE) * LINE);
      let pointer = take(bytes);
      if (pointer === undefined) {
        grow(bytes);
        pointer = take(bytes) as number;
      }
      taken.set(pointer, bytes);
      if (pointer < untouched) new Uint8Array(memory.buffer, pointer, Math.min(bytes, untouched - pointer)).fill(0);
      untouched = Math.max(untouched, pointer + bytes);
      return pointer;
    },
    free(pointer) {
      const bytes = taken.get(pointer);
      if (bytes === undefined) throw new Error(`nothing was allocated at ${pointer}`);
      taken.delete(pointer);
      release({ pointer, bytes });
    },
    get used() {
      return [...taken.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
  };
}
