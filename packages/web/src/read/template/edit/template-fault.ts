import type { ItemPlace } from "./edit-items.js";

/** Why the library refuses a template, in its words, and which of its parts it is about. */
export interface TemplateFault {
  readonly sentence: string;
  /** Absent where it is about the whole. */
  readonly page?: number;
  readonly items: readonly ItemPlace[];
  /** "name", "box", "cells" and so on, where it is about one of these. */
  readonly key?: string;
}

/** Reads a refusal's places, as "pages[0].fields[2].box". */
export function faultOf(sentence: string): TemplateFault {
  const places = Array.from(sentence.matchAll(/pages\[(\d+)\]\.(fields|anchors)\[(\d+)\](?:\.(\w+))?/g));
  const items = places.map(([, , list, at]): ItemPlace => ({ list: list as ItemPlace["list"], at: Number(at) }));
  const [first] = places;
  if (!first) return { sentence, items };
  const key = sentence.includes(" are both named ") ? "name" : first[4];
  return { sentence, page: Number(places.at(-1)?.[1]), items, ...(key !== undefined && { key }) };
}
