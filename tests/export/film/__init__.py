"""Films: where they stop, how they are written, what has one."""
