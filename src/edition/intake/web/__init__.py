"""Pages of HTML before they are read: the text without what stands around it, its notes, what the head tells."""
