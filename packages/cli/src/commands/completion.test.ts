import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const lacks = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status !== 0;

describe("completion", () => {
  it.skipIf(lacks("bash"))("completes commands, options and files in bash", async () => {
    await writeFile("complete.bash", await callWell("completion", "bash"));
    await writeFile("scan.png", "");
    const completed = (...words: string[]) => {
      const list = words.map((word) => `'${word}'`).join(" ");
      const script = `. ./complete.bash; COMP_WORDS=(tenfold ${list}); COMP_CWORD=${words.length}; _tenfold; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", script]);
      expect(stderr.toString()).toBe("");
      return stdout.toString().trim().split("\n");
    };
    expect(completed("tr")).toEqual(["train"]);
    expect(completed("")).toEqual(expect.arrayContaining(["read", "serve", "doctor", "completion", "--version"]));
    expect(completed("read", "--page")).toEqual(["--page-timeout", "--page-memory"]);
    expect(completed("read", "sc")).toEqual(["scan.png"]);
    expect(completed("help", "fin")).toEqual(["finetune"]);
  });

  it.each(["zsh", "fish"])("is a script that %s takes, with every command and option", async (shell) => {
    const out = await callWell("completion", shell);
    for (const word of ["finetune", "doctor", "page-timeout", "label-smoothing"]) expect(out).toContain(word);
    if (lacks(shell)) return;
    await writeFile("script", out);
    expect(spawnSync(shell, ["-n", "script"]).stderr.toString()).toBe("");
  });

  it("refuses other shells", async () => {
    expect(await call(["completion", "cmd"])).toEqual({ code: 2, out: "", err: "tenfold: completion cmd: bash, zsh or fish is wanted\n" });
  });
});
