import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import { listShown } from "tenfold/node";

/** A picture of a digit, and what it is. */
export interface LabelledFile {
  readonly file: string;
  /** 0 to 9 */
  readonly label: number;
}

const WANTED = "wanted are folders 0 to 9 with pictures of these digits, as tenfold read --crops writes them";

/**
 * The pictures in folders by what they are, 0 to 9, as many of these as there are.
 *
 * @throws InputError when there is no such folder, nothing in it, or something else
 */
export async function digitFolders(folder: string): Promise<LabelledFile[]> {
  const files: LabelledFile[] = [];
  for (const name of await listShown(folder)) {
    const own = join(folder, name);
    const isFolder = await stat(own).then(
      (found) => found.isDirectory(),
      () => false, // a link that leads nowhere
    );
    if (!isFolder) throw new InputError(`${own} lies beside the folders of the digits; ${WANTED}`);
    if (!/^[0-9]$/.test(name)) throw new InputError(`${folder} has a folder "${name}"; ${WANTED}`);
    for (const file of await listShown(own)) files.push({ file: join(own, file), label: Number(name) });
  }
  if (files.length === 0) throw new InputError(`${folder} holds no pictures; ${WANTED}`);
  return files;
}
