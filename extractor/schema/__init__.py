"""The canonical indicator schema: what a figure can be called, measured in, part of and computed from."""

from extractor.schema.concepts import Concept, Guards, Schema
from extractor.schema.load import load

__all__ = ["Concept", "Guards", "Schema", "load"]
