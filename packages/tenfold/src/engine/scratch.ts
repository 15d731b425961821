/**
 * Scratch of a thread: room for the tiles of one Winograd block and the gradient of its weights in the Winograd domain, for
 * layers of up to 256 x 256 channels. Only what is written to takes memory.
 */
export const SCRATCH_BYTES = 32 * 2 ** 20;
