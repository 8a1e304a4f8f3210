"""What lies between the annotator and the editors: their decisions, its proposals, its reasons."""
