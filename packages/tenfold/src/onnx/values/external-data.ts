import type { TensorProto } from "onnx-buf";
import { FormatError } from "../../errors.js";
import { shown } from "../../model/shown.js";

/** A file beside an ONNX file that holds its weights, as PyTorch's exporter writes one by default. */
export interface ExternalData {
  /** What the ONNX file calls it, `net.onnx.data`: tensors that lie in a file of another name are refused. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Fetches the raw bytes of a tensor that lies in another file; `who` names the tensor in errors. */
export type ExternalBytes = (tensor: TensorProto, who: string) => Uint8Array;

/**
 * No file is opened for what an ONNX file says: its locations are only compared with the name of the file that was given along. Tensors may
 * not ask for more bytes in all than that file has, or a small file could fill the memory.
 *
 * @returns what throws a FormatError when a tensor lies in another file than `data`, or outside of it
 */
export function externalBytes(data: ExternalData | undefined): ExternalBytes {
  let left = data?.bytes.length ?? 0;
  return ({ externalData }, who) => {
    const said = new Map(externalData.map(({ key, value }) => [key, value]));
    const location = said.get("location") ?? "";
    if (data?.name !== location) {
      const read = data ? `only "${shown(data.name)}" is read` : "it did not come with it";
      throw new FormatError(
        `${who} lies in another file, "${shown(location)}"; ${read}: export the network as one file, in PyTorch with external_data=False`,
      );
    }
    const offset = Number(said.get("offset") ?? 0);
    const length = Number(said.get("length") ?? data.bytes.length - offset);
    const end = offset + length;
    left -= length;
    if (![offset, length].every(isCount) || end > data.bytes.length || left < 0) {
      throw new FormatError(
        `${who} lies at bytes ${shown(String(offset))} to ${shown(String(end))} of ${shown(data.name)}, which has ${data.bytes.length} for all tensors together; the files do not belong together, or are damaged`,
      );
    }
    return data.bytes.subarray(offset, end);
  };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
