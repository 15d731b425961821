import { type Dataset, grayscale, InputError, imagesOf, type Picture, pictureToDigit, setAside } from "tenfold";
import { decodeBlob } from "tenfold/image";
import type { ChosenFile, DataTeller, TrainAndTest } from "../training-order.js";

const SIDE = 28;

/**
 * A folder with a folder of pictures for each class, perhaps below `train` and `test`; else a sixth is set aside to test with. Pictures of 28 x 28
 * pixels are taken as they are; of others the character is cut out and scaled as MNIST's makers did, as the page does with what is drawn in it.
 *
 * @throws InputError when there are not two classes, or a picture shows nothing
 * @throws FormatError when a file is no picture or a damaged one
 */
export async function pictureFolder(name: string, files: readonly ChosenFile[], teller: DataTeller): Promise<TrainAndTest> {
  const placed = files.filter(({ path }) => !isLeftBehind(path)).map((one) => placeOf(one, name));
  const sides = new Set(placed.map(({ side }) => side));
  const classNames = classesOf(placed, name);
  if (!(sides.has("train") && sides.has("test"))) return setAside(await datasetOf(name, placed, classNames, teller));
  const of = (wanted: string) => placed.filter(({ side }) => side === wanted);
  return {
    train: await datasetOf(`${name} train`, of("train"), classNames, teller),
    test: await datasetOf(`${name} test`, of("test"), classNames, teller),
  };
}

interface Placed extends ChosenFile {
  readonly side: string | undefined;
  readonly label: string;
}

/** What systems leave in folders. */
function isLeftBehind(path: string): boolean {
  return path.split("/").some((part) => part.startsWith(".") || ["Thumbs.db", "desktop.ini", "__MACOSX"].includes(part));
}

function placeOf({ path, file }: ChosenFile, folder: string): Placed {
  const parts = path.split("/");
  const label = parts.at(-2);
  if (label === undefined || label === folder)
    throw new InputError(`${path} lies beside the class folders; move it into the folder of its class`);
  const side = ["train", "test"].find((one) => one === parts.at(-3));
  return { path, file, label, side };
}

function classesOf(placed: readonly Placed[], name: string): readonly string[] {
  const classNames = [...new Set(placed.map(({ label }) => label))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (classNames.length < 2)
    throw new InputError(
      `${name} has ${classNames.length} class folders, at least 2 are wanted; put the pictures of each class into a folder of its own`,
    );
  if (classNames.length > 256) throw new InputError(`${name} has ${classNames.length} class folders, at most 256 are read; leave some out`);
  return classNames;
}

async function datasetOf(name: string, placed: readonly Placed[], classNames: readonly string[], teller: DataTeller): Promise<Dataset> {
  const sorted = [...placed].sort(
    (a, b) => classNames.indexOf(a.label) - classNames.indexOf(b.label) || a.path.localeCompare(b.path, "en", { numeric: true }),
  );
  const grays = [];
  const cut: Uint8Array[] = [];
  for (const { path, file } of sorted) {
    const picture = await decodeBlob(file, path);
    if (picture.width === SIDE && picture.height === SIDE) grays.push(Uint8Array.from(grayscale(picture).pixels));
    else cut.push(cutOut(picture, path));
    if (cut.length > 0 && grays.length > 0)
      throw new InputError(`${path} has another size than the pictures before it: ${SIDE} x ${SIDE} or not, all alike; make them alike`);
    if ((grays.length + cut.length) % 500 === 0) teller.doing(`${grays.length + cut.length} of ${sorted.length} pictures are read`);
  }
  if (cut.length > 0) teller.tell(`The characters of ${name} are cut out and scaled to ${SIDE} x ${SIDE} pixels, as MNIST's makers did`);
  const isLight = grays.reduce((sum, gray) => sum + lightEdges(gray), 0) > 0;
  if (isLight) teller.tell(`The paper of ${name} is light; its pictures are inverted, so that ink is 255 and paper 0`);
  const pixels = new Uint8Array(sorted.length * SIDE * SIDE);
  const all = cut.length > 0 ? cut : isLight ? grays.map((gray) => gray.map((shade) => 255 - shade)) : grays;
  for (const [at, one] of all.entries()) pixels.set(one, at * SIDE * SIDE);
  return {
    name,
    images: imagesOf(pixels, [sorted.length, SIDE, SIDE, 1]),
    labels: Uint8Array.from(sorted, ({ label }) => classNames.indexOf(label)),
    classNames,
  };
}

function cutOut(picture: Picture, path: string): Uint8Array {
  return Uint8Array.from(pictureToDigit(picture, {}, path).pixels);
}

/** How many more of a picture's pixels at the edges are light than dark. */
function lightEdges(gray: Uint8Array): number {
  let more = 0;
  for (let at = 0; at < SIDE; at++) {
    for (const place of [at, SIDE * (SIDE - 1) + at, SIDE * at, SIDE * at + SIDE - 1]) more += (gray[place] as number) > 127 ? 1 : -1;
  }
  return more;
}
