import { InputError, type ModelFile, presetNamed } from "tenfold";
import type { TextExamples } from "tenfold/recognize";
import { exists } from "../../files/exists.js";
import type { Host } from "../../host.js";
import { sourceOf } from "../../records/data-source.js";
import { sameData } from "../../records/data-used.js";
import { presetOf, readConfig } from "../../records/run-config.js";
import { runFolder } from "../../records/run-folder.js";
import { composeStrings } from "../../sets/compose-strings.js";
import { openStringData } from "../../sets/string-data.js";
import { TEST } from "./prepare-texts.js";

export interface TestStringsAsked {
  /** The run folder or model file. */
  readonly path: string;
  readonly network: ModelFile["network"];
  /** The characters that it knows; those of others are left out of the texts. */
  readonly classNames: readonly string[];
  /** As on the command line. */
  readonly data?: string | undefined;
  readonly threads?: number | undefined;
}

/**
 * The strings to judge a network for lines on: composed of the test images of the data told, or of those that the run was begun with; of a
 * model file, as the preset lines composes them.
 *
 * @throws InputError when the data cannot be read, or is no longer that of the run
 */
export async function testStringsOf({ path, network, classNames, data, threads }: TestStringsAsked, host?: Host): Promise<TextExamples> {
  const run = runFolder(path);
  const config = (await exists(run.config)) ? await readConfig(run) : undefined;
  const preset = config ? presetOf(config) : presetNamed("lines");
  if (!preset.strings) throw new InputError(`${path} is no run on strings`);
  const { test } = await openStringData(data === undefined && config ? config.data : await sourceOf(data, undefined), host);
  const digits = data === undefined && config ? sameData(test, config.data.test) : test;
  const of = { digits, strokes: [], seed: (preset.seed + TEST) >>> 0, width: network.input[1] as number, classNames };
  return composeStrings(of, { count: preset.strings.test, threads, host });
}
