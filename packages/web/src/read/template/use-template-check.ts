import { useEffect, useState } from "preact/hooks";
import { InputError } from "tenfold";
import type { FormTemplate } from "tenfold/forms";
import { checkedTemplate } from "../form/ask-forms.js";
import { faultOf, type TemplateFault } from "./edit/template-fault.js";
import type { TemplateSource } from "./template-source.js";

/** What the library says of a template that somebody edits. */
export interface TemplateCheck {
  /** What it said this of. */
  readonly source: TemplateSource | undefined;
  /** The template as it is read with; where it is refused, as it was before. */
  readonly template: FormTemplate | undefined;
  readonly fault: TemplateFault | undefined;
}

/** Somebody who types is not interrupted. */
const PAUSE_MS = 150;

/** Checks a template by the library, a moment after each change. */
export function useTemplateCheck(source: TemplateSource | undefined, first: FormTemplate | undefined): TemplateCheck {
  const [check, setCheck] = useState<TemplateCheck>({ source: undefined, template: first, fault: undefined });
  useEffect(() => {
    if (!source) return;
    let isLate = false;
    const timer = setTimeout(() => {
      checkedTemplate(source, "the template").then(
        (template) => !isLate && setCheck({ source, template, fault: undefined }),
        (error: Error) => {
          if (!(error instanceof InputError)) console.error(error);
          if (!isLate) setCheck(({ template }) => ({ source, template, fault: faultOf(error.message) }));
        },
      );
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [source]);
  return check;
}
