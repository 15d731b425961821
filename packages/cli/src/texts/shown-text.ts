import type { Dataset } from "tenfold";
import { whole } from "tenfold-works/pages";
import { type Shown, type ShownPart, stripsOf } from "tenfold-works/sets";
import { plain, textTable } from "../terminal/text-table.js";
import { textSheet } from "./text-sheet.js";

/** Pictures of a class on a sheet of text: as many as 80 signs hold. */
const SHOWN = 5;

/** What `data show` says; with a contact sheet in text where none was written as a picture. */
export function shownText({ parts, sheet }: Shown, images: Dataset): string {
  const [train, test] = parts as [ShownPart, ShownPart];
  const text = [countsText(train, test), citeText(train)].filter(Boolean).join("\n");
  return `${text}\n${sheet === undefined ? textSheet(stripsOf(images, SHOWN, 4)) : `Contact sheet: ${plain(sheet)}\n`}`;
}

function countsText(train: ShownPart, test: ShownPart): string {
  const rows = train.classes.map(({ name, count }, index) => [name, whole(count), whole(test.classes[index]?.count ?? 0)]);
  const writers = train.writers === undefined ? "" : `, by ${whole(train.writers)} and ${whole(test.writers ?? 0)} writers`;
  const head = `${train.name} and ${test.name}, ${train.height} x ${train.width} pixels${writers}`;
  const table = textTable(["Class", "Train", "Test"], [...rows, ["All", whole(train.count), whole(test.count)]]);
  return `${plain(head)}\n\n${table}`;
}

function citeText({ license, source }: ShownPart): string {
  return source === undefined ? "" : `License: ${plain(license ?? "unknown")}. ${plain(source)}\n`;
}
