import { useState } from "preact/hooks";
import { save } from "../../parts/save.js";
import { leaveTemplate, leftTemplate } from "./left-template.js";
import { keepOwnTemplate } from "./own-templates.js";
import { TemplateDesk } from "./template-desk.js";
import type { OwnTemplate } from "./template-source.js";
import { type Begun, TemplateStart } from "./template-start.js";

export interface TemplateEditorProps {
  /** The template to begin with; a draft or a file is asked for where there is none. */
  readonly opened: OwnTemplate | undefined;
  /** What is open in Read: perhaps the empty form. */
  readonly file: File | undefined;
  /** To read with it. */
  onUse(template: OwnTemplate): void;
  onEnd(): void;
}

/** Makes a template of a form, or edits one. */
export function TemplateEditor({ opened, file, onUse, onEnd }: TemplateEditorProps) {
  const [begun, setBegun] = useState<Begun | undefined>(opened && { ...opened, backdrops: [] });
  const [left] = useState(leftTemplate);
  const [trouble, setTrouble] = useState<string>();

  const trying = (deed: () => Promise<void>) => {
    setTrouble(undefined);
    deed().catch((error: Error) => setTrouble(error.message));
  };
  return (
    <section class="read editor">
      <h1>{begun ? "Template of a form" : "Make a template of a form"}</h1>
      {begun ? (
        <TemplateDesk
          begun={begun}
          onEnd={onEnd}
          onUse={(own) =>
            trying(async () => {
              await keepOwnTemplate(own.source);
              leaveTemplate(undefined);
              onUse(own);
            })
          }
          onSave={({ source }, text) =>
            trying(async () => {
              save(`${source.name.replaceAll(/[^\p{L}\p{N} ._-]/gu, "_")}.json`, text, "application/json");
              leaveTemplate(undefined);
              await keepOwnTemplate(source);
            })
          }
        />
      ) : (
        <>
          <TemplateStart file={file} left={left} onBegin={setBegun} />
          <p>
            <button type="button" onClick={onEnd}>
              Back to reading
            </button>
          </p>
        </>
      )}
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
