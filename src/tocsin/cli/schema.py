"""`tocsin schema` and `tocsin version`."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of one record of the jsonl format.

    Example:

      tocsin schema > tocsin.schema.json
    """
    import json

    from tocsin.export.schema import json_schema

    print(json.dumps(json_schema(), indent=2))


def version() -> None:
    """Print the version, and the hashes of model, codebook and knowledge."""
    from tocsin.flow.coders import stamped_coder
    from tocsin.ids import SCHEMA_VERSION

    stamp = stamped_coder().stamp
    print(f"tocsin {stamp.version}")
    print(f"schema {SCHEMA_VERSION}  model {stamp.model}  codebook {stamp.codebook}  knowledge {stamp.knowledge}")
