import { InputError } from "tenfold";
import type { DataSource, DataTeller, TrainAndTest } from "../training-order.js";
import { correctedDigits } from "./digits-of-fields.js";
import { idxFiles, isIdxName } from "./idx-files.js";
import { mnistBeside } from "./mnist-beside.js";
import { pictureFolder } from "./picture-folder.js";
import { isTableName, tableFile } from "./table-file.js";

/**
 * The images to train on and to test with: MNIST from beside the page, the digits of corrected fields, or what was dropped: IDX files, a table as
 * Kaggle's, or a folder of pictures by class.
 *
 * @throws InputError when it is none of these
 */
export async function teachData(source: DataSource, teller: DataTeller): Promise<TrainAndTest> {
  if (source.kind === "mnist") return mnistBeside(source.base);
  if (source.kind === "corrections") return correctedDigits(source, teller);
  const { name, files } = source;
  if (files.length === 0) throw new InputError(`${name} is empty; drop a folder of pictures by class, IDX files or a table`);
  if (files.some(({ path }) => isIdxName(path))) return idxFiles(name, files);
  const [only] = files;
  if (only && files.length === 1 && isTableName(only.path)) return tableFile(only, teller);
  return pictureFolder(name, files, teller);
}
