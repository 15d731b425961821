import type { ContextRow } from "tenfold";
import { jsonLine } from "tenfold-works";
import { type Command, contextRow, shared } from "./command.js";

export interface PredictOptions {
  readonly files: readonly string[];
  readonly threads?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly context?: string;
  readonly writer?: ContextRow;
}

export const predict: Command<PredictOptions> = {
  details: `The model is a run folder, a model file, or classic, mobile or reader, which come with the program; classic where the first \
word is none of these.

Takes pictures of one digit each: PNG, JPEG, WebP, TIFF, GIF, AVIF, SVG or PDF, each page for itself; IDX files of images and \
tables as Kaggle's test.csv, raw or .gz; arrays of NumPy; folders of pictures; and the test images of a data folder, or of a set known by name. The paper may be light or dark, and \
unevenly lit. A picture of the network's own size is taken as it is; another one is cleaned, trimmed, scaled and centered, its strokes made as \
wide as MNIST's. - is what is piped in, of any of these kinds but folders and sets.

--writer tells a model that was trained with a context what is known of who wrote all pictures, --context a table of it: a row a picture in the order of the \
output, or with a column "file" a row a name as the output has it. What is not told is not known.

--json prints { predictions: [{ label, confidence, probabilities, isDigit, digitScore }] } in the order of the files: label is a number \
where the classes are digits, else the class's name; confidence is the probability of that class, at the temperature that the model file \
holds; probabilities are those of all, in class order; isDigit is false for what looks like none of the classes, by a score and a threshold \
in the model file, and both it and digitScore are null for a file without them.

--csv prints the table that Kaggle's Digit Recognizer takes: ImageId, counted from 1, and Label.`,
  arguments: ["a model, if another than classic; then pictures, IDX files, tables, folders or sets"],
  options: [
    { notation: "--writer <json>", description: 'what is known of who wrote them, as \'{"region":"CH"}\'', parse: contextRow },
    shared.context,
    shared.threads,
    shared.json,
    { notation: "--csv", description: "print a table, as Kaggle takes it" },
  ],
  examples: [
    ["predict seven.png photo.jpg", "what digits the two pictures show"],
    ["predict runs/quick-1 seven.png", "the same with a network of one's own"],
    ["predict model.safetensors t10k-images-idx3-ubyte.gz --json", "all images of a file, for a script"],
    ["predict runs/quick-1 test.csv --csv", "Kaggle's test set, as it is handed in"],
    ['predict runs/knowing seven.png --writer \'{"region":"CH"}\'', "with what is known of who wrote it"],
    ["predict - --json", "what is piped in"],
  ],
  async run({ files: words, threads, json, csv, context, writer }, host) {
    await refuseBoth(json, csv);
    const { expectPictures, kaggleCsv, knownWriters, namedPredictions, openModel, readPictures } = await import("tenfold-works/models");
    const { model: path, files } = await partedWords(words);
    expectPictures(files);
    const model = await openModel(path, { threads });
    try {
      const { images, names, notices } = await readPictures(files, model.network, {
        ...{ host, classNames: model.classNames },
        piped: host.input,
      });
      for (const notice of notices) host.tell(`${notice}`);
      const known = await knownWriters({ context, writer }, { names, taking: model });
      const { predictionTable } = await import("../texts/prediction-table.js");
      const found = namedPredictions(await model.infer(images, known), model.classNames);
      host.out(json ? jsonLine({ predictions: found }) : csv ? kaggleCsv(found) : predictionTable(names, found));
    } finally {
      await model.dispose();
    }
  },
};

async function refuseBoth(json = false, csv = false): Promise<void> {
  const { UsageError } = await import("tenfold/errors");
  if (json && csv) throw new UsageError("--json and --csv exclude each other; pass one of them");
}

/** What reads where nothing else is named. */
const DEFAULT = "classic";

/** The model that the first word means, where it means one, and what to read with it. */
async function partedWords(words: readonly string[]): Promise<{ readonly model: string; readonly files: readonly string[] }> {
  const { UsageError } = await import("tenfold/errors");
  const { meansModel } = await import("tenfold-works/models");
  const [first = "", ...rest] = words;
  if (!(await meansModel(first))) return { model: DEFAULT, files: words };
  if (rest.length === 0) throw new UsageError(`${first} is a model, and no picture came for it; pass pictures after it`);
  return { model: first, files: rest };
}
