"""What makes files beside the pages: queue, workers, their processes, and what the machine has for it."""
