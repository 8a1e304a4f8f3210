"""Neovim, without a window, with the server that `docs/editors.md` tells how to set up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition.project import Project

SCRIPT = """
local out = io.open("out.txt", "w")
vim.cmd("edit tei/articles/a-bridge-at-mostar.xml")
local id = vim.lsp.start_client({ name = "edition", cmd = { "PYTHON", "-m", "edition", "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
local n = vim.fn.search("Boys already")
local line = vim.fn.getline(n)
vim.fn.setline(n, (line:gsub("Boys", "\\240\\157\\132\\158 <persname>Boys</persname>")))
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
local function request(method)
  for _, one in pairs(vim.lsp.buf_request_sync(0, method, vim.lsp.util.make_position_params(), 20000)) do return one.result end
end
for _, d in ipairs(vim.diagnostic.get(0)) do out:write(string.sub(vim.fn.getline(d.lnum + 1), d.col + 1, d.end_col), " ", d.code or "", "\\n") end
vim.fn.setline(n, (line:gsub("Boys", '<persName ref="evl">Boys</persName>')))
vim.fn.cursor(n, vim.fn.getline(n):find('evl"', 1, true) + 3)
for _, item in ipairs(request("textDocument/completion").items) do out:write(item.textEdit.newText, "\\n") end
vim.fn.cursor(1, 1)
local h = vim.fn.search("person:evliya")
vim.fn.cursor(h, vim.fn.getline(h):find("person:evliya", 1, true) + 3)
out:write(request("textDocument/hover").contents.value:sub(1, 18), "\\n")
local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  for _, one in pairs(vim.lsp.buf_request_sync(0, method, params, 20000)) do return one.error and one.error.message or one.result end
end
local function name(uri) return uri:match("[^/]+$") end
local whole = { start = { line = 0, character = 0 }, ["end"] = { line = vim.fn.line("$") - 1, character = 0 } }
vim.fn.setline(n, (line:gsub("Boys", '<persName ref="person:evliya-celebi">He</persName>')))
local hints = ask("textDocument/inlayHint", { range = whole })
out:write("hints ", type(hints) == "table" and #hints > 0 and "are there" or "lost", "\\n")
local there = ask("textDocument/definition")
there = there.uri and there or there[1]
out:write("definition ", name(there.uri or there.targetUri), "\\n")
local files = {}
for _, place in ipairs(ask("textDocument/references", { context = { includeDeclaration = true } })) do files[name(place.uri)] = true end
out:write("references ", files["persons.xml"] and files["a-bridge-at-mostar.xml"] and "in both" or "lost", "\\n")
local renamed = ask("textDocument/rename", { newName = "evliya" })
local changed = 0
for _ in pairs(renamed.changes or renamed.documentChanges) do changed = changed + 1 end
vim.lsp.util.apply_workspace_edit(renamed, "utf-16")
out:write("rename ", changed > 1 and vim.fn.search('person:evliya"', "cn") > 0 and "everywhere" or "lost", "\\n")
vim.cmd("silent undo") -- the register's buffer is not the server's
local text = vim.lsp.util.make_text_document_params()
out:write("outline ", #ask("textDocument/documentSymbol", text) > 0 and "is there" or "lost", "\\n")
out:write("folding ", #ask("textDocument/foldingRange", text) > 0 and "is there" or "lost", "\\n")
vim.fn.setline(n, (line:gsub("Boys", "<persname>Boys</persname>")))
vim.wait(20000, function()
  for _, d in pairs(vim.diagnostic.get(0)) do if d.lnum == n - 1 then return true end end
end)
local report = ask("textDocument/diagnostic", text)
out:write("pulled ", type(report) == "table" and #report.items > 0 and report.items[1].code or "lost", "\\n")
local at = vim.fn.getline(n):find("persname", 1, true)
local range = { start = { line = n - 1, character = at }, ["end"] = { line = n - 1, character = at } }
for _, action in ipairs(ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })) do
  if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, "utf-16") break end
end
out:write("fix ", vim.fn.getline(n):find("<persName>Boys</persName>", 1, true) and "is made" or "lost", "\\n")
vim.fn.setline(1, { vim.fn.getline(1), "", "" })
local tidied = ask("textDocument/formatting", { options = { tabSize = 2, insertSpaces = true } })
out:write("formatting ", type(tidied) == "table" and "answers" or "lost", "\\n")
out:close()
vim.cmd("qa!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_findings_offers_and_entries(sample: Project, tmp_path: Path) -> None:
    script = tmp_path / "run.lua"
    script.write_text(SCRIPT.replace("PYTHON", sys.executable), encoding="utf-8")
    call = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}", "-c", "qa!"]
    subprocess.run(call, cwd=sample.root, check=True, capture_output=True, timeout=90)
    lines = (sample.root / "out.txt").read_text("utf-8").split("\n")
    assert lines[:3] == ["persname V310", "person:evliya-celebi", "**Evliya Çelebi**"]
    assert lines[3:] == [
        "hints are there",
        "definition persons.xml",
        "references in both",
        "rename everywhere",
        "outline is there",
        "folding is there",
        "pulled V310",
        "fix is made",
        "formatting answers",
        "",
    ]
