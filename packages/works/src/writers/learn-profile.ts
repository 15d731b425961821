import { InputError } from "tenfold";
import { openTest } from "tenfold/node";
import { loadHands, type WriterProfile, writerProfile } from "tenfold/recognize";
import { asJson, refuseExisting, writeNew } from "../files/index.js";

/** A profile that was written. */
export interface LearnedProfile {
  readonly out: string;
  readonly profile: WriterProfile;
  /** How many digits of each there were, 0 to 9. */
  readonly digits: readonly number[];
}

/**
 * Learns how somebody writes from pictures of his digits, in folders by what they are, as `tenfold read --crops` writes them, and writes it to a file.
 *
 * @throws InputError when there is a file already, or the pictures are no digits
 */
export async function learnProfile(folder: string, out: string): Promise<LearnedProfile> {
  await refuseExisting(out);
  const { images, labels, classNames } = await openTest(`${folder}/`, { resize: { height: 28, width: 28 } });
  const strange = classNames.find((name) => !/^[0-9]$/.test(name));
  if (strange !== undefined) {
    throw new InputError(
      `${folder} has a folder "${strange}"; wanted are folders 0 to 9 with pictures of these digits, as tenfold read --crops writes them`,
    );
  }
  const values = Array.from(labels, (label) => Number(classNames[label]));
  const profile = writerProfile({ pictures: images.pixels, labels: values }, await loadHands());
  await writeNew(out, new TextEncoder().encode(asJson(profile)));
  return { out, profile, digits: Array.from({ length: 10 }, (_, digit) => values.filter((value) => value === digit).length) };
}
