"""How much of each unit is held: the first map in full, every later one by what moved since the map before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from irenicon.territory.geodesy import areas_km2, geodesic_km2
from irenicon.territory.model import Change, ControlMap
from irenicon.territory.movement import moved
from irenicon.territory.overlay import common
from irenicon.territory.sea import Land

_THIN = 0.1  # km; a strip narrower than this is a line drawn anew, not ground that troops took


class Measure:
    """Measures areas within units; keeps the units indexed."""

    def __init__(self, lands: Sequence[Land]) -> None:
        self._names = [one.unit.name for one in lands]
        self._number = len(lands)
        areas = np.array([one.area for one in lands] + [one.sea for one in lands], dtype=object)
        shapely.prepare(areas)
        self._areas = areas
        self._tree = shapely.STRtree(areas)

    def first(self, found: ControlMap) -> tuple[Change, ...]:
        """What a map holds of each unit, as gained from nothing."""
        gained, geodesic = self._within(np.array([found.held], dtype=object))
        return tuple(
            Change(float(gained[i]), 0.0, float(geodesic[i]), float(gained[i + self._number]))
            for i in range(self._number)
        )

    def between(self, before: ControlMap, after: ControlMap) -> tuple[Change, ...]:
        """What changed in each unit from one map to the next."""
        found = moved(before.held, after.held)
        gained, geodesic_gained = self._within(found.gained)
        lost, geodesic_lost = self._within(found.lost)
        thin, _ = self._within(_thin(np.concatenate([found.gained, found.lost])), geodesic=False)
        geodesic = geodesic_gained - geodesic_lost
        return tuple(
            Change(
                float(gained[i]),
                float(lost[i]),
                float(geodesic[i]),
                float(gained[i + self._number]),
                float(thin[i]),
            )
            for i in range(self._number)
        )

    def _within(self, faces: np.ndarray, *, geodesic: bool = True) -> tuple[np.ndarray, np.ndarray]:
        """The km² of faces within each unit's land, then within each unit's sea; equal-area and geodesic."""
        equal, true = np.zeros(2 * self._number), np.zeros(2 * self._number)
        if not len(faces):
            return equal, true
        face, unit = self._tree.query(faces, predicate="intersects")
        whole = shapely.contains_properly(self._areas[unit], faces[face])
        cut = np.array(
            [
                faces[f] if inside else common(self._areas[u], faces[f])
                for f, u, inside in zip(face, unit, whole, strict=True)
            ],
            dtype=object,
        )
        np.add.at(equal, unit, areas_km2(cut))
        if geodesic:
            np.add.at(true, unit, [geodesic_km2(one) for one in cut])
        return equal, true


def _thin(faces: np.ndarray) -> np.ndarray:
    """The faces whose mean width, twice the area over the length of the edge, is that of a line drawn anew."""
    if not len(faces):
        return faces
    scale = np.cos(np.radians(shapely.get_y(shapely.centroid(faces))))
    degrees = 2 * shapely.area(faces) / np.maximum(shapely.length(faces), 1e-12)
    found: np.ndarray = faces[degrees * 111.2 * np.sqrt(scale) < _THIN]
    return found
