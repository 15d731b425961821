import { InputError } from "tenfold";
import { forget, keep, kept, keptKeys } from "../../kept/kept-database.js";
import { checkedTemplate } from "../form/ask-forms.js";
import type { OwnTemplate, TemplateSource } from "./template-source.js";

/** The names of the forms whose templates this browser keeps. */
export async function ownTemplateNames(): Promise<readonly string[]> {
  return (await keptKeys("templates").catch(() => [])).map(String); // where nothing is kept, there are none
}

/**
 * Keeps a template under its form's name, in place of another of that name.
 *
 * @throws InputError when the browser has no room
 */
export async function keepOwnTemplate(source: TemplateSource): Promise<void> {
  await keep("templates", source.name, source);
}

/** @throws InputError when it is not there any more, or none */
export async function ownTemplateOf(name: string): Promise<OwnTemplate> {
  const source = await kept<TemplateSource>("templates", name);
  if (source === undefined) throw new InputError(`there is no template "${name}" in this browser any more; open its file`);
  return { source, template: await checkedTemplate(source, name) };
}

export async function forgetOwnTemplate(name: string): Promise<void> {
  await forget("templates", name);
}
