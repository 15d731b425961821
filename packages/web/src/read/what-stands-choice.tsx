import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fieldKinds } from "tenfold/recognize";
import { forgetOwnTemplate, keepOwnTemplate, ownTemplateNames, ownTemplateOf } from "./template/own-templates.js";
import { openedTemplate } from "./template/template-source.js";
import type { WhatStands } from "./what-stands.js";

export interface WhatStandsChoiceProps {
  readonly what: WhatStands;
  onChoose(what: WhatStands): void;
  /** To make a template, or to edit the one that is chosen. */
  onEdit(): void;
  /** What else is known of it. */
  readonly children: ComponentChildren;
}

const [KIND, FORM] = ["kind ", "form "];

/** Which kind of field is read, or which form: one that this browser keeps, or a template's file. */
export function WhatStandsChoice({ what, onChoose, onEdit, children }: WhatStandsChoiceProps) {
  const [names, setNames] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const look = () => void ownTemplateNames().then(setNames);
  useEffect(look, [what]);
  const form = "source" in what ? what.source.name : undefined;

  const trying = (deed: () => Promise<void>) => {
    setTrouble(undefined);
    deed().catch((error: Error) => setTrouble(error.message));
  };
  const choose = (value: string) =>
    trying(async () =>
      onChoose(value.startsWith(FORM) ? await ownTemplateOf(value.slice(FORM.length)) : { kind: value.slice(KIND.length) || undefined }),
    );
  const open = (file: File | undefined) =>
    trying(async () => {
      if (!file) return;
      const own = await openedTemplate(file);
      onChoose(own);
      await keepOwnTemplate(own.source);
      look();
    });
  const dismiss = (name: string) =>
    trying(async () => {
      await forgetOwnTemplate(name);
      onChoose({ kind: undefined });
    });
  const kind = "kind" in what && typeof what.kind === "string" ? what.kind : "";
  return (
    <div class="choices what-stands">
      <label>
        What stands there
        <select
          value={form === undefined ? `${KIND}${kind}` : `${FORM}${form}`}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          <option value={KIND}>any digits</option>
          <optgroup label="A field of one kind">
            {fieldKinds.map(({ name, description }) => (
              <option key={name} value={`${KIND}${name}`} title={description}>
                {name}
              </option>
            ))}
          </optgroup>
          {(names.length > 0 || form !== undefined) && (
            <optgroup label="A form">
              {[...new Set([...names, ...(form === undefined ? [] : [form])])].map((name) => (
                <option key={name} value={`${FORM}${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {children}
      <label class="button">
        <input
          type="file"
          class="unseen"
          accept=".json,application/json"
          aria-label="Open a form's template"
          onChange={({ currentTarget }) => {
            open(currentTarget.files?.[0]);
            currentTarget.value = "";
          }}
        />
        Open a template
      </label>
      <button type="button" onClick={onEdit}>
        {form === undefined ? "Make a template" : "Edit it"}
      </button>
      {form !== undefined && (
        <button type="button" onClick={() => dismiss(form)}>
          Forget it
        </button>
      )}
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
