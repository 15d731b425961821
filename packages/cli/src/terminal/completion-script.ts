import { UsageError } from "tenfold/errors";

/** What a shell completes of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly { readonly notation: string; readonly description: string }[];
}

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/**
 * A script that completes commands and their options in a shell, and files elsewhere.
 *
 * @throws UsageError for another shell
 */
export function completionScript(shell: string, commands: readonly CompletedCommand[]): string {
  if (!Object.hasOwn(scripts, shell)) throw new UsageError(`completion ${shell}: bash, zsh or fish is wanted`);
  return scripts[shell as keyof typeof scripts](commands);
}

/** "--batch-size <n>" -> "--batch-size" */
function nameOf(notation: string): string {
  return notation.split(" ", 1)[0] as string;
}

function optionNames({ options }: CompletedCommand): string[] {
  return [...options.map(({ notation }) => nameOf(notation)), "--help"];
}

/** (bash 4, GNU, "Programmable Completion") */
function bashScript(commands: readonly CompletedCommand[]): string {
  const cases = commands.map((command) => `    ${command.name}) words="${optionNames(command).join(" ")}" ;;`);
  return `# tenfold completion bash
_tenfold() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} help --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    help) words="${commands.map(({ name }) => name).join(" ")}" ;;
  esac
  if [[ "$current" == -* || "\${COMP_WORDS[1]}" == help ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _tenfold tenfold
`;
}

/** In single quotes for any of the shells. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** (zsh 5, "Completion System", _arguments and _describe) */
function zshScript(commands: readonly CompletedCommand[]): string {
  const bare = (text: string) => quoted(text).replaceAll("[", "(").replaceAll("]", ")").replaceAll(":", "\\:");
  const cases = commands.map(({ name, options }) => {
    const lines = options.map(({ notation, description }) => {
      const takes = /<(.*)>/.exec(notation)?.[1];
      return `        '${nameOf(notation)}[${bare(description)}]${takes ? `:${bare(takes)}:_files` : ""}'`;
    });
    return `      ${name})\n        _arguments -s \\\n${[...lines, "        '--help[say what it does]'", "        '*:file:_files'"].join(" \\\n")} ;;`;
  });
  return `#compdef tenfold
# tenfold completion zsh
_tenfold() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${bare(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  (( CURRENT-- ))
  shift words
  case $command in
${cases.join("\n")}
  esac
}
compdef _tenfold tenfold
`;
}

/** (fish 3, "complete") */
function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c tenfold -n __fish_use_subcommand -f -a ${name} -d '${quoted(summary)}'`,
    ...options.map(({ notation, description }) => {
      const takes = notation.includes("<") ? " -r" : "";
      return `complete -c tenfold -n '__fish_seen_subcommand_from ${name}' -l ${nameOf(notation).slice(2)}${takes} -d '${quoted(description)}'`;
    }),
  ]);
  return `# tenfold completion fish\n${lines.join("\n")}\n`;
}
