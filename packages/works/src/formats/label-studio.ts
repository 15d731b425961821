import { isUnread, type ReadDocument, type ReadPage } from "tenfold/document";
import type { Box } from "tenfold/image";
import { type TextBlock, type TextPage, textPage } from "./text-blocks.js";

/** Names of the parts of Label Studio's labelling interface that a project has to have; the page on formats shows it. */
const labelStudioNames = { image: "image", status: "status", text: "text" } as const;

/** What a region of a task is called, by the place of its string on the page, counted from 0. */
export function regionOf(place: number): string {
  return `string-${place}`;
}

/**
 * A document as tasks of Label Studio, one a page, with what was read as predictions: a rectangle for each string, labelled with what becomes of
 * it, and its text. Boxes are in percent of the page. Pages that could not be read are left out.
 *
 * Source: https://labelstud.io/guide/predictions, "Import pre-annotated data", tags RectangleLabels and TextArea
 */
export function labelStudioTasks({ pages, model }: Pick<ReadDocument, "pages" | "model">): string {
  const tasks = pages.flatMap((page) => (isUnread(page) ? [] : [taskOf(page, `tenfold ${model.name} ${model.content}`)]));
  return `${JSON.stringify(tasks, null, 1)}\n`;
}

function taskOf(page: ReadPage, model: string): object {
  const { file, page: number, pages } = page;
  const text = textPage(page, 1);
  const regions = text.blocks.flatMap((block) => regionsOf(block, text, page.strings.indexOf(block.string)));
  const score = Math.min(1, ...text.blocks.map(({ string }) => string.confidence));
  return { data: { image: addressOf(file), file, page: number, pages }, predictions: [{ model_version: model, score, result: regions }] };
}

/** A file as Label Studio finds it in a local storage whose folder is the one that files were read from. */
function addressOf(file: string): string {
  return `/data/local-files/?d=${file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/")}`;
}

/** A rectangle and its text: two results with one id. */
function regionsOf({ string, box }: TextBlock, { width, height }: TextPage, place: number): object[] {
  const { image, status, text } = labelStudioNames;
  const region = { id: regionOf(place), to_name: image, original_width: width, original_height: height, image_rotation: 0 };
  const lies = { ...inPercent(box, { width, height }), rotation: 0 };
  const { name, confidence } = string;
  return [
    {
      ...{ ...region, type: "rectanglelabels", from_name: status, value: { ...lies, rectanglelabels: [string.status] }, score: confidence },
      ...(name !== undefined && { meta: { text: [name] } }),
    },
    { ...region, type: "textarea", from_name: text, value: { ...lies, text: [string.text] }, score: confidence },
  ];
}

function inPercent({ left, top, right, bottom }: Box, { width, height }: { readonly width: number; readonly height: number }): object {
  const share = (pixels: number, of: number) => (100 * pixels) / of;
  return { x: share(left, width), y: share(top, height), width: share(right - left, width), height: share(bottom - top, height) };
}
