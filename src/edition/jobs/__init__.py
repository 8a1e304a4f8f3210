"""The ground: map a job over documents (here, in processes, over a cluster), and keep what it gave. Knows no TEI.

Processes and clusters stand apart in `jobs.processes` and `jobs.cluster`, since few calls need them.
"""

from edition.jobs.cache import Cache
from edition.jobs.mapping import Item, Job, Workers, digest_of, map_documents
from edition.jobs.run import run
from edition.jobs.spool import Left, Spool

__all__ = ["Cache", "Item", "Job", "Left", "Spool", "Workers", "digest_of", "map_documents", "run"]
