"""The language server: findings, completion, references and renaming in any editor, of texts as they are being written.

Everything beside `edition.lsp.protocol` speaks of bytes and spans and knows nothing of the protocol. It writes no file:
changes are handed to the editor, which makes them.
"""
