"""Text recognised from pictures of pages: the glyphs a figure was read from, and what else they may say.

A room of its own between interpretation and checks. A document whose text is the file's own never enters it.
"""
