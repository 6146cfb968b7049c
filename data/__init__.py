"""The facts: what is recorded, in which words, by whom; read, checked and handed over as frames."""
