"""Time and memory of a folder of daily maps summed up by unit, beside the plain loop of geopandas in the same run.

    python benchmarks/control.py MAPS UNITS.geojson

The plain loop is what a user would write: read_file, to_crs (EPSG:6933), overlay with the units, for each file. Both
get the same files and units; the areas of both are compared to 0.1 km². Then a day is taken away and added again, with
what was measured kept. The summary runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_TOLERANCE = 0.1  # km²


def ours(folder: Path, units: Path, cache: Path | None, days: int | None = None) -> dict[str, object]:
    """Seconds, peak MB and the km² by day and unit; of the first `days` maps, where given."""
    from irenicon.territory.maps import map_files
    from irenicon.territory.summary import Sea, summarise
    from irenicon.territory.units import read_units

    start = time.perf_counter()
    found = summarise(map_files([folder])[:days], read_units(units), sea=Sea(counted=True), cache=cache)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    areas = {f"{row.date} {row.unit}": row.km2 for row in found.rows}
    return {"seconds": seconds, "peak": peak, "areas": areas}


def apart(folder: Path, units: Path, cache: Path | None = None, days: int | None = None) -> dict[str, object]:
    """The same in a process of its own."""
    given = [str(folder), str(units), "--ours", "--days", str(days or 0)]
    given += ["--cache", str(cache)] if cache else []
    run = subprocess.run([sys.executable, __file__, *given], check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(run.stdout)
    return found


def plain(folder: Path, units: Path) -> tuple[float, dict[str, float]]:
    """Seconds and the km² by day and unit of the plain loop."""
    import geopandas

    from irenicon.territory.maps import date_of, map_files

    start = time.perf_counter()
    drawn = geopandas.read_file(units).to_crs(6933)
    name = next(one for one in ("shapeName", "name") if one in drawn.columns)
    areas: dict[str, float] = {}
    for path in map_files([folder], but=(str(units),)):
        held = geopandas.read_file(path).to_crs(6933)
        both = geopandas.overlay(drawn[[name, "geometry"]], held[["geometry"]], how="intersection")
        for unit, km2 in (both.area / 1e6).groupby(both[name]).sum().items():
            areas[f"{date_of(path.name)} {unit}"] = float(km2)
    return time.perf_counter() - start, areas


def main() -> None:
    """Prints the figures, and fails where the areas of both differ."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("units", type=Path)
    asked.add_argument("--ours", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("--days", type=int, default=0, help=argparse.SUPPRESS)
    asked.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.ours:
        print(json.dumps(ours(given.folder, given.units, given.cache, given.days or None)))
        return
    seconds, areas = plain(given.folder, given.units)
    days = len({key[:10] for key in areas})
    found = apart(given.folder, given.units)
    worst = max(abs(found["areas"].get(key, 0.0) - km2) for key, km2 in areas.items())  # type: ignore[attr-defined]
    print(f"{days} days; plain loop {seconds:.1f} s, {1000 * seconds / days:.0f} ms a file")
    taken, peak = float(str(found["seconds"])), float(str(found["peak"]))
    print(f"summarise {taken:.1f} s, {seconds / taken:.1f} times as fast, peak {peak:.0f} MB")
    print(f"areas differ by at most {worst:.3f} km²")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "measured"
        apart(given.folder, given.units, cache, days - 1)
        print(f"a day added: {apart(given.folder, given.units, cache)['seconds']:.2f} s")
    if worst > _TOLERANCE:
        raise SystemExit(f"The areas differ by more than {_TOLERANCE} km².")


if __name__ == "__main__":
    main()
