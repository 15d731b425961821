import { FormatError } from "tenfold";
import { readBytes } from "tenfold/node";

/** @throws FormatError when the file is not JSON */
export async function readJson(path: string, remedy = "restore it, or begin a new run"): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError(`${path} is not JSON; ${remedy}`);
  }
}

/** As files have it, for people to read, too. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
