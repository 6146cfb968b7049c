"""What a page's head and the pages that stand for themselves say."""
