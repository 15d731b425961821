import { FormatError } from "tenfold";
import { type FormTemplate, parseTemplate } from "tenfold/forms";
import { readBytes } from "tenfold/node";

/** No template is larger, in bytes; real ones have some thousand. */
const LARGEST = 16_000_000;

/**
 * Reads a form template from a file.
 *
 * @throws FormatError that says where in the file something else is wanted
 */
export async function readTemplate(file: string): Promise<FormTemplate> {
  const bytes = await readBytes(file);
  if (bytes.length > LARGEST) throw new FormatError(`${file} has ${bytes.length} bytes, a template has at most ${LARGEST}`);
  return parseTemplate(new TextDecoder().decode(bytes), { file });
}
