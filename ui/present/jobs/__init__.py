"""What is made beside the pages: previews, players and files, by workers, in queues."""
