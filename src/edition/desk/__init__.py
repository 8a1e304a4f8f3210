"""The desk: an edition's workbench in the browser, on this machine only, without account and without network.

One module a view; HTML comes from the server, small scripts bring the keys. What a change does is told in
`edition.deciding`; here it is asked for and shown.
"""

from edition.desk.serving import serve

__all__ = ["serve"]
