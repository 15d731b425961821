import type { FieldSpec } from "../../fields/field.js";
import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import type { Region } from "../../synthesis/digits/regional/region-names.js";

/** A form as a template describes it, checked, every measure in millimeters from the upper left corner of its page. */
export interface FormTemplate {
  readonly name: string;
  readonly pages: readonly FormPage[];
  /** Whether a millimeter is one: false where the template counts pixels and does not say how many there are to an inch. */
  readonly isToScale: boolean;
  /** What is allowed and yet looks like a slip, in sentences. */
  readonly notices: readonly string[];
  /** What is known of those who fill it in. */
  readonly writer?: FormWriter;
}

/** What a template tells of its writers. */
export interface FormWriter {
  /** Where all of them learned to write. */
  readonly region?: Region;
  /** The field whose text, once it is accepted, is the name under which the writer's profile is looked up. */
  readonly namedBy?: string;
}

export interface FormPage {
  readonly width: number;
  readonly height: number;
  readonly anchors: readonly Anchor[];
  readonly fields: readonly FormField[];
}

/** A place on a page where something is written. */
export interface FormField {
  readonly name: string;
  /** What stands beside it in print. */
  readonly label?: string;
  readonly box: Box;
  /** What kind of field it is, for the reader: "us-zip", or an object with options. */
  readonly field: FieldSpec;
  /** A box for each character, in reading order; none where it is written freely. */
  readonly cells: readonly Box[];
  readonly printed: Printed;
  /** Whether it must not be left blank. */
  readonly required: boolean;
}

/**
 * What of a field is printed: "box", the sides of its box and of each cell; "comb", a line below with short teeth between cells; "line", a line
 * below; "none", nothing.
 */
export type Printed = (typeof printedKinds)[number];

export const printedKinds = ["box", "comb", "line", "none"] as const;

/** Something printed that tells where on the page one is, beside the printed lines of the fields. */
export type Anchor = Mark | { readonly kind: "box"; readonly box: Box } | { readonly kind: "page-edges" };

/** A mark in dark ink: a filled square or disc, a ring or an upright cross about `at`, or an angle of two strokes with its outer corner there. */
export interface Mark {
  readonly kind: MarkKind;
  readonly at: Point;
  /** Its width and height. */
  readonly size: number;
}

export type MarkKind = (typeof markKinds)[number];

export const markKinds = ["square", "disc", "ring", "cross", "corner"] as const;
