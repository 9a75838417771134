"""Sentences, words and quotation marks of running text. The face is `normalisation`."""
