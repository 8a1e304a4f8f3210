/** Starts the language server of edition, and its commands in a terminal. All that is known of TEI is the server's. */

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { call } from "./calls";

const COMMANDS: Record<string, readonly string[]> = {
  annotate: ["annotate"],
  validate: ["validate", "--format", "concise"],
  preview: ["preview"],
  desk: ["desk"],
};
let client: LanguageClient | undefined;

function program(): string {
  return vscode.workspace.getConfiguration("edition").get<string>("command") || "edition";
}

async function start(): Promise<void> {
  await client?.dispose();
  const server: ServerOptions = { command: program(), args: ["lsp"] };
  const options: LanguageClientOptions = { documentSelector: [{ language: "xml" }] };
  client = new LanguageClient("edition", "edition", server, options);
  try {
    await client.start();
  } catch {
    const chosen = await vscode.window.showErrorMessage(`The program \`${program()}\` cannot be started.`, "Settings");
    if (chosen) await vscode.commands.executeCommand("workbench.action.openSettings", "edition.command");
  }
}

function run(words: readonly string[], onFile: boolean): void {
  const file = vscode.window.activeTextEditor?.document.uri;
  const folder = (file && vscode.workspace.getWorkspaceFolder(file)) ?? vscode.workspace.workspaceFolders?.[0];
  const terminal = vscode.window.createTerminal({ name: `edition ${words[0]}`, cwd: folder?.uri });
  terminal.show();
  const path = onFile && file?.scheme === "file" ? [file.fsPath] : [];
  terminal.sendText(call(program(), [...words, ...path], process.platform === "win32"));
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  for (const [name, words] of Object.entries(COMMANDS)) {
    const made = vscode.commands.registerCommand(`edition.${name}`, () => run(words, name === "annotate"));
    context.subscriptions.push(made);
  }
  context.subscriptions.push(vscode.commands.registerCommand("edition.restart", start));
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
