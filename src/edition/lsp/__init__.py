"""The language server: findings, completion, references and renaming in any editor, of texts as they are being written.

What it tells comes from `edition.writing`; here it is asked for and translated. It writes no file: changes are handed
to the editor, which makes them.
"""
