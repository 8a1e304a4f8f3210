"""What the edition teaches the annotator: editors' marks and decisions become weights and counts in one file.

`teach.learn_from` takes parsed documents and an `Annotator` without a model, gives what was taught, or None where
editors marked too little. `model` reads and writes the file; `judge` puts a model to work. Nothing is imported here:
signs and counts are needed at every run, weights only where there is a model.
"""
