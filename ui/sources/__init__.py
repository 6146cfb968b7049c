"""The data page's views of documents and of how good the facts are."""
