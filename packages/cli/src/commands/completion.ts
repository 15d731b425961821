import type { Command, KnownCommand } from "./command.js";

export interface CompletionOptions {
  readonly shell: string;
}

/** @param commands all that there are */
export const completionOf = (commands: readonly KnownCommand[]): Command<CompletionOptions> => ({
  details: `Prints a script for bash, zsh or fish, after which Tab completes commands, options, the words that an option takes, and files.`,
  arguments: ["bash, zsh or fish"],
  options: [],
  examples: [
    ["completion bash >> ~/.bashrc", "for every shell from now on"],
    ["completion zsh > ~/.zfunc/_tenfold", "where zsh looks for such functions (fpath)"],
    ["completion fish > ~/.config/fish/completions/tenfold.fish", "the same for fish"],
  ],
  async run({ shell }, { out }) {
    const { completionScript } = await import("../terminal/completion-script.js");
    const completed = commands.map(async ({ name, summary, load }) => ({ name, summary, options: (await load()).options }));
    out(completionScript(shell, await Promise.all(completed)));
  },
});
