export function deltaOf(from: Uint8Array, to: Uint8Array): Uint8Array;
