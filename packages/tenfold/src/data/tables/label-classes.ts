import { FormatError } from "../../errors.js";
import { numberedClasses } from "../class-names.js";

/** Labels as indices of classes, and what the classes are called. */
export interface LabelClasses {
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** What the user should know, in words. */
  readonly notices: readonly string[];
}

/** As many classes as a byte tells apart. */
const MOST_CLASSES = 256;

/**
 * The classes of labels as a table writes them. Whole numbers are classes by their number, "0" to "9" at least; where they have large gaps, as
 * when one label is 255, and where they are words, the classes are those that occur.
 *
 * @param table what to call the table in an error
 * @throws FormatError when more classes occur than are read, or a name is none
 */
export function labelClasses(written: readonly string[], table: string): LabelClasses {
  const plain = written.map((label) => label.replace(/^(\d+)\.0*$/, "$1"));
  const names = [...new Set(plain)];
  const wrong = names.find((name) => name === "" || name.length > 100 || /\p{Cc}/u.test(name));
  if (wrong !== undefined)
    throw new FormatError(`${table} has a label that is ${wrong === "" ? "empty" : "no name of a class"}; mend it or leave the line out`);
  if (names.length > MOST_CLASSES) {
    throw new FormatError(
      `${table} has ${names.length} different labels, at most ${MOST_CLASSES} are told apart; is another column the label?`,
    );
  }
  const single =
    names.length === 1
      ? [`all pictures of ${table} have the label ${names[0]}: a network cannot learn from them to tell classes apart`]
      : [];
  const areNumbers = names.every((name) => /^\d{1,3}$/.test(name) && Number(name) < MOST_CLASSES);
  if (areNumbers) {
    const labels = Uint8Array.from(plain, Number);
    const numbered = numberedClasses(labels);
    if (numbered.length <= Math.max(10, 2 * names.length)) return { labels, classNames: numbered, notices: single };
  }
  const classNames = names.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
  const places = new Map(classNames.map((name, at) => [name, at]));
  const gaps = areNumbers
    ? [
        `the labels of ${table} go up to ${classNames.at(-1)}, but only ${names.length} differ: these are the classes, ${classNames.join(", ")}`,
      ]
    : [];
  return { labels: Uint8Array.from(plain, (label) => places.get(label) as number), classNames, notices: [...single, ...gaps] };
}
