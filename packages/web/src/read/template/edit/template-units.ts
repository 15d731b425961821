import type { FormPage } from "tenfold/forms";
import type { SourcePage, TemplateSource } from "../template-source.js";

const IN_MILLIMETERS = { mm: 1, in: 25.4, pt: 25.4 / 72 } as const;
/** As `parseTemplate` takes it of pages whose pixels have no size, in millimeters. */
const ASSUMED_LENGTH = 297;

/** The finest step in which places are told, in each unit. */
const GRAINS = { mm: 0.1, in: 0.005, pt: 0.25, px: 1 } as const;

/** Millimeters a unit of the template, on a page of it. */
export function unitOf({ units, dpi }: TemplateSource, { size }: SourcePage): number {
  if (units !== "px") return IN_MILLIMETERS[units];
  if (dpi !== undefined || typeof size === "string") return 25.4 / (dpi ?? 1);
  return ASSUMED_LENGTH / Math.max(...size);
}

/** The size of a page in the template's units. */
export function sizeOf(source: TemplateSource, page: SourcePage, { width, height }: FormPage): readonly [width: number, height: number] {
  const unit = unitOf(source, page);
  return [width / unit, height / unit];
}

export function grainOf({ units }: TemplateSource): number {
  return GRAINS[units];
}

/** A measure to the finest step. */
export function tidy(value: number, grain: number): number {
  return Number((Math.round(value / grain) * grain).toFixed(4));
}
