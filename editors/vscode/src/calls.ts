/** What is called in a terminal, as a line that its shell takes. Knows nothing of the editor. */

/** A word of a command line, quoted where a shell would see more in it. */
export function quoted(word: string, windows: boolean): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (windows) return `"${word.replace(/"/g, '""')}"`;
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

/** A call of the program; PowerShell, which Windows opens, takes a quoted program only behind `&`. */
export function call(command: string, words: readonly string[], windows: boolean): string {
  const program = quoted(command, windows);
  const line = [program, ...words.map((word) => quoted(word, windows))].join(" ");
  return windows && program !== command ? `& ${line}` : line;
}
