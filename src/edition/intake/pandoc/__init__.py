"""What pandoc reads (ODT, RTF, LaTeX, EPUB, HTML, Org), its tree made a flow, and a second look at the source."""
