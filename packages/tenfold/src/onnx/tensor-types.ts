/**
 * The types of tensors by their numbers in ONNX files, as far as they are read or written.
 *
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (TensorProto.DataType)
 */
export const tensorTypes = { FLOAT: 1, UINT8: 2, INT32: 6, INT64: 7, BOOL: 9, FLOAT16: 10, DOUBLE: 11 } as const;

/** What else there is, to be named where it is refused. */
const others: Readonly<Record<number, string>> = {
  3: "INT8",
  4: "UINT16",
  5: "INT16",
  8: "STRING",
  12: "UINT32",
  13: "UINT64",
  14: "COMPLEX64",
  15: "COMPLEX128",
  16: "BFLOAT16",
};

/** "STRING", or the number itself of a type that is not known. */
export function tensorTypeName(type: number): string {
  const known = Object.entries(tensorTypes).find(([, number]) => number === type)?.[0];
  return known ?? others[type] ?? String(type);
}

/** Where the numbers of a tensor lie that are not in the file itself (TensorProto.DataLocation). */
export const EXTERNAL = 1;

/** The types of an operator's attributes that are written (AttributeProto.AttributeType). */
export const attributeTypes = { FLOAT: 1, INT: 2, INTS: 7 } as const;
