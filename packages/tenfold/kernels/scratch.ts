/**
 * Working memory of the thread this instance runs on. Every thread has its own instance of the module, so these
 * globals differ from thread to thread while the memory is shared.
 */
export let scratch: usize = 0;

/** Told once by the thread that owns this instance: its scratch begins at `base`. */
export function setScratch(base: usize): void {
  scratch = base;
}
