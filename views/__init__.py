"""What a view of the atlas shows, computed once: read by pages, slides, files and the published site. Without Streamlit."""
