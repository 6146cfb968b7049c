"""The first picture: what a page shows before Streamlit's program has started, drawn from the same views."""
