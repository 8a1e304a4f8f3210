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
