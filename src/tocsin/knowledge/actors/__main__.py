"""`python -m tocsin.knowledge.actors` writes the compact file after a change of the YAML."""

from tocsin.knowledge.actors.compiled import write_compiled

if __name__ == "__main__":
    write_compiled()
