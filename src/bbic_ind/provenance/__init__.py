"""Where figures come from: the manifest of a run, and what differs between two of them."""

from bbic_ind.provenance.comparing import Differences, Moved, compare
from bbic_ind.provenance.fingerprint import fingerprint, plain_rows
from bbic_ind.provenance.hashing import Digest, digest, digests
from bbic_ind.provenance.manifest import FileDigest, Manifest, Result, SheetCounts, load
from bbic_ind.provenance.origin import Origin, manifest
from bbic_ind.provenance.written import Otherwise, Spot, Written, otherwise

__all__ = [
    "Differences",
    "Digest",
    "FileDigest",
    "Manifest",
    "Moved",
    "Origin",
    "Otherwise",
    "Result",
    "SheetCounts",
    "Spot",
    "Written",
    "compare",
    "digest",
    "digests",
    "fingerprint",
    "load",
    "manifest",
    "otherwise",
    "plain_rows",
]
