import type { Field, FieldSpec } from "../../fields/field.js";
import { boxArea, sharedArea } from "../../image/geometry/box.js";
import type { FormField, FormPage } from "./template.js";

/** What is allowed in a template and yet looks like a slip, in sentences. */
export function templateNotices(pages: readonly FormPage[], fieldOf: (spec: FieldSpec) => Field): string[] {
  return pages.flatMap((page, at) => {
    const where = pages.length > 1 ? `page ${at + 1}: ` : "";
    return [...overlaps(page.fields), ...tooManyDigits(page.fields, fieldOf), ...unanchored(page)].map((sentence) => where + sentence);
  });
}

/** Two fields that share this much of the smaller one. */
const SHARED = 0.25;
const MOST_TOLD = 5;

function overlaps(fields: readonly FormField[]): string[] {
  const sorted = [...fields].sort((one, other) => one.box.top - other.box.top);
  const found: string[] = [];
  for (const [at, { name, box }] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length && found.length < MOST_TOLD; next++) {
      const other = sorted[next] as FormField;
      if (other.box.top >= box.bottom) break;
      if (sharedArea(box, other.box) > SHARED * Math.min(boxArea(box), boxArea(other.box)))
        found.push(`the fields "${name}" and "${other.name}" overlap`);
    }
  }
  return found;
}

/** Fields whose cells are fewer than their digits; more cells may stay blank, or hold a separator. */
function tooManyDigits(fields: readonly FormField[], fieldOf: (spec: FieldSpec) => Field): string[] {
  return fields.flatMap(({ name, field, cells }) => {
    if (cells.length === 0) return [];
    const { least, most } = fieldOf(field).digits;
    if (cells.length < least) return [`the field "${name}" has ${cells.length} cells and wants ${least} digits at least`];
    const isFixed = least === most && cells.length !== most && typeof field === "object" && field.length !== undefined;
    return isFixed ? [`the field "${name}" has ${cells.length} cells and wants ${most} digits`] : [];
  });
}

function unanchored({ anchors, fields }: FormPage): string[] {
  if (anchors.length > 0 || fields.some(({ printed }) => printed === "box" || printed === "comb")) return [];
  return ["it has no anchors and no printed boxes, so only the edges of the page tell where things are"];
}
