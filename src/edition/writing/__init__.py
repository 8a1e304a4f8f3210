"""Help for somebody who writes TEI: findings, offers, and what a word means, in a text as it stands at the moment.

Everything here speaks of bytes and spans, of texts that need not be finished, and writes no file. The language server
and the desk's Source view translate it, each for its editor.
"""
