"""The edge of the language server: the protocol's messages, its positions, and its values made of ours."""
