import type { SourceAnchor, SourceBox, SourceCells, SourceField, SourcePage, TemplateSource } from "../template-source.js";
import { tidy } from "./template-units.js";

/** Which of the things on a page of a template: a field, or print that tells where the page is. */
export interface ItemPlace {
  readonly list: "fields" | "anchors";
  readonly at: number;
}

export type SourceItem = SourceField | SourceAnchor;

export function itemAt(page: SourcePage | undefined, { list, at }: ItemPlace): SourceItem | undefined {
  return page?.[list]?.[at];
}

/** Where it lies: a mark's square; nothing of the page's edges. */
export function boxOf(item: SourceItem): SourceBox | undefined {
  if (item.box) return item.box;
  if (!("at" in item) || !item.at) return undefined;
  const [x = 0, y = 0] = item.at;
  const size = item.size ?? 0;
  return [x - size / 2, y - size / 2, size, size];
}

/** An item moved or sized so that it fills a box; the cells that have boxes of their own go with it. */
export function filling<Item extends SourceItem>(item: Item, box: SourceBox, grain: number): Item {
  const [left = 0, top = 0, width = 0, height = 0] = box;
  const tidied = (values: readonly number[]) => values.map((value) => tidy(value, grain));
  if ("at" in item && item.at) {
    const size = Math.max(width, height);
    return { ...item, at: tidied([left + width / 2, top + height / 2]), size: tidy(size, grain) };
  }
  const before = item.box ?? box;
  const own = tidied([left, top, Math.max(width, grain), Math.max(height, grain)]);
  const cells = "cells" in item ? (item.cells as SourceCells | undefined) : undefined;
  if (!Array.isArray(cells)) return { ...item, box: own };
  return { ...item, box: own, cells: cells.map((cell: SourceBox) => tidied(carried(cell, before, own))) };
}

/** Where a box within a box comes to lie when that becomes another. */
function carried([x = 0, y = 0, w = 0, h = 0]: SourceBox, from: SourceBox, to: SourceBox): number[] {
  const [fx = 0, fy = 0, fw = 1, fh = 1] = from;
  const [tx = 0, ty = 0, tw = 1, th = 1] = to;
  const [across, down] = [tw / fw, th / fh];
  return [tx + (x - fx) * across, ty + (y - fy) * down, w * across, h * down];
}

/** A box held on the page: moved back, not made smaller, where it fits. */
export function onPage([left = 0, top = 0, width = 0, height = 0]: SourceBox, [across, down]: readonly [number, number]): SourceBox {
  const [w, h] = [Math.min(width, across), Math.min(height, down)];
  return [Math.min(Math.max(0, left), across - w), Math.min(Math.max(0, top), down - h), w, h];
}

/** The template with another item in a place, or with none. */
export function withItem(source: TemplateSource, page: number, { list, at }: ItemPlace, item: SourceItem | undefined): TemplateSource {
  return withList(source, page, list, (items) => items.toSpliced(at, 1, ...(item ? [item] : [])));
}

/** The template with one item more, the last of its list. */
export function withAdded(source: TemplateSource, page: number, list: ItemPlace["list"], item: SourceItem): TemplateSource {
  return withList(source, page, list, (items) => [...items, item]);
}

function withList(
  source: TemplateSource,
  page: number,
  list: ItemPlace["list"],
  change: (items: readonly SourceItem[]) => readonly SourceItem[],
): TemplateSource {
  const pages = source.pages.map((own, at) => (at === page ? { ...own, [list]: change(own[list] ?? []) } : own));
  return { ...source, pages };
}

/** A name that no field of the template has yet: "field-7", or with a number behind what another is called. */
export function freeName({ pages }: TemplateSource, wanted = "field"): string {
  const taken = new Set(pages.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const stem = wanted.replace(/-\d+$/, "");
  for (let number = 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
