"""goldens.py FOLDER: whether the vendor's model takes every golden event of ours, `FOLDER/client` and `FOLDER/server`."""

import pathlib
import sys

import vendor

folder = pathlib.Path(sys.argv[1])
judged = refused = 0
for side, adapter in ("client", vendor.CLIENT), ("server", vendor.SERVER):
    for file in sorted((folder / side).glob("*.json")):
        judged += 1
        try:
            vendor.judged(adapter, file.read_bytes())
        except vendor.Objection as objection:
            refused += 1
            print(f"{file}: {objection}")
print(f"{judged} golden events judged, {refused} refused")
sys.exit(judged == 0 or refused > 0)
