"""Pages to articles: decoded, with zones, title, date, language and a fingerprint.

`extract` takes any page; `from_html` and `from_text` say which it is.
"""

from tocsin.extract.fingerprint import distance, fingerprint
from tocsin.extract.language import language_of
from tocsin.extract.pages import extract, from_html, from_text
from tocsin.extract.zones import zones_of

__all__ = ["distance", "extract", "fingerprint", "from_html", "from_text", "language_of", "zones_of"]
