// What is cut out of drawn forms for a reader, with its truth: the pictures that readForm() hands to it.

import { parseTemplate, readForm } from "../../packages/tenfold/dist/forms/index.js";
import { template as drawn, filledForms } from "./drawn-forms.js";

/**
 * Fields of drawn forms, print and rules taken out, form by form; forms of which a field is not found are left out.
 *
 * @param digits pictures as MNIST's
 * @returns of each field its picture, its kind, the text that is right, and the boxes of its cells where it has any
 */
export async function* formFields(digits, { count, seed = 4 }) {
  const template = parseTemplate(drawn);
  const { fields } = template.pages[0];
  for (const { picture, truth } of filledForms(digits, { count, seed })) {
    const cut = [];
    const reader = {
      read(image, { field, cells }) {
        cut.push({ picture: image, field, cells });
        return { strings: [], grids: [] };
      },
    };
    await readForm(picture, template, { reader });
    if (cut.length < fields.length) continue;
    yield* cut.map((one, at) => ({ ...one, truth: truth.get(fields[at].name) }));
  }
}

/** The digits of such a text that stand in cells, from the right: an amount's hundredths are not written. */
export function writtenDigits(truth, field) {
  return (field === "amount" ? truth.replace(/\.00$/, "") : truth).replaceAll(/\D/g, "");
}
