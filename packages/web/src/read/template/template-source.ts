import { FormatError } from "tenfold";
import type { FormTemplate } from "tenfold/forms";
import type { FieldSpec } from "tenfold/recognize";
import { checkedTemplate } from "../form/ask-forms.js";

/** A template as its file has it, in its own units: what `parseTemplate` takes, once that has taken it. */
export interface TemplateSource {
  readonly $schema?: string;
  readonly name: string;
  readonly units: "mm" | "in" | "pt" | "px";
  readonly dpi?: number;
  readonly pages: readonly SourcePage[];
}

export interface SourcePage {
  readonly size: string | readonly number[];
  readonly anchors?: readonly SourceAnchor[];
  readonly fields: readonly SourceField[];
}

/** Left, top, width, height. */
export type SourceBox = readonly number[];

export interface SourceField {
  readonly name: string;
  readonly label?: string;
  readonly box: SourceBox;
  readonly field?: FieldSpec;
  readonly cells?: SourceCells;
  readonly printed?: string;
  readonly required?: boolean;
}

/** A number of equal cells, equal ones or groups with gaps between, or a box for each. */
export type SourceCells =
  | number
  | { readonly count?: number; readonly groups?: readonly number[]; readonly gap?: number }
  | readonly SourceBox[];

export interface SourceAnchor {
  readonly kind: string;
  readonly at?: readonly number[];
  readonly size?: number;
  readonly box?: SourceBox;
}

/** A template, as its file has it and as it is read with. */
export interface OwnTemplate {
  readonly source: TemplateSource;
  readonly template: FormTemplate;
}

/** No template is larger, in bytes; real ones have some thousand. */
const LARGEST = 16_000_000;

/**
 * The template in a file.
 *
 * @throws InputError that says where in the file something else is wanted
 */
export async function openedTemplate(file: File): Promise<OwnTemplate> {
  if (file.size > LARGEST) throw new FormatError(`${file.name} has ${file.size} bytes, a template has at most ${LARGEST}`);
  const text = await file.text();
  const template = await checkedTemplate(text, file.name);
  return { source: JSON.parse(text.replace(/^\uFEFF/, "")) as TemplateSource, template };
}
