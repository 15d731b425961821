/** An array as `numpy.save` writes it, version 1. */
export function npyOf(type: string, shape: readonly number[], numbers: Uint8Array, order = "False"): Buffer {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${sides}), }`.padEnd(117).concat("\n");
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, Buffer.from(header, "latin1"), numbers]);
}
