/** The files at or below `root/path`, as paths from `root` with forward slashes, sorted; none when nothing is there. */
export function filesBelow(root: string, path: string): string[];
/** Changes when one of `files` (paths from `root`) comes, goes or has other contents, or when `extra` is another text. */
export function fingerprint(root: string, files: readonly string[], extra?: string): string;
