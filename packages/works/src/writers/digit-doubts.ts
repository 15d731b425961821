import { imagesOf, load, pretrained } from "tenfold";
import { type DoubtfulLabel, doubtfulLabels, type HandParameters, READING_CLASSES } from "tenfold/recognize";
import type { LabelledPictures } from "./labelled-pictures.js";

/** So likely a picture is none to the reader's network that somebody should look at it: 20 of 41 whole pages and amounts, and 7 of the 600 digits of the ruled page that writers.md of the docs measures. */
const NO_DIGIT = 0.9;
/** So many pictures and more of a digit show that a hand writes it so. */
const A_CLASS = 3;
/** So many files are named. */
const NAMED = 5;

/**
 * Sentences on pictures that may be no digit, and on digits that may have been left in a folder where they do not belong.
 *
 * @param digits of one hand
 */
export async function digitDoubts(digits: LabelledPictures, hands: HandParameters): Promise<string[]> {
  const unlikely = (await placesOfNone(digits)).map((place) => digits.names[place] as string);
  const [looks, was, are, they, them] =
    unlikely.length === 1 ? ["looks", "was", "is", "it", "it"] : ["look", "were", "are", "they", "them"];
  const doubted = `${listed(unlikely)} ${looks} like no digit and ${was} taken for what the folder says: if ${they} ${are} none, take ${them} out, forget the profile and learn it again`;
  return [...(unlikely.length > 0 ? [doubted] : []), ...likeOthers(digits, doubtfulLabels(digits, hands))];
}

async function placesOfNone({ pictures, labels }: LabelledPictures): Promise<number[]> {
  const model = await load(pretrained("reader"));
  try {
    const probabilities = await model.predict(imagesOf(pictures, [labels.length, 28, 28, 1]));
    const [classes, none] = [READING_CLASSES.length, READING_CLASSES.indexOf("none")];
    return labels.flatMap((_, place) => ((probabilities[place * classes + none] as number) > NO_DIGIT ? [place] : []));
  } finally {
    await model.dispose();
  }
}

/** A sentence for each digit that others look like. */
function likeOthers({ labels, names }: LabelledPictures, doubtful: readonly DoubtfulLabel[]): string[] {
  const pairs = new Set(doubtful.map(({ place, like }) => `${labels[place]} ${like}`));
  return [...pairs].map((pair): string => {
    const [label, like] = pair.split(" ").map(Number);
    const files = doubtful.filter((one) => labels[one.place] === label && one.like === like).map(({ place }) => names[place] as string);
    const own = labels.filter((one) => one === label).length;
    if (own >= A_CLASS && files.length === own)
      return `all ${own} pictures of ${label} look rather like what other people write for ${like}: if they are of the digit ${label}, this hand writes it so, and all is well; if folders were confused, put them right, forget the profile and learn it again`;
    const [verb, was, them] = files.length === 1 ? ["looks", "was", "it"] : ["look", "were", "them"];
    return `${listed(files)} ${verb} like ${like} and ${was} taken for ${label}: if that is wrong, move ${them} to the folder ${like}, forget the profile and learn it again`;
  });
}

/** Names of files, the first of many. */
function listed(files: readonly string[]): string {
  return files.length <= NAMED ? files.join(", ") : `${files.slice(0, NAMED).join(", ")} and ${files.length - NAMED} more`;
}
