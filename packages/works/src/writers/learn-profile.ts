import { loadHands, type WriterProfile, writerProfile } from "tenfold/recognize";
import { asJson, refuseExisting, writeNew } from "../files/index.js";
import type { Host } from "../host.js";
import { quoted } from "../quoted.js";
import { digitDoubts } from "./digit-doubts.js";
import { digitFolders } from "./digit-folders.js";
import { labelledPictures } from "./labelled-pictures.js";

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
 * @param host is told of pictures that look like no digit, or like others than their folder says: they may have been left where they were misread
 * @throws InputError when there is a file already, or the pictures are no digits
 */
export async function learnProfile(folder: string, out: string, host?: Pick<Host, "progress" | "tell">): Promise<LearnedProfile> {
  await refuseExisting(out, `tenfold writer forget ${quoted(out)} deletes it; or pass another --out`);
  const digits = await labelledPictures(await digitFolders(folder), host);
  const hands = await loadHands();
  const profile = writerProfile(digits, hands);
  for (const sentence of await digitDoubts(digits, hands)) host?.tell(sentence);
  await writeNew(out, new TextEncoder().encode(asJson(profile)));
  return { out, profile, digits: Array.from({ length: 10 }, (_, digit) => digits.labels.filter((label) => label === digit).length) };
}
