"""Typed values that flow from readers to outputs. Plain slotted dataclasses: cheap to make by the
ten thousand, and pydantic reads them as they are where the JSON contract needs a schema."""
