"""Places: the toponyms of an article, resolved against the gazetteer, and the places of its events."""

from tocsin.coding.places.attach import event_place, places_at, places_in
from tocsin.coding.places.compose import explains
from tocsin.coding.places.find import find_places

__all__ = ["event_place", "explains", "find_places", "places_at", "places_in"]
