"""What the coder knows about actors: countries, leaders, groups, organisations, and the role lexicon."""

from tocsin.knowledge.actors.book import ActorBook, load_actors
from tocsin.knowledge.actors.entry import ActorEntry, Term
from tocsin.knowledge.actors.petrarch import import_petrarch
from tocsin.knowledge.actors.roles import Role

__all__ = ["ActorBook", "ActorEntry", "Role", "Term", "import_petrarch", "load_actors"]
