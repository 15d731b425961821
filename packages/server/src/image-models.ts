import { decodeModel, load, type Model, type ModelFile, pretrained } from "tenfold";

/** A network for single pictures of 28 x 28. */
export interface ImageModel {
  readonly name: string;
  readonly classNames: readonly string[];
  /**
   * Of each picture the probability of each class, `[n, classes]`, and where the network can tell whether it is one of them at all.
   *
   * @param pixels ink 255, `[n, 28, 28]`
   */
  answer(pixels: Uint8Array): Promise<ImageAnswers>;
}

export type ImageAnswers = Pick<Awaited<ReturnType<Model["infer"]>>, "probabilities" | "membership" | "isMember">;

/** Networks by name, each loaded when it is first asked for. `dispose` them. */
export interface ImageModels {
  readonly names: readonly string[];
  named(name: string): Promise<ImageModel | undefined>;
  dispose(): Promise<void>;
}

/** Those that come with the package and look at single pictures. */
const SHIPPED = ["classic", "mobile", "reader"] as const;
/** Pictures at a time: whoever asks for something else meanwhile waits no longer than for these. */
const CHUNK = 16;
const PICTURE = 28 * 28;

/** @param bytesOf the file of a model of one's own by its name, where there is one */
export function imageModels(bytesOf: (name: string) => Promise<Uint8Array | undefined> = async () => undefined): ImageModels {
  const loaded = new Map<string, Promise<{ model: Model; shown: ImageModel }>>();
  const fileOf = async (name: string): Promise<ModelFile | undefined> => {
    const known = SHIPPED.find((one) => one === name);
    if (known !== undefined) return pretrained(known);
    const bytes = await bytesOf(name);
    return bytes && decodeModel(bytes, name);
  };
  const opened = async (name: string, file: ModelFile) => {
    const model = await load(file, { threads: 1 });
    return {
      model,
      shown: { name, classNames: file.classNames, answer: (pixels: Uint8Array) => answersOf(model, pixels, file.classNames.length) },
    };
  };
  return {
    names: SHIPPED,
    async named(name) {
      const before = loaded.get(name);
      if (before) return (await before).shown;
      const file = await fileOf(name);
      if (!file) return undefined;
      const found = loaded.get(name) ?? opened(name, file);
      loaded.set(name, found);
      found.catch(() => loaded.delete(name)); // whoever asks next has it loaded anew
      return (await found).shown;
    },
    async dispose() {
      for (const one of loaded.values()) await one.then(({ model }) => model.dispose()).catch(() => {}); // one that was not loaded holds nothing
    },
  };
}

async function answersOf(model: Model, pixels: Uint8Array, classes: number): Promise<ImageAnswers> {
  const count = pixels.length / PICTURE;
  const probabilities = new Float32Array(count * classes);
  const membership: number[] = [];
  const isMember: number[] = [];
  for (let from = 0; from < count; from += CHUNK) {
    const some = await model.infer(pixels.subarray(from * PICTURE, (from + CHUNK) * PICTURE));
    probabilities.set(some.probabilities, from * classes);
    membership.push(...(some.membership ?? []));
    isMember.push(...(some.isMember ?? []));
    await new Promise((done) => setImmediate(done));
  }
  return {
    probabilities,
    ...(membership.length > 0 && { membership: Float64Array.from(membership) }),
    ...(isMember.length > 0 && { isMember: Uint8Array.from(isMember) }),
  };
}
